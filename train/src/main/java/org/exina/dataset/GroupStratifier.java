package org.exina.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.math.SplitMix64;

/**
 * Splits groups into parts so that each part gets its share of each class. Large groups go first, then class after
 * class, in an order drawn at random; each goes where its classes lack most, which for groups of one image is the rounding
 * of Webster and Sainte-Laguë: a class is spread over equal parts with a difference of one at most, and so are all
 * images together.
 */
final class GroupStratifier {
    private static final int MOST_ROUNDS = 200; // for each class

    private final double[] shares;
    private final List<Group> groups;
    private final int classes;
    private final int[] classSizes;
    private final int[][] counts; // (parts, classes)
    private final int[] sizes; // of the parts
    private final int[] partOf; // for each group
    private final int[] lot; // the order of parts that are equally good

    /** Of classes that stand in too few groups; of none when there are too few groups of all. */
    static final class TooFewGroupsException extends Exception {
        private static final String ONE = "1 image";

        private final List<Integer> labels;
        private final List<String> sizes;

        TooFewGroupsException(List<Integer> labels, List<String> sizes, String problem) {
            super(problem);
            this.labels = List.copyOf(labels);
            this.sizes = List.copyOf(sizes);
        }

        /** "", "class a ", or "classes a (1 image), b (2 images that stay together) ". */
        String who(IntFunction<String> name) {
            if (labels.size() < 2) {
                return labels.isEmpty() ? "" : "class " + name.apply(labels.get(0)) + " ";
            }
            return IntStream.range(0, labels.size())
                    .mapToObj(i -> name.apply(labels.get(i)) + " (" + sizes.get(i) + ")")
                    .collect(Collectors.joining(", ", "classes ", " "));
        }

        /** Whether each of the classes has one image and no more. */
        boolean isOfSingleImages() {
            return !sizes.isEmpty() && sizes.stream().allMatch(ONE::equals);
        }

        String wayOut() {
            return labels.isEmpty()
                    ? ""
                    : "; add images of " + (labels.size() == 1 ? "it or leave it out" : "them or leave them out");
        }
    }

    /** Samples that stay together. */
    private static final class Group {
        private final int size;
        private final int[] classes; // class indices in it, ascending
        private final int[] counts; // how many samples of each

        Group(int size, int[] classes, int[] counts) {
            this.size = size;
            this.classes = classes;
            this.counts = counts;
        }

        int size() {
            return size;
        }

        int[] classes() {
            return classes;
        }

        int[] counts() {
            return counts;
        }
    }

    private GroupStratifier(int[] labels, int[] groupOf, double[] shares, SplitMix64 random) {
        this.shares = shares;
        this.groups = groups(labels, groupOf);
        this.classes = Arrays.stream(labels).max().orElse(-1) + 1;
        this.classSizes = new int[classes];
        for (int label : labels) {
            classSizes[label]++;
        }
        this.counts = new int[shares.length][classes];
        this.sizes = new int[shares.length];
        this.partOf = new int[groups.size()];
        this.lot = random.permutation(shares.length);
    }

    /**
     * Splits samples into parts, whole groups at a time, so that each part gets its share of each class.
     *
     * @param labels class indices
     * @param groupOf any numbers; equal ones stay together
     * @param shares greater than 0, summing to 1
     * @return the part of each sample
     */
    static int[] deal(int[] labels, int[] groupOf, double[] shares, long seed) throws TooFewGroupsException {
        if (labels.length != groupOf.length) {
            throw new IllegalArgumentException(
                    "expected a group for each of " + labels.length + " labels, got " + groupOf.length);
        }
        SplitMix64 random = new SplitMix64(seed);
        GroupStratifier assignment = new GroupStratifier(labels, groupOf, shares, random);
        assignment.checkGroups();
        for (int g : assignment.order(random)) {
            assignment.put(g, assignment.bestPart(g, -1));
        }
        assignment.spreadEachClass(random);
        int[] number = numbered(groupOf);
        return Arrays.stream(number).map(g -> assignment.partOf[g]).toArray();
    }

