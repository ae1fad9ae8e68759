package org.exina.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.ReferenceResult;
import org.exina.head.HeadSpec;
import org.exina.report.html.Table;
import org.exina.settings.Percent;

/** Finished experiments as rows: what was trained, how well it did, what was published of it. */
public final class SuiteTable {
    private static final List<String> TRAINED =
            List.of("experiment", "network", "split", "epochs", "units", "activation", "optimizer", "n");

    private SuiteTable() {}

    /** A row for each, in their order, for people: shares in per cent, 95 % intervals in brackets. */
    public static Table of(List<ExperimentRecord> records) {
        return table(
                List.of("loss", "accuracy", "published loss", "published accuracy", "seconds"),
                records,
                record -> List.of(
                        decimal(record.loss()) + " (" + decimal(record.lossLow()) + " to " + decimal(record.lossHigh())
                                + ")",
                        Percent.of(record.figures().accuracy()) + " ("
                                + Percent.number(record.figures().accuracyLow()) + " to "
                                + Percent.number(record.figures().accuracyHigh()) + ")",
                        published(record, ReferenceResult::loss, SuiteTable::decimal),
                        published(record, ReferenceResult::accuracy, Percent::of),
                        String.format(Locale.ROOT, "%.1f", record.seconds())));
    }

    /** A row for each, for programs: plain numbers, shares in [0, 1], the ends of intervals in columns of their own. */
    public static Table numbers(List<ExperimentRecord> records) {
        return table(
                List.of(
                        "loss",
                        "loss low",
                        "loss high",
                        "accuracy",
                        "accuracy low",
                        "accuracy high",
                        "published loss",
                        "published accuracy",
                        "seconds"),
                records,
                record -> List.of(
                        Double.toString(record.loss()),
                        Double.toString(record.lossLow()),
                        Double.toString(record.lossHigh()),
                        Double.toString(record.figures().accuracy()),
                        Double.toString(record.figures().accuracyLow()),
                        Double.toString(record.figures().accuracyHigh()),
                        published(record, ReferenceResult::loss, Double::toString),
                        published(record, ReferenceResult::accuracy, Double::toString),
                        Double.toString(record.seconds())));
    }

    /** What an experiment gave, cell by cell. */
    private interface Metrics {
        List<String> of(ExperimentRecord record);
    }

    private static Table table(List<String> header, List<ExperimentRecord> records, Metrics figures) {
        return new Table(
                joined(TRAINED, header),
                records.stream()
                        .map(record -> joined(trained(record), figures.of(record)))
                        .toList());
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static List<String> trained(ExperimentRecord record) {
        HeadSpec.Summary trained = record.trained();
        return List.of(
                record.id(),
                record.settings().network(),
                record.settings().split(),
                record.histories().isEmpty()
                        ? trained.epochs()
                        : Integer.toString(record.histories().get(0).epochs()),
                trained.units(),
                trained.activation(),
                trained.optimizer(),
                Integer.toString(record.figures().n()));
    }

    /** How a number is written. */
    private interface Form {
        String of(double number);
    }

    private static String published(ExperimentRecord record, ToDoubleFunction<ReferenceResult> figure, Form form) {
        return record.published()
                .map(each -> form.of(figure.applyAsDouble(each)))
                .orElse("");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
