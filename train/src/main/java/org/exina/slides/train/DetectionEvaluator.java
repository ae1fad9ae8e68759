package org.exina.slides.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.exina.metric.CountErrors;
import org.exina.metric.DetectionCounts;
import org.exina.metric.IntervalEstimate;
import org.exina.slides.Detection;
import org.exina.slides.Grain;

/** Matches fields' detections with what is on them, and sums up by group, so that groups can be drawn again. */
public final class DetectionEvaluator {
    private final List<EvaluatedField> fields;
    private final double threshold;
    private final SortedSet<String> types = new TreeSet<>();
    private final Map<String, Integer> groupNumbers = new LinkedHashMap<>();
    private final int[] groupOf; // of each field
    private final Tally[] tallies; // of each group
    private final Map<String, Integer> rightOfType = new HashMap<>();
    private final Map<List<String>, Integer> mistakes = new TreeMap<>(
            Comparator.<List<String>, String>comparing(names -> names.get(0)).thenComparing(names -> names.get(1)));
    private final List<TypeRanking> rankings = new ArrayList<>();
    private final CountPairs ofTypes;
    private final CountPairs totals;

    /** Sums over a group's fields. */
    private static final class Tally {
        int fields;
        int found;
        int truths;
        int matched;
        int typed;
        int right;
    }

    private DetectionEvaluator(List<EvaluatedField> fields, double threshold) {
        this.fields = List.copyOf(fields);
        this.threshold = threshold;
        groupOf = fields.stream()
                .mapToInt(field -> groupNumbers.computeIfAbsent(field.group(), any -> groupNumbers.size()))
                .toArray();
        tallies = new Tally[groupNumbers.size()];
        for (int g = 0; g < tallies.length; g++) {
            tallies[g] = new Tally();
        }
        for (EvaluatedField field : fields) {
            field.truth().forEach(grain -> types.add(grain.label()));
            field.grains().forEach(found -> types.add(found.grain().label()));
        }
        types.remove(Grain.UNKNOWN);
        if (fields.stream()
                .flatMap(field -> field.truth().stream())
                .allMatch(t -> t.label().equals(Grain.UNKNOWN))) {
            throw new IllegalArgumentException(
                    "expected at least 1 true grain of a known class, got none on " + fields.size() + " fields");
        }
        for (int f = 0; f < fields.size(); f++) {
            match(fields.get(f), tallies[groupOf[f]]);
        }
        types.forEach(type -> rankings.add(TypeRanking.of(type, fields, groupOf, tallies.length, threshold)));
        ofTypes = CountPairs.ofTypes(fields, groupOf, tallies.length, types);
        totals = CountPairs.ofTotals(fields, groupOf, tallies.length);
    }

    /**
     * Judges fields.
     *
     * @param threshold least overlap, in (0, 1]; usually 0.5
     * @param seed of the bootstrap
     * @throws IllegalArgumentException when there is no true grain of a known class on any of them
     */
    public static DetectionMetrics metrics(List<EvaluatedField> fields, double threshold, long seed) {
        return new DetectionEvaluator(fields, threshold).metrics(seed);
    }

    private void match(EvaluatedField field, Tally tally) {
        List<Detection> found = field.grains();
        BoxMatching matching = BoxMatching.of(
                found.stream().map(each -> each.grain().box()).toList(),
                found.stream().map(Detection::certainty).toList(),
                field.truth().stream().map(GroundTruthGrain::box).toList(),
                threshold);
        tally.fields++;
        tally.found += found.size();
        tally.truths += field.truth().size();
        tally.matched += matching.pairs().size();
        for (BoxMatching.Pair pair : matching.pairs()) {
            String truth = field.truth().get(pair.truth()).label();
            String called = found.get(pair.found()).grain().label();
            if (truth.equals(Grain.UNKNOWN)) {
                continue;
            }
            tally.typed++;
            if (truth.equals(called)) {
                tally.right++;
                rightOfType.merge(truth, 1, Integer::sum);
            } else {
                mistakes.merge(List.of(truth, called), 1, Integer::sum);
            }
        }
    }

