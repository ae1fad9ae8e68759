package org.exina.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.dataset.Audit;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.metric.Interval;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** The one figure that counts, how sure it is, and what it means. */
final class Headline {
    /** An interval wider than this deserves a word. */
    private static final double WIDE = 0.1;

    private Headline() {}

    /** What the data is called. */
    static String name(RunRecord record) {
        Path name = Path.of(record.data().source()).normalize().getFileName();
        return name == null || name.toString().isEmpty() || name.toString().equals("..")
                ? record.data().root()
                : name.toString();
    }

    /** "2026-01-02 03:04 UTC". */
    static String date(RunRecord record) {
        return date(record.finished());
    }

    /**
     * A time to the minute, in UTC.
     *
     * @param finished ISO 8601
     */
    static String date(String finished) {
        return finished.length() < 16 ? finished : finished.substring(0, 16).replace('T', ' ') + " UTC";
    }

    static Html of(RunFolder run) {
        RunRecord record = run.record();
        RunRecord.Metrics metrics = record.figures();
        RunRecord.Settings settings = record.settings();
        Interval interval = new Interval(metrics.accuracyLow(), metrics.accuracyHigh());
        Tag header = Tag.of("div").add(Tag.of("h1", "name").text(name(record)));
        header.add(Tag.of("p", "soft")
                .text("Cross-validation of " + String.join(" + ", settings.backbones()) + " with "
                        + settings.headTitle()
                        + ", " + settings.folds() + " folds"
                        + (settings.repeats() > 1 ? ", " + settings.repeats() + " times" : "") + "; "
                        + date(record)));
        header.add(Tag.of("p", "lead")
                .add(
                        Tag.text("strong", Wording.percent(metrics.accuracy())),
                        Tag.text(
                                "span",
                                "accuracy; 95" + "\u00a0" + "% interval "
                                        + Wording.percent(interval.low(), interval.high()) + ", n = "
                                        + Wording.grouped(metrics.n()))));
        header.add(scale(record, interval));
        meaning(record, interval).forEach(text -> header.add(Tag.text("p", text)));
        warnings(run).forEach(text -> header.add(Tag.of("p", "warn").text(text)));
        return header;
    }

    private static Html scale(RunRecord record, Interval interval) {
        RunRecord.Metrics metrics = record.figures();
        Tag svg = Tag.of("svg")
                .with("role", "img")
                .with(
                        "aria-label",
                        "Accuracy " + Wording.percent(metrics.accuracy()) + " on a scale from 0 to 100 %, interval "
                                + Wording.percent(interval.low(), interval.high()));
        svg.add(Plots.line("axis", "0%", "18", "100%", "18"));
        for (int tick = 0; tick <= 100; tick += 25) {
            svg.add(Plots.line("axis", tick + "%", "18", tick + "%", "23"));
        }
        String most = Wording.format("%.2f%%", 100 * mostFrequent(record));
        svg.add(Plots.line("tick", most, "11", most, "25"));
        Tag labels = Tag.of("div").with("aria-hidden", "true");
        for (int tick = 0; tick <= 100; tick += 25) {
            labels.add(Tag.text("span", tick + "\u00a0%"));
        }
        return Tag.of("div", "scale").add(svg.add(Plots.interval(metrics.accuracy(), interval, "9")), labels);
    }

    private static List<String> meaning(RunRecord record, Interval interval) {
        RunRecord.Metrics metrics = record.figures();
        RunRecord.Settings settings = record.settings();
        long answers = (long) metrics.n() * settings.repeats();
        List<String> texts = new ArrayList<>();
        texts.add("Each of the " + Wording.images(metrics.n()) + " was shown to a classifier that had been trained"
                + " without it and without its duplicates. "
                + (settings.repeats() == 1
                        ? Wording.grouped(metrics.n() - metrics.errors()) + " were recognised, "
                                + Wording.grouped(metrics.errors())
                                + (metrics.errors() == 1 ? " was not." : " were not.")
                        : "That was done " + settings.repeats() + " times with other folds: "
                                + Wording.grouped(metrics.errors()) + " of " + Wording.grouped(answers)
                                + " answers were wrong; the " + settings.repeats() + " accuracies run from "
                                + spread(metrics.repeatAccuracies()) + "."));
        texts.add("What to expect: of 100 new images of these classes, taken in the same way, about "
                + Math.round(100 * metrics.accuracy()) + " will be named rightly; by what these "
                + Wording.grouped(metrics.n()) + " tell, it may be " + rounded(interval)
                + ". Another microscope, another preparation or another class is another question.");
        double most = mostFrequent(record);
        texts.add("To compare: always naming the class with most images would be right in " + Wording.percent(most)
                + " of cases (the orange mark above)."
                + (interval.low() <= most ? " This is not clearly better than that." : ""));
        if (interval.high() - interval.low() > WIDE) {
            texts.add("The interval is wide because the images are few: four times as many would halve it.");
        }
        return texts;
    }

    /** What always naming the class with most images would get right. */
    private static double mostFrequent(RunRecord record) {
        int most = record.data().classes().stream()
                .mapToInt(RunRecord.ClassSize::pictures)
                .max()
                .orElseThrow();
        return (double) most / record.data().pictures();
    }

    private static String spread(List<Double> accuracies) {
        return Wording.percent(
                accuracies.stream().mapToDouble(a -> a).min().orElseThrow(),
                accuracies.stream().mapToDouble(a -> a).max().orElseThrow());
    }

    private static String rounded(Interval interval) {
        long low = Math.round(100 * interval.low());
        long high = Math.round(100 * interval.high());
        return low == high ? Long.toString(low) : low + " to " + high;
    }

    private static List<String> warnings(RunFolder run) {
        List<String> texts = new ArrayList<>();
        int twoLabels = run.audit().counts().getOrDefault(Audit.Kind.TWO_LABELS, 0);
        int unreadable = run.record().data().unreadable().size();
        if (twoLabels > 0) {
            texts.add(Wording.images(twoLabels) + (twoLabels == 1 ? " stands" : " stand")
                    + " under two labels. Until that is mended no figure on this page is to be trusted.");
        }
        if (unreadable > 0) {
            texts.add(Wording.images(unreadable) + " could not be read and took no part.");
        }
        List<RunRecord.Unreadable> others = run.record().data().notUsed();
        if (!others.isEmpty()) {
            texts.add(
                    (others.size() == 1 ? "1 other file or folder was" : others.size() + " other files or folders were")
                            + " not used: " + others.get(0).path() + " "
                            + others.get(0).reason()
                            + (others.size() == 1 ? "." : ", and " + (others.size() - 1) + " more."));
        }
        return texts;
    }
}
