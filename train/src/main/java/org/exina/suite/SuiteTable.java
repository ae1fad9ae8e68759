package org.exina.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.exina.head.HeadException;
import org.exina.head.HeadSpec;
import org.exina.head.TopModel;
import org.exina.table.Table;
import org.exina.torch.Optimizer;

/** Finished experiments as rows: what was trained, how well it did, what was published of it. */
public final class SuiteTable {
    private static final List<String> HEADER = List.of(
            "experiment",
            "network",
            "split",
            "epochs",
            "units",
            "activation",
            "optimizer",
            "n",
            "loss",
            "accuracy",
            "low",
            "high",
            "published loss",
            "published accuracy",
            "seconds");

    private SuiteTable() {}

    /** A row for each, in their order; shares in per cent. */
    public static Table of(List<ExperimentRecord> records) {
        return new Table(HEADER, records.stream().map(SuiteTable::row).toList());
    }

    private static List<String> row(ExperimentRecord record) {
        List<String> row = new ArrayList<>();
        row.add(record.id());
        row.add(record.settings().getOrDefault("backbone", "pixels"));
        row.add(record.settings().getOrDefault("split", "-"));
        row.addAll(trained(record));
        row.add(Integer.toString(record.figures().n()));
        row.add(decimal(record.loss()));
        row.add(percent(record.figures().accuracy()));
        row.add(percent(record.figures().accuracyLow()));
        row.add(percent(record.figures().accuracyHigh()));
        row.add(record.published().stream()
                .findFirst()
                .map(p -> decimal(p.loss()))
                .orElse(""));
        row.add(record.published().stream()
                .findFirst()
                .map(p -> percent(p.accuracy()))
                .orElse(""));
        row.add(String.format(Locale.ROOT, "%.1f", record.seconds()));
        return row;
    }

    /** Epochs, units, activation, optimizer. */
    private static List<String> trained(ExperimentRecord record) {
        String head = record.settings().getOrDefault("head", "");
        Optional<TopModel> top = topModel(head);
        if (top.isPresent()) {
            TopModel model = top.get();
            List<String> units =
                    model.units().stream().map(count -> Integer.toString(count)).toList();
            return List.of(
                    Integer.toString(model.plan().passes().epochs()),
                    units.isEmpty() ? "" : String.join("+", units),
                    model.activation().name().toLowerCase(Locale.ROOT),
                    name(model.plan().optimizer()));
        }
        boolean epochs = !record.histories().isEmpty();
        return List.of(
                epochs ? Integer.toString(record.histories().get(0).epochs()) : "",
                head.startsWith("contrast") ? "64" : "",
                head.startsWith("contrast") ? "relu" : "",
                head.startsWith("contrast") ? "rmsprop" : head);
    }

    private static Optional<TopModel> topModel(String head) {
        try {
            return HeadSpec.parse(head) instanceof TopModel model ? Optional.of(model) : Optional.empty();
        } catch (HeadException e) {
            return Optional.empty(); // the contrast network, or a head of another version
        }
    }

    private static String name(Optimizer optimizer) {
        return optimizer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
