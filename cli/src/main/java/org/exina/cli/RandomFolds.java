package org.exina.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import org.exina.experiment.RunRecord;
import org.exina.settings.Percent;

/**
 * What folds that tear groups apart would have given: too good, shown beside the honest metrics.
 *
 * @param difference accuracy with random folds less that with grouped ones
 */
record RandomFolds(
        double accuracy,
        double accuracyLow,
        double accuracyHigh,
        int errors,
        double macroF1,
        double logLoss,
        double difference) {

    /** A run and this, as {@code --json} prints them. */
    record Beside(@JsonUnwrapped RunSummary run, RandomFolds randomFolds) {}

    static RandomFolds of(RunRecord.Metrics random, RunRecord.Metrics grouped) {
        return new RandomFolds(
                random.accuracy(),
                random.accuracyLow(),
                random.accuracyHigh(),
                random.errors(),
                random.macroF1(),
                random.logLoss(),
                random.accuracy() - grouped.accuracy());
    }

    void print(Console console, RunRecord.Metrics grouped) {
        console.line();
        console.table(
                List.of("folds", "accuracy", "95 % interval", "wrong", "macro F1", "log loss"),
                List.of(
                        row(
                                "grouped (honest)",
                                grouped.accuracy(),
                                grouped.accuracyLow(),
                                grouped.accuracyHigh(),
                                grouped.errors(),
                                grouped.macroF1(),
                                grouped.logLoss()),
                        row("random (leaky)", accuracy, accuracyLow, accuracyHigh, errors, macroF1, logLoss)));
        console.format(
                "Random folds may train on duplicates of a tested image: %s points here. Only the grouped figure is to be"
                        + " quoted.",
                Percent.points(difference));
    }

    private static List<String> row(
            String folds, double accuracy, double low, double high, int errors, double macroF1, double logLoss) {
        return List.of(
                folds,
                Percent.of(accuracy),
                Percent.of(low, high),
                Integer.toString(errors),
                String.format(Locale.ROOT, "%.3f", macroF1),
                String.format(Locale.ROOT, "%.3f", logLoss));
    }
}
