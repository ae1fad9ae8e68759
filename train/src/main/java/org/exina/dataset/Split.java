package org.exina.dataset;

import java.util.stream.IntStream;
import org.exina.io.Remedy;

/** One stratified split into a training and a test set that tears no group apart; each class stands in both. */
public final class Split {
    private final int[] sideOf; // 0 test, 1 train

    private Split(int[] sideOf) {
        this.sideOf = sideOf;
    }

    /**
     * A split of a data set.
     *
     * @param testFraction in (0, 1)
     * @throws DatasetException when a class stands in one group only
     */
    public static Split stratified(Dataset dataset, Groups groups, double testFraction, long seed)
            throws DatasetException {
        try {
            return deal(dataset.labels(), groups.groupOf(), testFraction, seed);
        } catch (GroupStratifier.TooFewGroupsException e) {
            throw tooFew(dataset, e);
        }
    }

    /**
     * A split of anything labelled.
     *
     * @param labels class indices, from 0
     * @param groups a number for each label; equal numbers stay on one side
     * @param testFraction in (0, 1)
     * @throws IllegalArgumentException when a class stands in one group only
     */
    public static Split stratified(int[] labels, int[] groups, double testFraction, long seed) {
        try {
            return deal(labels, groups, testFraction, seed);
        } catch (GroupStratifier.TooFewGroupsException e) {
            throw tooFew(e);
        }
    }

    private static Split deal(int[] labels, int[] groups, double testFraction, long seed)
            throws GroupStratifier.TooFewGroupsException {
        if (!(testFraction > 0 && testFraction < 1)) {
            throw new IllegalArgumentException("testFraction must be in (0, 1), got " + testFraction);
        }
        return new Split(GroupStratifier.deal(labels, groups, new double[] {testFraction, 1 - testFraction}, seed));
    }

    static IllegalArgumentException tooFew(GroupStratifier.TooFewGroupsException e) {
        return new IllegalArgumentException(e.who(Integer::toString) + e.getMessage(), e);
    }

    static DatasetException tooFew(Dataset dataset, GroupStratifier.TooFewGroupsException e) {
        String who = e.who(dataset.classes()::get);
        DatasetException told = new DatasetException(
                dataset.root(), (who.isEmpty() ? "" : "the ") + who + e.getMessage() + e.wayOut(), e);
        return e.isOfSingleImages() ? (DatasetException) told.with(Remedy.Kind.LEAVE_OUT_SMALL, 2) : told;
    }

    /** The samples to test on, ascending. */
    public int[] test() {
        return side(0);
    }

    /** The samples to train on, ascending. */
    public int[] train() {
        return side(1);
    }

    private int[] side(int side) {
        return IntStream.range(0, sideOf.length).filter(i -> sideOf[i] == side).toArray();
    }
}
