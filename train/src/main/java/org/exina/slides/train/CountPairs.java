package org.exina.slides.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.metric.RankCorrelation;

/** True and counted numbers side by side; few pairs differ, so that each is kept once, with how often each group has it. */
final class CountPairs {
    private final double[] truth; // of each pair
    private final double[] counted;
    private final int[][] pairs; // (groups, those that occur in it)
    private final int[][] times; // likewise: how often

    private record Pair(long truth, long counted) {}

    private CountPairs(List<Pair> all, List<Map<Integer, Integer>> byGroup) {
        truth = all.stream().mapToDouble(Pair::truth).toArray();
        counted = all.stream().mapToDouble(Pair::counted).toArray();
        pairs = byGroup.stream()
                .map(group -> group.keySet().stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
        times = byGroup.stream()
                .map(group -> group.values().stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
    }

    /** Of each type on each field. */
    static CountPairs ofTypes(List<EvaluatedField> fields, int[] groupOf, int groups, Collection<String> types) {
        Collector collector = new Collector(groups);
        for (int f = 0; f < fields.size(); f++) {
            Map<String, Long> truth = new HashMap<>();
            Map<String, Long> counted = new HashMap<>();
            fields.get(f).truth().forEach(grain -> truth.merge(grain.label(), 1L, Long::sum));
            fields.get(f).grains().forEach(found -> counted.merge(found.grain().label(), 1L, Long::sum));
            for (String type : types) {
                collector.add(groupOf[f], new Pair(truth.getOrDefault(type, 0L), counted.getOrDefault(type, 0L)));
            }
        }
        return collector.collected();
    }

    /** Of whole fields. */
    static CountPairs ofTotals(List<EvaluatedField> fields, int[] groupOf, int groups) {
        Collector collector = new Collector(groups);
        for (int f = 0; f < fields.size(); f++) {
            EvaluatedField field = fields.get(f);
            collector.add(
                    groupOf[f], new Pair(field.truth().size(), field.grains().size()));
        }
        return collector.collected();
    }

    /**
     * Spearman's correlation in so many copies of each group; NaN where it is not defined.
     *
     * @param absent whether pairs of 0 and 0 count
     */
    double correlation(int[] copies, boolean absent) {
        double[] occur = new double[truth.length];
        for (int g = 0; g < pairs.length; g++) {
            for (int i = 0; i < pairs[g].length; i++) {
                occur[pairs[g][i]] += (double) copies[g] * times[g][i];
            }
        }
        for (int p = 0; p < occur.length; p++) {
            if (!absent && truth[p] == 0 && counted[p] == 0) {
                occur[p] = 0;
            }
        }
        return RankCorrelation.spearman(truth, counted, occur).orElse(Double.NaN);
    }

    private static final class Collector {
        final Map<Pair, Integer> numbers = new LinkedHashMap<>();
        final List<Map<Integer, Integer>> byGroup = new ArrayList<>();

        Collector(int groups) {
            for (int g = 0; g < groups; g++) {
                byGroup.add(new LinkedHashMap<>());
            }
        }

        void add(int group, Pair pair) {
            int number = numbers.computeIfAbsent(pair, any -> numbers.size());
            byGroup.get(group).merge(number, 1, Integer::sum);
        }

        CountPairs collected() {
            return new CountPairs(List.copyOf(numbers.keySet()), byGroup);
        }
    }
}
