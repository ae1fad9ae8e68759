package org.exina.experiment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.exina.dataset.Folds;

/**
 * Folds inside a training set, for choices a head makes by itself. Unlike the outer folds they take what they get: a
 * class that stands in one group only is put with the class of most groups.
 */
public final class InnerFolds {
    /** How many there are inside a training set. */
    public static final int COUNT = 5;

    private static final int[] NONE = {};

    private InnerFolds() {}

    /**
     * Splits samples into folds, whole groups at a time.
     *
     * @param labels class indices
     * @param groups a number for each label; equal numbers stay in one fold
     * @param folds wanted; fewer when there are fewer groups
     * @return a fold for each label; empty when there is one group only
     */
    public static int[] of(int[] labels, int[] groups, int folds, long seed) {
        int distinct = (int) Arrays.stream(groups).distinct().count();
        if (distinct < 2) {
            return NONE;
        }
        Folds dealt = Folds.stratified(withoutSingles(labels, groups), groups, Math.min(folds, distinct), seed);
        return IntStream.range(0, labels.length).map(dealt::foldOf).toArray();
    }

    private static int[] withoutSingles(int[] labels, int[] groups) {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        int[] sizes = IntStream.range(0, classes)
                .map(k -> groupsOf(k, labels, groups).size())
                .toArray();
        int largest = IntStream.range(0, classes).reduce(0, (a, b) -> sizes[b] > sizes[a] ? b : a);
        if (sizes[largest] < 2) { // every class is a single one: nothing to keep in proportion
            return new int[labels.length];
        }
        return Arrays.stream(labels).map(k -> sizes[k] < 2 ? largest : k).toArray();
    }

    private static Set<Integer> groupsOf(int label, int[] labels, int[] groups) {
        Set<Integer> found = new HashSet<>();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                found.add(groups[i]);
            }
        }
        return found;
    }
}
