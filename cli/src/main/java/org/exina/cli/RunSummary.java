package org.exina.cli;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.api.Reports;
import org.exina.experiment.Chosen;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;

/**
 * A cross-validation as {@code --json} prints it. Names as in {@link RunRecord}; {@code classes} and {@code groups} are
 * counts, {@code confused} is sorted by count.
 */
record RunSummary(
        int n,
        int classes,
        int groups,
        int folds,
        int repeats,
        long seed,
        List<String> backbones,
        int views,
        String crop,
        String head,
        String augment,
        int variants,
        double accuracy,
        double accuracyLow,
        double accuracyHigh,
        List<Double> repeatAccuracies,
        double top3Accuracy,
        double macroF1,
        double logLoss,
        double calibrationError,
        int errors,
        int unreadable,
        int features,
        long computed,
        long cached,
        double featureSeconds,
        double headSeconds,
        double seconds,
        List<RunRecord.PerClass> perClass,
        List<Confused> confused,
        List<Chosen> chosen,
        String run) {

    /** How often images of one class were taken for another. */
    record Confused(String label, String predicted, int count) {}

    static RunSummary of(RunFolder run) {
        RunRecord record = run.record();
        RunRecord.Settings settings = record.settings();
        RunRecord.Metrics metrics = record.figures();
        return new RunSummary(
                metrics.n(),
                record.data().classes().size(),
                record.data().groups(),
                settings.folds(),
                settings.repeats(),
                settings.seed(),
                settings.backbones(),
                settings.views(),
                settings.crop().id(),
                settings.head(),
                settings.augment(),
                settings.variants(),
                metrics.accuracy(),
                metrics.accuracyLow(),
                metrics.accuracyHigh(),
                metrics.repeatAccuracies(),
                metrics.top3Accuracy(),
                metrics.macroF1(),
                metrics.logLoss(),
                metrics.calibrationError(),
                metrics.errors(),
                record.data().unreadable().size(),
                record.backbones().stream()
                        .mapToInt(RunRecord.BackboneUsed::features)
                        .sum(),
                metrics.features().computed(),
                metrics.features().cached(),
                metrics.features().seconds(),
                metrics.headSeconds(),
                record.seconds(),
                metrics.perClass(),
                confused(run.classes(), metrics.confusion()),
                Reports.chosen(record.heads()),
                run.path().toString());
    }

    /** Pairs of different classes with a count, the most confused first, then by class. */
    static List<Confused> confused(List<String> classes, List<List<Integer>> counts) {
        return IntStream.range(0, classes.size())
                .boxed()
                .flatMap(i -> IntStream.range(0, classes.size())
                        .filter(j -> j != i && counts.get(i).get(j) > 0)
                        .mapToObj(j -> new Confused(
                                classes.get(i), classes.get(j), counts.get(i).get(j))))
                .sorted(Comparator.comparingInt(Confused::count).reversed()) // stable: then in the order of classes
                .toList();
    }
}
