package org.exina.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Stratified k-fold cross-validation that tears no group apart. Each fold is the test set once; class proportions are as
 * equal as the groups allow (with groups of one image, a class's counts differ by one at most). A class with fewer
 * groups than folds is missing from some test sets, never from a training set. Same labels, groups and seed: same folds,
 * on every platform.
 */
public final class Folds {
    private final int[] foldOf;
    private final int count;

    private Folds(int[] foldOf, int count) {
        this.foldOf = foldOf;
        this.count = count;
    }

    /**
     * Folds of a data set.
     *
     * @param folds at least 2
     * @throws DatasetException when a class stands in one group only, or there are fewer groups than folds
     */
    public static Folds stratified(Dataset dataset, Groups groups, int folds, long seed) throws DatasetException {
        return stratified(dataset, groups.groupOf(), folds, seed);
    }

    /**
     * Folds of a data set with groups of one's own.
     *
     * @param groups a number for each sample; equal numbers stay in one fold
     */
    public static Folds stratified(Dataset dataset, int[] groups, int folds, long seed) throws DatasetException {
        try {
            return deal(dataset.labels(), groups, folds, seed);
        } catch (GroupStratifier.TooFewGroupsException e) {
            throw Split.tooFew(dataset, e);
        }
    }

    /**
     * Folds of anything labelled.
     *
     * @param labels class indices, from 0
     * @param groups a number for each label; equal numbers stay in one fold
     * @param folds at least 2
     * @throws IllegalArgumentException when a class stands in one group only, or there are fewer groups than folds
     */
    public static Folds stratified(int[] labels, int[] groups, int folds, long seed) {
        try {
            return deal(labels, groups, folds, seed);
        } catch (GroupStratifier.TooFewGroupsException e) {
            throw Split.tooFew(e);
        }
    }

    private static Folds deal(int[] labels, int[] groups, int folds, long seed)
            throws GroupStratifier.TooFewGroupsException {
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be at least 2, got " + folds);
        }
        double[] shares = new double[folds];
        Arrays.fill(shares, 1.0 / folds);
        return new Folds(GroupStratifier.deal(labels, groups, shares, seed), folds);
    }

    /** How many folds there are. */
    public int count() {
        return count;
    }

    /** The fold whose test set holds sample {@code i}. */
    public int foldOf(int i) {
        return foldOf[i];
    }

    /** The samples to test in this fold, ascending; never empty. */
    public int[] test(int fold) {
        checkFold(fold);
        return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold).toArray();
    }

    /** The samples to train on in this fold, ascending. */
    public int[] train(int fold) {
        checkFold(fold);
        return IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != fold).toArray();
    }

    private void checkFold(int fold) {
        if (fold < 0 || fold >= count) {
            throw new IllegalArgumentException("fold must be in [0, " + count + "), got " + fold);
        }
    }
}