    /** A partition into groups, its parts numbered anew from 0 in order of appearance. */
    static int[] numbered(int[] groupOf) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return Arrays.stream(groupOf)
                .map(g -> {
                    Integer before = numbers.putIfAbsent(g, numbers.size());
                    return before == null ? numbers.size() - 1 : before;
                })
                .toArray();
    }

    private static List<Group> groups(int[] labels, int[] groupOf) {
        List<TreeMap<Integer, Integer>> byGroup = new ArrayList<>();
        int[] number = numbered(groupOf);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("labels must be class indices, got " + labels[i] + " at " + i);
            }
            if (number[i] == byGroup.size()) {
                byGroup.add(new TreeMap<>());
            }
            byGroup.get(number[i]).merge(labels[i], 1, Integer::sum);
        }
        return byGroup.stream()
                .map(counts -> new Group(
                        counts.values().stream().mapToInt(n -> n).sum(),
                        counts.keySet().stream().mapToInt(c -> c).toArray(),
                        counts.values().stream().mapToInt(n -> n).toArray()))
                .toList();
    }

    private void checkGroups() throws TooFewGroupsException {
        int[] groupsOf = new int[classes];
        for (Group group : groups) {
            for (int c : group.classes()) {
                groupsOf[c]++;
            }
        }
        List<Integer> alone = IntStream.range(0, classes)
                .filter(c -> groupsOf[c] == 1)
                .boxed()
                .toList();
        if (!alone.isEmpty()) {
            List<String> sizes = alone.stream()
                    .map(c -> classSizes[c] == 1
                            ? TooFewGroupsException.ONE
                            : classSizes[c] + " images that stay together")
                    .toList();
            throw new TooFewGroupsException(
                    alone,
                    sizes,
                    (alone.size() == 1 ? "has 1 group (" + sizes.get(0) + ")" : "have 1 group each")
                            + "; expected at least 2, to train on one and test on the other");
        }
        if (groups.size() < shares.length) {
            throw new TooFewGroupsException(
                    List.of(),
                    List.of(),
                    groups.size() + " groups cannot fill " + shares.length
                            + " parts; the largest possible number of folds is " + groups.size());
        }
    }

    private int[] order(SplitMix64 random) {
        int[] drawn = random.permutation(groups.size());
        return Arrays.stream(drawn)
                .boxed()
                .sorted(Comparator.comparingInt((Integer g) -> -groups.get(g).size())
                        .thenComparingInt(g -> groups.get(g).classes()[0])) // stable: the lot decides the rest
                .mapToInt(g -> g)
                .toArray();
    }

    private int bestPart(int g, int except) {
        int best = -1;
        for (int p : lot) {
            if (p != except && (best < 0 || isBetter(g, p, best))) {
                best = p;
            }
        }
        return best;
    }

    private boolean isBetter(int g, int p, int than) {
        int byClass = Double.compare(cost(groups.get(g), p), cost(groups.get(g), than));
        return byClass != 0 ? byClass < 0 : sizes[p] / shares[p] < sizes[than] / shares[than];
    }

    /** By how much the sum over classes of squared counts, divided by the share and the class's size, would grow. */
    private double cost(Group group, int p) {
        double cost = 0;
        for (int i = 0; i < group.classes().length; i++) {
            int c = group.classes()[i];
            double n = group.counts()[i];
            cost += n * (2 * counts[p][c] + n) / (shares[p] * classSizes[c]);
        }
        return cost;
    }

    private void put(int g, int part) {
        partOf[g] = part;
        count(g, part, 1);
    }

    private void count(int g, int part, int sign) {
        Group group = groups.get(g);
        sizes[part] += sign * group.size();
        for (int i = 0; i < group.classes().length; i++) {
            counts[part][group.classes()[i]] += sign * group.counts()[i];
        }
    }

    /**
     * A class that stands in one part only would be tested without training, or never tested: moves one of its groups, at
     * first the smallest, then, where that goes in circles, any.
     */
    private void spreadEachClass(SplitMix64 random) throws TooFewGroupsException {
        int alone = firstUnspread();
        for (int round = 0; alone >= 0; round++) {
            if (round > classes * MOST_ROUNDS) {
                throw new TooFewGroupsException(
                        List.of(alone),
                        List.of(),
                        "cannot stand on both sides: too few groups, and they hold other classes too");
            }
            int g = round <= classes ? smallestOf(alone) : anyOf(alone, random);
            int from = partOf[g];
            count(g, from, -1);
            put(g, bestPart(g, from));
            alone = firstUnspread();
        }
    }

    private int firstUnspread() {
        for (int c = 0; c < classes; c++) {
            int filled = 0;
            for (int[] part : counts) {
                filled += part[c] > 0 ? 1 : 0;
            }
            if (filled == 1) {
                return c;
            }
        }
        return -1;
    }

    private int smallestOf(int label) {
        return groupsOf(label)
                .min(Comparator.comparingInt(g -> groups.get(g).size()))
                .orElseThrow();
    }

    private int anyOf(int label, SplitMix64 random) {
        List<Integer> all = groupsOf(label).toList();
        return all.get(random.permutation(all.size())[0]);
    }

    private Stream<Integer> groupsOf(int label) {
        return IntStream.range(0, groups.size())
                .filter(g -> Arrays.binarySearch(groups.get(g).classes(), label) >= 0)
                .boxed();
    }
}
