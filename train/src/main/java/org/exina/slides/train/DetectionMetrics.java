package org.exina.slides.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.metric.CountErrors;
import org.exina.metric.DetectionCounts;
import org.exina.metric.IntervalEstimate;
import org.exina.slides.Grain;

/**
 * How well grains on fields are found, told and counted. Intervals are of 95 %, by the bootstrap over groups of fields; those
 * of shares are no narrower than if all grains were independent. With one group only, metrics that are no shares have none:
 * low and high are the value.
 *
 * @param threshold least overlap of a detection and its true grain
 * @param fields how many were judged
 * @param groups how many groups they are of
 * @param counts detections and true grains, whatever their types; debris is no detection
 * @param precision of detection: detections that are true grains. People leave grains without a box, which then count as false detections
 * @param recall of finding: true grains that were found
 * @param f1 of finding
 * @param typed matched detections whose true class is known
 * @param typeAccuracy of these, how many are rightly called; unknown is not
 * @param meanAveragePrecision over the types of the true grains, each as {@link org.exina.metric.AveragePrecision}
 * @param totals counts of whole fields
 * @param ofTypes counts of types, over all fields together
 * @param countBias grains counted too many on a field, in the mean; below 0 when too few are
 * @param countCorrelation Spearman's, between counted and true numbers of each type on each field: all pairs of a field and a
 *     type, most of them 0 and 0; nothing where it is not defined
 * @param presentCorrelation the same, without pairs that are 0 and 0: stricter, since most is known of what is absent
 * @param totalCorrelation the same, of whole fields' totals
 * @param types by name
 * @param mistakes wrong calls among the matched, the most frequent first
 */
public record DetectionMetrics(
        double threshold,
        int fields,
        int groups,
        DetectionCounts counts,
        IntervalEstimate precision,
        IntervalEstimate recall,
        IntervalEstimate f1,
        long typed,
        IntervalEstimate typeAccuracy,
        IntervalEstimate meanAveragePrecision,
        CountErrors totals,
        CountErrors ofTypes,
        IntervalEstimate countBias,
        Optional<IntervalEstimate> countCorrelation,
        Optional<IntervalEstimate> presentCorrelation,
        Optional<IntervalEstimate> totalCorrelation,
        List<ClassMetrics> types,
        List<Mistake> mistakes) {
    /**
     * Grains of one type called another.
     *
     * @param called a class, or {@link Grain#UNKNOWN}
     */
    public record Mistake(String truth, String called, int count) {}

    public DetectionMetrics {
        types = List.copyOf(types);
        mistakes = List.copyOf(mistakes);
    }

    /** What the sum of all counts is off, as a share of the true sum. */
    public double countError() {
        return totals.ofTheWhole();
    }

    /** As JSON has it: names and numbers; what is not defined is left out. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("overlap", threshold);
        map.put("fields", fields);
        map.put("groups", groups);
        map.put("grains", counts.actual());
        map.put("found", counts.predicted());
        map.put("matched", counts.matched());
        put(map, "precision", precision);
        put(map, "recall", recall);
        put(map, "f1", f1);
        map.put("typed", typed);
        put(map, "typeAccuracy", typeAccuracy);
        put(map, "meanAveragePrecision", meanAveragePrecision);
        map.put("countError", countError());
        map.put("countErrorOfFields", totals.ofEach());
        map.put("countErrorOfTypes", ofTypes.ofEach());
        put(map, "countBias", countBias);
        countCorrelation.ifPresent(each -> put(map, "countCorrelation", each));
        presentCorrelation.ifPresent(each -> put(map, "presentCorrelation", each));
        totalCorrelation.ifPresent(each -> put(map, "totalCorrelation", each));
        map.put("types", types.stream().map(DetectionMetrics::row).toList());
        map.put("mistakes", mistakes);
        return map;
    }

    private static void put(Map<String, Object> map, String name, IntervalEstimate estimate) {
        map.put(name, estimate.value());
        map.put(name + "Low", estimate.low());
        map.put(name + "High", estimate.high());
    }

    private static Map<String, Object> row(ClassMetrics type) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", type.label());
        row.put("grains", type.counts().actual());
        row.put("counted", type.counts().predicted());
        row.put("matched", type.counts().matched());
        put(row, "precision", type.counts().precision());
        put(row, "recall", type.counts().recall());
        put(row, "f1", type.counts().f1());
        type.averagePrecision().ifPresent(value -> row.put("averagePrecision", value));
        return row;
    }
}
