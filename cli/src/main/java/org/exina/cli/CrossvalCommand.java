package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.exina.experiment.CrossValidation;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TrainingSets;
import org.exina.experiment.TrainingVariants;
import org.exina.head.HeadSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina crossval}: how well pictures like these can be told apart, honestly. */
@Command(
        name = "crossval",
        mixinStandardHelpOptions = true,
        description = {
            "Estimates how well a classifier trained on this data will do.",
            "The pictures are dealt into folds; each fold is tested by a classifier trained on the others. Classes are"
                    + " spread evenly; duplicates and groups are never torn apart."
        })
final class CrossvalCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DataOptions data;

    @Mixin
    private FeatureOptions features;

    @Mixin
    private HeadOptions head;

    @Mixin
    private AugmentOptions augment;

    @Mixin
    private AutomaticOptions automatic;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "10",
            description = "How many folds. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--repeat",
            paramLabel = "R",
            defaultValue = "1",
            description = "Deal and test this many times, with the seeds that follow. Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "RUN",
            description = "Folder for the run, for 'exina report'. Default: a new one in Exina's own folder.")
    private Path out;

    @Option(
            names = "--compare-random",
            description =
                    "Show beside it what random folds give, which tear groups and duplicates apart: a leaky figure"
                            + " that is too good.")
    private boolean compareRandom;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CrossvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (folds < 2) {
            throw new UsageException("--folds: expected 2 or more, got " + folds);
        }
        if (repeats < 1) {
            throw new UsageException("--repeat: expected 1 or more, got " + repeats);
        }
        boolean auto = automatic.isOn();
        HeadSpec spec = head.spec();
        Optional<TrainingVariants> variants = augment.variants(head.seed());
        Path folder = RunFolder.reserve(out == null ? RunNames.fresh(data.data()) : out);
        long start = System.nanoTime();
        if (auto) {
            automatic.budget();
            LabelledImages images = LabelledImages.open(data.data(), data.groupBy(), console.progress())
                    .requireFolds(folds, repeats, head.seed());
            try (AutomaticSource source = AutomaticSource.open(automatic, features, console);
                    TrainingSets labelled = source.features(images)) {
                test(labelled, source.head(labelled, folds * repeats), folder, start);
            }
            return ExinaCommand.DONE;
        }
        try (FeatureSource source = FeatureSource.open(features, console);
                TrainingSets labelled = TrainingSets.of(
                        LabelledImages.open(data.data(), data.groupBy(), console.progress())
                                .requireFolds(folds, repeats, head.seed()),
                        source.plan(),
                        variants,
                        source.cache(),
                        console.progress())) {
            test(labelled, spec, folder, start);
        }
        return ExinaCommand.DONE;
    }

    private void test(TrainingSets labelled, HeadSpec spec, Path folder, long start) throws IOException {
        CrossValidation.Settings settings = new CrossValidation.Settings(spec, folds, repeats, head.seed());
        CrossValidation done = CrossValidation.run(labelled, settings, console.progress());
        RunFolder run = done.write(
                folder,
                data.data().toString(),
                automatic.isOn() ? automatic.budget() : Duration.ZERO,
                (System.nanoTime() - start) / 1e9,
                Versions.byName());
        Optional<RandomFolds> random = compareRandom
                ? Optional.of(RandomFolds.of(
                        CrossValidation.leaky(labelled, settings, console.progress())
                                .figures(),
                        done.figures()))
                : Optional.empty();
        if (json) {
            RunSummary summary = RunSummary.of(run);
            console.json(random.isPresent() ? new RandomFolds.Beside(summary, random.get()) : summary);
        } else {
            new RunText(console).print(run);
            random.ifPresent(beside -> beside.print(console, done.figures()));
        }
    }
}
