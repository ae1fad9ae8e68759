package org.exina.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.dataset.DatasetReading;
import org.exina.dataset.Layout;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TuningRecord;
import org.exina.features.FeaturePlan;

/** How to run something again. */
final class CommandReconstruction {
    private CommandReconstruction() {}

    /**
     * The command that gives the same metrics.
     *
     * @param paths whether it names the data by its path, and so may be typed anywhere; else it is for the folder where the
     *     data lie
     */
    static String command(RunRecord record, boolean paths) {
        List<String> words = words(record);
        if (!paths) {
            words.set(2, data(record.data()).getFileName().toString());
        }
        return String.join(" ", words.stream().map(Shell::quoted).toList());
    }

    static List<String> words(RunRecord record) {
        RunRecord.Settings settings = record.settings();
        if (record.kind() == RunRecord.Kind.FINETUNE) {
            return tuning(record);
        }
        List<String> words =
                new ArrayList<>(List.of("exina", "crossval", data(record.data()).toString()));
        words.addAll(List.of("--backbone", String.join(",", settings.backbones())));
        words.addAll(settings.head().equals("auto") ? List.of("--auto") : List.of("--head", settings.head()));
        if (settings.budgetSeconds() > 0) {
            words.addAll(List.of("--budget", settings.budgetSeconds() + "s"));
        }
        if (settings.variants() > 0) {
            words.addAll(List.of("--augment", settings.augment()));
            words.addAll(List.of("--variants", Integer.toString(settings.variants())));
        }
        if (settings.batch() != FeaturePlan.BATCH) {
            words.addAll(List.of("--batch", Integer.toString(settings.batch())));
        }
        words.addAll(List.of("--folds", Integer.toString(settings.folds())));
        words.addAll(List.of("--repeat", Integer.toString(settings.repeats())));
        words.addAll(List.of("--seed", Long.toString(settings.seed())));
        words.addAll(List.of("--crop", settings.crop().id()));
        words.addAll(List.of("--views", Integer.toString(settings.views())));
        if (!settings.groupBy().isEmpty()) {
            words.addAll(List.of("--group-by", settings.groupBy()));
        }
        words.addAll(reading(record.data().reading()));
        return words;
    }

    private static List<String> reading(DatasetReading reading) {
        List<String> words = new ArrayList<>();
        if (reading.labelLevel() > 1) {
            words.addAll(List.of("--label-level", Integer.toString(reading.labelLevel())));
        }
        if (reading.minImages() > 1) {
            words.addAll(List.of("--min-images", Integer.toString(reading.minImages())));
        }
        if (reading.skipMissing()) {
            words.add("--skip-missing");
        }
        if (reading.sampleBits() > 0) {
            words.addAll(List.of("--bits", Integer.toString(reading.sampleBits())));
        }
        if (reading.merged()) {
            words.add("--stack");
        }
        return words;
    }

    private static List<String> tuning(RunRecord record) {
        RunRecord.Settings settings = record.settings();
        List<String> words =
                new ArrayList<>(List.of("exina", "finetune", data(record.data()).toString()));
        words.addAll(List.of("--backbone", String.join(",", settings.backbones())));
        words.addAll(List.of("--folds", Integer.toString(settings.folds())));
        words.addAll(List.of("--seed", Long.toString(settings.seed())));
        words.addAll(List.of("--crop", settings.crop().id()));
        words.addAll(List.of("--head", settings.head()));
        settings.tuning().ifPresent(how -> words.addAll(tuning(how)));
        if (!settings.groupBy().isEmpty()) {
            words.addAll(List.of("--group-by", settings.groupBy()));
        }
        words.addAll(reading(record.data().reading()));
        return words;
    }

    private static List<String> tuning(TuningRecord how) {
        List<String> words = new ArrayList<>(
                !how.from().isEmpty()
                        ? List.of("--from", how.from())
                        : List.of("--last", how.last() == 0 ? "all" : Integer.toString(how.last())));
        words.addAll(List.of("--epochs", Integer.toString(how.epochs())));
        words.addAll(List.of("--batch", Integer.toString(how.batch())));
        words.addAll(List.of("--learning-rate", Double.toString(how.learningRate())));
        words.addAll(List.of("--depth-decay", Double.toString(how.depthDecay())));
        words.addAll(List.of("--batch-norm", how.batchNormTrained() ? "trained" : "frozen"));
        words.addAll(List.of("--augment", how.augment()));
        words.addAll(List.of("--validation", Double.toString(how.validation())));
        words.addAll(List.of("--patience", Integer.toString(how.patience())));
        words.addAll(List.of("--threads", Integer.toString(how.threads())));
        return words;
    }

    /** The folder, or the manifest in it. */
    static Path data(RunRecord.Data data) {
        Path root = Path.of(data.root());
        return data.layout().equals(Layout.MANIFEST.title())
                ? root.resolve(Path.of(data.source()).getFileName())
                : root;
    }
}
