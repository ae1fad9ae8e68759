package org.exina.head.select;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.head.TrainingSet;

/** Takes some whole groups of a large training set. */
final class Sampling {
    /** Groups of each class that are taken first, so that one can be left out. */
    private static final int GROUPS_OF_EACH = 3;

    private Sampling() {}

    /** The set itself when it is small enough; more than {@code most} only where every class must have its groups. */
    static TrainingSet atMost(TrainingSet set, int most, long seed) {
        if (set.samples() <= most) {
            return set;
        }
        List<int[]> groups = new ArrayList<>(set.groups());
        Collections.shuffle(groups, new Random(seed));
        int[] perClass = new int[set.classes()];
        List<int[]> first = new ArrayList<>();
        List<int[]> rest = new ArrayList<>();
        for (int[] group : groups) {
            boolean needed = perClass[set.label(group[0])]++ < GROUPS_OF_EACH;
            (needed ? first : rest).add(group);
        }
        List<Integer> taken = new ArrayList<>();
        first.forEach(group -> IntStream.of(group).forEach(taken::add));
        for (int[] group : rest) {
            if (taken.size() + group.length <= most) {
                IntStream.of(group).forEach(taken::add);
            }
        }
        return set.part(
                taken.stream().mapToInt(Integer::intValue).sorted().toArray(),
                IntStream.range(0, set.features()).toArray());
    }
}
