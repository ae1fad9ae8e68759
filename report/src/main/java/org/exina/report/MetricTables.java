package org.exina.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.experiment.RunRecord;
import org.exina.metric.Interval;
import org.exina.report.html.Cells;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** Metrics over all images, and those of each class. */
final class MetricTables {
    private MetricTables() {}

    /**
     * The metrics of a run, each with a sentence on what it means.
     *
     * @param classes how many
     */
    static List<Html> figures(RunRecord.Metrics metrics, int classes) {
        int n = metrics.n();
        Tag cards = Tag.of("dl", "figures")
                .add(card(
                        "Macro F1",
                        Wording.format("%.3f", metrics.macroF1()),
                        "Mean over the classes of precision and recall in one, each class counting the same. 1 is"
                                + " perfect."));
        if (classes > 3) { // else it says nothing
            Interval top = Interval.wilson(Math.round(metrics.top3Accuracy() * n), n);
            cards.add(card(
                    "Among the first 3",
                    Wording.percent(metrics.top3Accuracy()),
                    "The right class is one of the 3 likeliest; 95\u00a0% interval "
                            + Wording.percent(top.low(), top.high()) + "."));
        }
        cards.add(
                card(
                        "Log loss",
                        Wording.format("%.3f", metrics.logLoss()),
                        "How surprised it is by the truth: 0 is perfect; knowing nothing gives "
                                + Wording.format("%.3f", Math.log(classes)) + "."),
                card(
                        "Calibration error",
                        Wording.percent(metrics.calibrationError()),
                        "How far confidence lies from the share of right answers, on average."));
        return List.of(
                Tag.of("p", "note").text("All from the same " + Wording.images(n) + ", each tested unseen."),
                cards,
                Tag.text("h3", "May its confidence be believed?"),
                Tag.text(
                        "p",
                        "Answers are sorted by the confidence they were given with. On the dashed line, answers given"
                                + " with 80\u00a0% confidence are right in 80\u00a0% of cases. Below it the classifier is"
                                + " too sure of itself, above it too modest. Bars are 95\u00a0% intervals."),
                Tag.of("div", "beside")
                        .add(
                                Tag.of("figure").add(Plots.reliability(metrics.reliability())),
                                Tag.of("div").add(reliability(metrics.reliability()))));
    }

    private static Html card(String name, String value, String meaning) {
        return Tag.of("div")
                .add(
                        Tag.text("dt", name),
                        Tag.of("dd").add(Tag.of("span", "value").text(value), Tag.text("small", meaning)));
    }

    private static Html reliability(List<RunRecord.Bin> bins) {
        Tag body = Tag.of("tbody");
        for (RunRecord.Bin bin : bins) {
            body.add(Tag.of("tr")
                    .add(
                            Tag.text("th", Wording.format("%.0f to %.0f\u00a0%%", 100 * bin.low(), 100 * bin.high()))
                                    .with("scope", "row"),
                            Cells.number(Wording.grouped(bin.count())),
                            Cells.number(Wording.percent(bin.confidence())),
                            Cells.number(Wording.percent(bin.accuracy()))));
        }
        return Tag.of("table")
                .add(
                        Tag.text("caption", "The same in numbers"),
                        Cells.head(List.of("confidence"), List.of("answers", "mean", "right")),
                        body);
    }

    /**
     * Precision, recall and F1 of each class, the least F1 first.
     *
     * @param repeats how often each image was tested
     */
    static List<Html> perClass(RunRecord.Metrics metrics, int repeats) {
        List<Integer> worstFirst = IntStream.range(0, metrics.perClass().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        k -> metrics.perClass().get(k).f1()))
                .toList();
        Tag body = Tag.of("tbody");
        for (int k : worstFirst) {
            body.add(row(metrics, k, repeats));
        }
        return List.of(
                Tag.text(
                        "p",
                        "Worst first. Recall: how many of the class are found; precision: how many of those named so are"
                                + " of the class; F1: both in one. The bar is the 95\u00a0% interval of recall: with few"
                                + " images it is wide."),
                Tag.of("div", "scroll")
                        .with("tabindex", "0")
                        .with("role", "region")
                        .with("aria-label", "Metrics of each class")
                        .add(Tag.of("table", "wide")
                                .add(
                                        Tag.of("thead")
                                                .add(Tag.of("tr")
                                                        .add(Cells.column("class", ""))
                                                        .add(Cells.column("images", "n"))
                                                        .add(Cells.column("F1", "n"))
                                                        .add(Cells.column("precision", "n"))
                                                        .add(Cells.column("recall", "n"))
                                                        .add(Cells.column("recall from 0 to 100\u00a0%", "plot"))
                                                        .add(Cells.column("mostly taken for", ""))),
                                        body)));
    }

    private static Html row(RunRecord.Metrics metrics, int k, int repeats) {
        RunRecord.PerClass each = metrics.perClass().get(k);
        int n = each.support() / repeats;
        Tag plot = Tag.of("td", "plot");
        if (n > 0) {
            Interval interval = Interval.wilson(Math.round(each.recall() * n), n);
            plot.add(Tag.of("svg")
                    .with("role", "img")
                    .with("aria-label", "95 % interval " + Wording.percent(interval.low(), interval.high()))
                    .add(Plots.line("grid", "0%", "7", "100%", "7"))
                    .add(Plots.interval(each.recall(), interval, "7")));
        }
        return Tag.of("tr")
                .add(
                        Tag.of("th", "name").with("scope", "row").text(each.label()),
                        Cells.number(Wording.grouped(n)),
                        Cells.number(Wording.format("%.3f", each.f1())),
                        Cells.number(Wording.percent(each.precision())),
                        Cells.number(Wording.percent(each.recall())),
                        plot,
                        Tag.of("td", "name").text(mostlyTakenFor(metrics, k)));
    }

    private static String mostlyTakenFor(RunRecord.Metrics metrics, int k) {
        List<Integer> counts = metrics.confusion().get(k);
        return IntStream.range(0, counts.size())
                .boxed()
                .filter(j -> j != k && counts.get(j) > 0)
                .sorted(Comparator.comparingInt(j -> -counts.get(j)))
                .findFirst()
                .map(j -> metrics.perClass().get(j).label() + " (" + counts.get(j) + ")")
                .orElse("");
    }
}
