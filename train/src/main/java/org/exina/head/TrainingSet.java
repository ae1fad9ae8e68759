package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Features and labels a head learns from: checked once, here. The rows are not copied, see {@link FeatureRows}. */
public final class TrainingSet {
    private static final int[] NO_FOLDS = {};

    private final FeatureRows rows;
    private final int[] taken; // of the rows, one per sample
    private final int[] labels;
    private final int classes;
    private final int[] innerFolds;
    private final int[] groups;
    private final List<Covariates> covariates; // one per sample

    /**
     * A training set in which each inner fold is one group.
     *
     * @param features (samples, features), finite, all rows of one length
     * @param labels a class index per sample, in [0, classes); every class has at least one sample
     * @param classes at least 2
     * @param innerFolds for choices made inside the training data (a penalty, a temperature): a fold index per sample, 0
     *     or more, with no group in two folds; empty when no choice is to be made
     */
    public TrainingSet(float[][] features, int[] labels, int classes, int[] innerFolds) {
        this(features, labels, classes, innerFolds, innerFolds);
    }

    /**
     * A training set of groups, split into inner folds.
     *
     * @param groups a number per sample: equal numbers must stay together, in one inner fold; empty as the folds are
     */
    public TrainingSet(float[][] features, int[] labels, int classes, int[] innerFolds, int[] groups) {
        this(features, labels, classes, innerFolds, groups, Collections.nCopies(labels.length, Covariates.NONE));
    }

    /**
     * A training set of samples of which more is known than their features.
     *
     * @param covariates one per sample
     */
    public TrainingSet(
            float[][] features,
            int[] labels,
            int classes,
            int[] innerFolds,
            int[] groups,
            List<Covariates> covariates) {
        this(
                new FeatureRows(features),
                IntStream.range(0, features.length).toArray(),
                labels,
                classes,
                innerFolds,
                groups,
                covariates);
    }

    /**
     * A training set of some of the rows that it shares with others.
     *
     * @param taken numbers of different rows, one per sample
     */
    public TrainingSet(
            FeatureRows rows,
            int[] taken,
            int[] labels,
            int classes,
            int[] innerFolds,
            int[] groups,
            List<Covariates> covariates) {
        this.rows = rows;
        this.taken = taken.clone();
        this.labels = labels.clone();
        this.classes = classes;
        this.innerFolds = innerFolds.clone();
        this.groups = groups.clone();
        this.covariates = List.copyOf(covariates);
        checkLabels();
        checkFolds();
        checkGroups();
        if (covariates.size() != labels.length) {
            throw new IllegalArgumentException(
                    "expected covariates of each of " + labels.length + " samples, got " + covariates.size());
        }
    }

    /** Samples without inner folds: every setting must then be given or have a rule of its own. */
    public static TrainingSet of(float[][] features, int[] labels, int classes) {
        return new TrainingSet(features, labels, classes, NO_FOLDS);
    }

    /**
     * Some of the samples, with some of the features.
     *
     * @param samples ascending; every class is among them
     * @param columns numbers of features, in their new order
     */
    public TrainingSet part(int[] samples, int[] columns) {
        boolean all = Arrays.equals(columns, IntStream.range(0, features()).toArray());
        float[][] copies = new float[all ? 0 : samples.length][columns.length];
        for (int i = 0; i < copies.length; i++) {
            float[] row = row(samples[i]);
            for (int j = 0; j < columns.length; j++) {
                copies[i][j] = row[columns[j]];
            }
        }
        return new TrainingSet(
                all ? rows : new FeatureRows(copies),
                all ? pick(taken, samples) : IntStream.range(0, samples.length).toArray(),
                pick(labels, samples),
                classes,
                pick(innerFolds, samples),
                pick(groups, samples),
                Arrays.stream(samples).mapToObj(covariates::get).toList());
    }

    /** These samples without inner folds: for heads that choose nothing. */
    public TrainingSet withoutFolds() {
        return new TrainingSet(rows, taken, labels, classes, NO_FOLDS, NO_FOLDS, covariates);
    }

    private static int[] pick(int[] values, int[] indices) {
        return values.length == 0
                ? NO_FOLDS
                : Arrays.stream(indices).map(i -> values[i]).toArray();
    }

    public int samples() {
        return labels.length;
    }

    /** Numbers per sample. */
    public int features() {
        return rows.features();
    }

    public int classes() {
        return classes;
    }

    public boolean hasInnerFolds() {
        return innerFolds.length > 0;
    }

    /**
     * These samples with some of their features.
     *
     * @param from the first
     * @param to behind the last
     */
    TrainingSet columns(int from, int to) {
        return new TrainingSet(rows.columns(from, to), taken, labels, classes, innerFolds, groups, covariates);
    }

    /** One sample; the row itself, not a copy. */
    public float[] row(int sample) {
        return rows.row(taken[sample]);
    }

    /** See {@link FeatureRows#scatter}. */
    Optional<FeatureRows.Scatter> scatter() {
        return rows.scatter(taken);
    }

    /** What is known of each sample beside its features. */
    public List<Covariates> covariates() {
        return covariates;
    }

    public int label(int sample) {
        return labels[sample];
    }

    /** Samples of each class. */
    public int[] classSizes() {
        int[] sizes = new int[classes];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** The inner folds there are, sorted. */
    public int[] foldNumbers() {
        return Arrays.stream(innerFolds).distinct().sorted().toArray();
    }

    /** The samples of each group, ascending; in the order of their first samples. Each fold is one, if none were given. */
    public List<int[]> groups() {
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < groups.length; i++) {
            members.computeIfAbsent(groups[i], g -> new ArrayList<>()).add(i);
        }
        return members.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    public int innerFold(int sample) {
        return innerFolds[sample];
    }

    private void checkLabels() {
        if (classes < 2) {
            throw new IllegalArgumentException("a head needs at least 2 classes, got " + classes);
        }
        if (taken.length != labels.length) {
            throw new IllegalArgumentException(
                    "expected one label per sample, got " + taken.length + " samples and " + labels.length + " labels");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "sample " + i + ": class index must be in [0, " + classes + "), got " + labels[i]);
            }
        }
        int[] sizes = classSizes();
        for (int k = 0; k < classes; k++) {
            if (sizes[k] == 0) {
                throw new IllegalArgumentException("class " + k + " has no sample to learn from; leave the class out or"
                        + " put its samples into more folds");
            }
        }
    }

    private void checkFolds() {
        if (innerFolds.length == 0) {
            return;
        }
        if (innerFolds.length != labels.length) {
            throw new IllegalArgumentException("expected one inner fold per sample or none, got " + innerFolds.length
                    + " for " + labels.length + " samples");
        }
        if (Arrays.stream(innerFolds).min().orElseThrow() < 0) {
            throw new IllegalArgumentException("inner folds must be 0 or more");
        }
        if (foldNumbers().length < 2) {
            throw new IllegalArgumentException("expected at least 2 inner folds, got 1");
        }
    }

    private void checkGroups() {
        if (groups.length != innerFolds.length) {
            throw new IllegalArgumentException("expected one group per sample where there are inner folds, got "
                    + groups.length + " groups and " + innerFolds.length + " inner folds");
        }
        Map<Integer, Integer> foldOf = new HashMap<>();
        for (int i = 0; i < groups.length; i++) {
            int fold = innerFolds[i];
            if (foldOf.computeIfAbsent(groups[i], g -> fold) != fold) {
                throw new IllegalArgumentException("group " + groups[i] + " stands in inner folds "
                        + foldOf.get(groups[i]) + " and " + fold + "; expected it in one");
            }
        }
    }
}
