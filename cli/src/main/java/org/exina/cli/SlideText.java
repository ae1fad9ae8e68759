package org.exina.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.exina.metric.IntervalEstimate;
import org.exina.settings.Percent;
import org.exina.slides.train.ClassMetrics;
import org.exina.slides.train.DetectionMetrics;

/** How well grains were found, told and counted, for people. */
final class SlideText {
    private static final int MISTAKES = 5;

    private final Console console;

    SlideText(Console console) {
        this.console = console;
    }

    void print(DetectionMetrics metrics) {
        console.format(
                "%d fields in %d groups, %d grains boxed, %d found",
                metrics.fields(),
                metrics.groups(),
                metrics.counts().actual(),
                metrics.counts().predicted());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("found of the boxed grains (recall)", metrics.recall(), true));
        rows.add(row("boxed among the detections (precision)", metrics.precision(), true));
        rows.add(row("F1 of finding", metrics.f1(), true));
        rows.add(row("type right, of the found", metrics.typeAccuracy(), true));
        rows.add(row("mean average precision", metrics.meanAveragePrecision(), true));
        rows.add(row("counted too many on a field", metrics.countBias(), false));
        rank(rows, "rank correlation of types on fields", metrics.presentCorrelation());
        rank(rows, "the same with types that are absent", metrics.countCorrelation());
        rank(rows, "rank correlation of fields' totals", metrics.totalCorrelation());
        console.table(List.of("", "value", "95 % interval"), rows);
        console.line("");
        console.table(
                List.of("type", "boxed", "counted", "recall", "precision"),
                metrics.types().stream().map(SlideText::row).toList());
        metrics.mistakes().stream()
                .limit(MISTAKES)
                .forEach(each -> console.format("%d %s taken for %s", each.count(), each.truth(), each.called()));
    }

    private static void rank(List<List<String>> rows, String name, Optional<IntervalEstimate> estimate) {
        estimate.ifPresent(each -> rows.add(row(name, each, false)));
    }

    private static List<String> row(String name, IntervalEstimate estimate, boolean share) {
        return List.of(
                name,
                text(estimate.value(), share),
                text(estimate.low(), share) + " to " + text(estimate.high(), share));
    }

    private static String text(double value, boolean share) {
        return share ? Percent.of(value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private static List<String> row(ClassMetrics type) {
        return List.of(
                type.label(),
                Long.toString(type.counts().actual()),
                Long.toString(type.counts().predicted()),
                Percent.of(type.counts().recall().value()),
                Percent.of(type.counts().precision().value()));
    }
}
