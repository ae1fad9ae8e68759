package org.exina.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.exina.metric.Estimate;
import org.exina.slides.train.DetectionFigures;
import org.exina.slides.train.TypeFigures;

/** How well grains were found, told and counted, for people. */
final class SlideText {
    private static final int MISTAKES = 5;

    private final Console console;

    SlideText(Console console) {
        this.console = console;
    }

    void print(DetectionFigures figures) {
        console.format(
                "%d fields in %d groups, %d grains boxed, %d found",
                figures.fields(),
                figures.groups(),
                figures.finding().truths(),
                figures.finding().found());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("found of the boxed grains (recall)", figures.recall(), true));
        rows.add(row("boxed among the finds (precision)", figures.precision(), true));
        rows.add(row("F1 of finding", figures.f1(), true));
        rows.add(row("type right, of the found", figures.typeAccuracy(), true));
        rows.add(row("mean average precision", figures.meanAveragePrecision(), true));
        rows.add(row("counted too many on a field", figures.countBias(), false));
        rank(rows, "rank correlation of types on fields", figures.presentCorrelation());
        rank(rows, "the same with types that are absent", figures.countCorrelation());
        rank(rows, "rank correlation of fields' totals", figures.totalCorrelation());
        console.table(List.of("", "value", "95 % interval"), rows);
        console.line("");
        console.table(
                List.of("type", "boxed", "counted", "recall", "precision"),
                figures.types().stream().map(SlideText::row).toList());
        figures.mistakes().stream()
                .limit(MISTAKES)
                .forEach(each -> console.format("%d %s taken for %s", each.count(), each.truth(), each.called()));
    }

    private static void rank(List<List<String>> rows, String name, Optional<Estimate> estimate) {
        estimate.ifPresent(each -> rows.add(row(name, each, false)));
    }

    private static List<String> row(String name, Estimate estimate, boolean share) {
        return List.of(
                name,
                text(estimate.value(), share),
                text(estimate.low(), share) + " to " + text(estimate.high(), share));
    }

    private static String text(double value, boolean share) {
        return share ? RunText.percent(value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private static List<String> row(TypeFigures type) {
        return List.of(
                type.label(),
                Long.toString(type.finding().truths()),
                Long.toString(type.finding().found()),
                RunText.percent(type.finding().recall().value()),
                RunText.percent(type.finding().precision().value()));
    }
}