    DetectionMetrics metrics(long seed) {
        int[] once = new int[tallies.length];
        Arrays.fill(once, 1);
        DetectionCounts counts = counts(once);
        long typed = sum(once, tally -> tally.typed);
        return new DetectionMetrics(
                threshold,
                fields.size(),
                tallies.length,
                counts,
                share(counts.precision(), seed, copies -> ratio(copies, t -> t.matched, t -> t.found)),
                share(counts.recall(), seed, copies -> ratio(copies, t -> t.matched, t -> t.truths)),
                share(counts.f1(), seed, copies -> ratio(copies, t -> 2.0 * t.matched, t -> t.found + t.truths)),
                typed,
                share(
                        IntervalEstimate.share(sum(once, t -> t.right), typed),
                        seed,
                        copies -> ratio(copies, t -> t.right, t -> t.typed)),
                estimate(seed, this::meanAveragePrecision).orElseThrow(),
                totalErrors(),
                typeErrors(),
                estimate(seed, copies -> ratio(copies, t -> t.found - t.truths, t -> t.fields))
                        .orElseThrow(),
                estimate(seed, copies -> ofTypes.correlation(copies, true)),
                estimate(seed, copies -> ofTypes.correlation(copies, false)),
                estimate(seed, copies -> totals.correlation(copies, true)),
                rankings.stream()
                        .map(ranking -> new ClassMetrics(ranking.type(), counts(ranking), averagePrecision(ranking)))
                        .toList(),
                mistakes());
    }

    private DetectionCounts counts(int[] copies) {
        return new DetectionCounts(sum(copies, t -> t.matched), sum(copies, t -> t.found), sum(copies, t -> t.truths));
    }

    private DetectionCounts counts(TypeRanking ranking) {
        return new DetectionCounts(rightOfType.getOrDefault(ranking.type(), 0), ranking.found(), ranking.truths());
    }

    private OptionalDouble averagePrecision(TypeRanking ranking) {
        int[] once = new int[tallies.length];
        Arrays.fill(once, 1);
        double value = ranking.averagePrecision(once);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private double meanAveragePrecision(int[] copies) {
        return rankings.stream()
                .mapToDouble(ranking -> ranking.averagePrecision(copies))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private CountErrors totalErrors() {
        return CountErrors.of(
                fields.stream().mapToLong(field -> field.truth().size()).toArray(),
                fields.stream().mapToLong(field -> field.grains().size()).toArray());
    }

    private CountErrors typeErrors() {
        return CountErrors.of(
                rankings.stream().mapToLong(TypeRanking::truths).toArray(),
                rankings.stream().mapToLong(TypeRanking::found).toArray());
    }

    private List<DetectionMetrics.Mistake> mistakes() {
        return mistakes.entrySet().stream()
                .map(entry -> new DetectionMetrics.Mistake(
                        entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .sorted(Comparator.comparingInt(DetectionMetrics.Mistake::count).reversed()) // stable
                .toList();
    }

    private Optional<IntervalEstimate> estimate(long seed, ToDoubleFunction<int[]> figure) {
        int[] once = new int[tallies.length];
        Arrays.fill(once, 1);
        double value = figure.applyAsDouble(once);
        if (Double.isNaN(value)) {
            return Optional.empty();
        }
        return Optional.of(
                tallies.length < 2
                        ? new IntervalEstimate(value, value, value)
                        : IntervalEstimate.bootstrap(tallies.length, seed, figure));
    }

    /** The wider of an interval that takes grains as independent, and of one that knows that those of a group are not. */
    private IntervalEstimate share(IntervalEstimate score, long seed, ToDoubleFunction<int[]> figure) {
        return estimate(seed, figure)
                .map(drawn -> new IntervalEstimate(
                        score.value(), Math.min(score.low(), drawn.low()), Math.max(score.high(), drawn.high())))
                .orElse(score);
    }

    private long sum(int[] copies, ToDoubleFunction<Tally> number) {
        return Math.round(total(copies, number));
    }

    private double ratio(int[] copies, ToDoubleFunction<Tally> part, ToDoubleFunction<Tally> whole) {
        double all = total(copies, whole);
        return all == 0 ? Double.NaN : total(copies, part) / all;
    }

    private double total(int[] copies, ToDoubleFunction<Tally> number) {
        double sum = 0;
        for (int g = 0; g < tallies.length; g++) {
            sum += copies[g] * number.applyAsDouble(tallies[g]);
        }
        return sum;
    }
}
