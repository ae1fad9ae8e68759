package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.head.Head;
import org.exina.head.TrainingSet;
import org.exina.task.Progress;

/**
 * Labelled images and their features, from which heads learn: parts of them as {@link TrainingSet}. Close it to let the
 * features go.
 */
public final class TrainingSets implements AutoCloseable {
    private final LabelledImages images;
    private final FeatureSet features;
    private final List<Double> diameters; // one per sample; none where heads are not told

    private TrainingSets(LabelledImages images, FeatureSet features, List<Double> diameters) {
        this.images = images;
        this.features = features;
        this.diameters = List.copyOf(diameters);
    }

    /**
     * Inspects every image, groups duplicates, and gets the features of those that can be read.
     *
     * @param data a folder or a manifest, see {@link org.exina.dataset.Dataset#open}
     * @param groupBy see {@link org.exina.dataset.Groups#of}
     * @throws org.exina.dataset.DatasetException when there are not two classes of readable images
     */
    public static TrainingSets open(
            Path data, Optional<Pattern> groupBy, FeaturePlan plan, FeatureCache cache, Progress progress)
            throws IOException {
        return of(LabelledImages.open(data, groupBy, progress), plan, cache, progress);
    }

    /** Gets the features of images. */
    public static TrainingSets of(LabelledImages images, FeaturePlan plan, FeatureCache cache, Progress progress)
            throws IOException {
        return of(images, plan, Optional.empty(), cache, progress);
    }

    /** Gets the features of images and, for training on only, of their variants. */
    public static TrainingSets of(
            LabelledImages images,
            FeaturePlan plan,
            Optional<TrainingVariants> variants,
            FeatureCache cache,
            Progress progress)
            throws IOException {
        return new TrainingSets(images, FeatureSet.of(images.dataset(), plan, variants, cache, progress), List.of());
    }

    public LabelledImages images() {
        return images;
    }

    public FeatureSet features() {
        return features;
    }

    /**
     * These for heads that are told how large grains are; gone when this is closed.
     *
     * @param diametersMicrons one per sample, 0 where it is not known
     */
    public TrainingSets withDiameters(List<Double> diametersMicrons) {
        int samples = images.dataset().size();
        if (diametersMicrons.size() != samples) {
            throw new IllegalArgumentException(
                    "expected a diameter for each of " + samples + " samples, got " + diametersMicrons.size());
        }
        if (features.copies() > 1) {
            throw new IllegalStateException("variants of a picture show its grain in other sizes");
        }
        return new TrainingSets(images, features, diametersMicrons);
    }

    /** In micrometres, one per sample, 0 where it is not known; none where heads are not told. */
    public List<Double> diameters() {
        return diameters;
    }

    /** With the features of some parts of the plan, without diameters; gone when this is closed. */
    TrainingSets only(List<FeaturePlan.Part> parts) {
        return new TrainingSets(images, features.only(parts), List.of());
    }

    /**
     * What heads are given of some samples: features and, where they are told, the diameter.
     *
     * @return (indices, columns)
     */
    float[][] headRows(int[] indices) {
        return withDiameter(features.rows(indices), indices);
    }

    private float[][] withDiameter(float[][] rows, int[] indices) {
        if (diameters.isEmpty()) {
            return rows;
        }
        float[][] longer = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            longer[i] = Arrays.copyOf(rows[i], rows[i].length + 1);
            longer[i][rows[i].length] = diameters.get(indices[i]).floatValue();
        }
        return longer;
    }

    /**
     * What a head learns from: some samples, themselves and their variants, with inner folds that tear no group apart.
     *
     * @param samples ascending
     * @param seed of the inner folds
     */
    public TrainingSet of(int[] samples, long seed) {
        return of(samples, images.labels(samples), images.dataset().classes().size(), seed);
    }

    /** What a head learns from samples among which one class is missing; classes after it move up by one. */
    public TrainingSet without(int missing, int[] samples, long seed) {
        int[] labels = Arrays.stream(images.labels(samples))
                .map(label -> label > missing ? label - 1 : label)
                .toArray();
        return of(samples, labels, images.dataset().classes().size() - 1, seed);
    }

    private TrainingSet of(int[] samples, int[] labels, int classes, long seed) {
        int[] together = images.groupsOf(samples);
        int[] inner = images.innerFolds(samples, seed);
        return new TrainingSet(
                withDiameter(features.trainingRows(samples), samples),
                repeated(labels),
                classes,
                repeated(inner),
                repeated(inner.length == 0 ? inner : together)); // one group only: nothing to leave out
    }

    private int[] repeated(int[] values) {
        return IntStream.range(0, features.copies() * values.length)
                .map(i -> values[i % values.length])
                .toArray();
    }

    /**
     * What a head says of some samples.
     *
     * @param fold for the record: which part they are
     * @return in the order of {@code samples}
     */
    public List<Outcome> outcomes(int[] samples, int fold, Head head) {
        return outcomes(samples, 0, fold, head);
    }

    List<Outcome> outcomes(int[] samples, int repeat, int fold, Head head) {
        int[] labels = images.labels(samples);
        int[] groupOf = images.groupsOf(samples);
        float[][] rows = headRows(samples);
        return IntStream.range(0, samples.length)
                .mapToObj(i -> new Outcome(
                        images.dataset().relativePaths().get(samples[i]),
                        repeat,
                        fold,
                        groupOf[i],
                        labels[i],
                        head.probabilities(rows[i])))
                .toList();
    }

    @Override
    public void close() {
        features.close();
    }
}
