package org.exina.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.experiment.RunRecord;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** The confusion matrix: rows true, columns predicted. */
final class ConfusionTable {
    /** More do not fit across a page. */
    private static final int MOST_CLASSES = 40;

    /** Up to here there is room for larger cells. */
    private static final int FEW_CLASSES = 8;

    private ConfusionTable() {}

    static List<Html> of(RunRecord.Metrics metrics) {
        List<String> classes =
                metrics.perClass().stream().map(RunRecord.PerClass::label).toList();
        List<Integer> shown = shown(metrics.perClass());
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text(
                "p",
                "Rows: what the images are. Columns: what they were taken for. Blue is right, orange is wrong; the"
                        + " darker, the larger the share of the row. Empty is none."));
        if (shown.size() < classes.size()) {
            parts.add(Tag.of("p", "note")
                    .text("Shown are the " + shown.size() + " classes with the lowest F1 of " + classes.size()
                            + "; predictions.csv in the run's folder has all answers."));
        }
        Tag body = Tag.of("tbody");
        for (int k : shown) {
            body.add(row(classes, metrics.confusion().get(k), k, shown));
        }
        parts.add(Tag.of("div", shown.size() > FEW_CLASSES ? "scroll matrix" : "scroll matrix few")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Confusion matrix")
                .add(Tag.of("table").add(head(classes, shown), body)));
        return parts;
    }

    private static List<Integer> shown(List<RunRecord.PerClass> perClass) {
        return IntStream.range(0, perClass.size())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> perClass.get(k).f1()))
                .limit(MOST_CLASSES)
                .sorted()
                .toList();
    }

    private static Html head(List<String> classes, List<Integer> shown) {
        Tag row = Tag.of("tr").add(Tag.of("td", "corner").text("true \u2193 taken for \u2192"));
        for (int j : shown) {
            row.add(Tag.of("th")
                    .with("scope", "col")
                    .with("title", classes.get(j))
                    .add(Tag.of("span", "name").text(classes.get(j))));
        }
        return Tag.of("thead").add(row);
    }

    private static Html row(List<String> classes, List<Integer> counts, int k, List<Integer> shown) {
        int total = Math.max(1, counts.stream().mapToInt(c -> c).sum());
        Tag row = Tag.of("tr")
                .add(Tag.of("th", "name")
                        .with("scope", "row")
                        .with("title", classes.get(k))
                        .text(classes.get(k)));
        for (int j : shown) {
            int count = counts.get(j);
            Tag cell = Tag.of("td");
            if (count > 0) {
                cell.with("class", j == k ? "hit" : "miss")
                        .with("style", Wording.format("--share:%.2f", (double) count / total))
                        .with(
                                "title",
                                classes.get(k) + (j == k ? " recognised: " : " taken for " + classes.get(j) + ": ")
                                        + count + " of " + total)
                        .text(Integer.toString(count));
            }
            row.add(cell);
        }
        return row;
    }
}
