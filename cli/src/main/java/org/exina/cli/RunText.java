package org.exina.cli;

import java.util.List;
import java.util.Locale;
import org.exina.dataset.Audit;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.settings.Percent;

/** A cross-validation in words and tables. */
final class RunText {
    private static final int CONFUSED_SHOWN = 10;

    private final Console console;

    RunText(Console console) {
        this.console = console;
    }

    void print(RunFolder run) {
        RunRecord record = run.record();
        RunRecord.Metrics metrics = record.figures();
        RunRecord.Settings settings = record.settings();
        warn(run);
        console.format(
                "%s: %d images, %d classes, %d groups",
                record.data().source(),
                record.data().pictures(),
                record.data().classes().size(),
                record.data().groups());
        console.format(
                "%s, %s%s; %d folds%s, seed %d",
                String.join(" + ", settings.backbones()),
                settings.head(),
                settings.variants() == 0
                        ? ""
                        : ", trained on " + settings.variants() + " variants of each too (" + settings.augment() + ")",
                settings.folds(),
                settings.repeats() > 1 ? ", " + settings.repeats() + " times" : "",
                settings.seed());
        console.line();
        perClass(metrics.perClass());
        console.line();
        confused(run.classes(), metrics.confusion());
        figures(metrics, settings.repeats());
        new ChoiceText(console).chosen(record.heads(), run.classes());
        console.format(
                "features: %d computed, %d from the cache, %.1f s; heads: %.1f s",
                metrics.features().computed(),
                metrics.features().cached(),
                metrics.features().seconds(),
                metrics.headSeconds());
        console.line();
        console.line("As a page: exina report " + Shell.quoted(run.path()) + " -o report.html");
    }

    /** What the user should know of the data before believing a figure. */
    private void warn(RunFolder run) {
        int twoLabels = run.audit().counts().get(Audit.Kind.TWO_LABELS);
        if (twoLabels > 0) {
            console.note("exina: " + twoLabels + (twoLabels == 1 ? " image stands" : " images stand")
                    + " under two labels; 'exina check' lists them. Until that is mended no figure is to be trusted");
        }
    }

    void perClass(List<RunRecord.PerClass> classes) {
        List<List<String>> rows = classes.stream()
                .map(each -> List.of(
                        each.label(),
                        Integer.toString(each.support()),
                        Percent.of(each.precision()),
                        Percent.of(each.recall()),
                        String.format(Locale.ROOT, "%.3f", each.f1())))
                .toList();
        console.table(List.of("class", "tested", "precision", "recall", "F1"), rows);
    }

    void confused(List<String> classes, List<List<Integer>> counts) {
        List<RunSummary.Confused> pairs = RunSummary.confused(classes, counts);
        if (pairs.isEmpty()) {
            return;
        }
        List<List<String>> rows = pairs.stream()
                .limit(CONFUSED_SHOWN)
                .map(pair -> List.of(pair.label(), pair.predicted(), Integer.toString(pair.count())))
                .toList();
        console.table(List.of("most confused", "taken for", "times"), rows);
        if (pairs.size() > CONFUSED_SHOWN) {
            console.line("  ... and " + (pairs.size() - CONFUSED_SHOWN) + " more pairs");
        }
        console.line();
    }

    void figures(RunRecord.Metrics metrics, int repeats) {
        console.line(accuracy(metrics, repeats));
        console.format(
                "macro F1 %.3f, right among the first three %s, log loss %.3f, calibration error %.3f",
                metrics.macroF1(), Percent.of(metrics.top3Accuracy()), metrics.logLoss(), metrics.calibrationError());
    }

    private String accuracy(RunRecord.Metrics metrics, int repeats) {
        return console.bold("accuracy " + Percent.of(metrics.accuracy()))
                + String.format(
                        Locale.ROOT,
                        " (95 %% interval %s), %d of %d%s wrong",
                        Percent.of(metrics.accuracyLow(), metrics.accuracyHigh()),
                        metrics.errors(),
                        metrics.n() * repeats,
                        repeats > 1 ? " answers" : "");
    }
}
