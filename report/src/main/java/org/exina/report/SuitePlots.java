package org.exina.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.History;
import org.exina.experiment.ReferenceResult;
import org.exina.report.plot.Curve;
import org.exina.report.plot.Plot;
import org.exina.report.plot.Plots;
import org.exina.report.plot.Point;

/** Images of finished experiments. Curves of folds are means over them, as far as the shortest goes. */
public final class SuitePlots {
    private SuitePlots() {}

    /** Accuracy and loss of one, epoch by epoch; empty when nothing was trained in epochs. */
    public static Optional<Plot> of(ExperimentRecord record) {
        if (record.histories().isEmpty()) {
            return Optional.empty();
        }
        List<Curve> accuracy = new ArrayList<>(List.of(curve(Curve.TRAIN, record, History::accuracy)));
        List<Curve> loss = new ArrayList<>(List.of(curve(Curve.TRAIN, record, History::loss)));
        if (record.histories().get(0).hasValidation()) {
            accuracy.add(curve("validation", record, History::validationAccuracy));
            loss.add(curve("validation", record, History::validationLoss));
        }
        return Optional.of(Plots.experiment(record.id(), accuracy, loss));
    }

    /** Validation accuracy and loss of all that were trained in epochs; empty when there are none. */
    public static Optional<Plot> together(String title, List<ExperimentRecord> records) {
        List<ExperimentRecord> trained = records.stream()
                .filter(each ->
                        !each.histories().isEmpty() && each.histories().get(0).hasValidation())
                .toList();
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Plots.together(
                title,
                trained.stream()
                        .map(each -> curve(each.name(), each, History::validationAccuracy))
                        .toList(),
                trained.stream()
                        .map(each -> curve(each.name(), each, History::validationLoss))
                        .toList()));
    }

    /** Accuracies with their intervals, beside published ones. */
    public static Plot comparison(String title, List<ExperimentRecord> records) {
        return Plots.comparison(
                title,
                records.stream()
                        .map(each -> new Point(
                                each.name(),
                                each.figures().accuracy(),
                                each.figures().accuracyLow(),
                                each.figures().accuracyHigh(),
                                each.published().map(ReferenceResult::accuracy)))
                        .toList());
    }

    private static Curve curve(String name, ExperimentRecord record, Function<History, List<Double>> values) {
        List<List<Double>> all = record.histories().stream().map(values).toList();
        int epochs = all.stream().mapToInt(List::size).min().orElseThrow();
        return new Curve(
                name,
                IntStream.range(0, epochs)
                        .mapToObj(e -> all.stream()
                                .mapToDouble(each -> each.get(e))
                                .average()
                                .orElseThrow())
                        .toList());
    }
}
