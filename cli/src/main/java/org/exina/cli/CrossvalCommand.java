package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.exina.api.CrossValidated;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.experiment.RunFolder;
import org.exina.image.file.SkippedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina crossval}: how well images like these can be told apart, honestly. */
@Command(
        name = "crossval",
        mixinStandardHelpOptions = true,
        description = {
            "Estimates how well a classifier trained on this data will do.",
            "The images are split into folds; each fold is tested by a classifier trained on the others. Classes are"
                    + " spread evenly; duplicates and groups are never torn apart."
        },
        footer = {"exina crossval pollen", "exina crossval pollen --group-by \"^(slide[0-9]+)\" -o run"})
final class CrossvalCommand extends JsonCommand {
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
            description = "Split and test this many times, with the seeds that follow. Default: ${DEFAULT-VALUE}.")
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

    CrossvalCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        UsageException.requireAtLeast(2, "--folds", folds);
        UsageException.requireAtLeast(1, "--repeat", repeats);
        Recipe.Builder recipe = features.recipe(data).folds(folds).repeats(repeats);
        head.into(recipe);
        augment.into(recipe);
        automatic.into(recipe);
        Path folder = RunFolder.reserve(out == null ? RunNames.fresh(data.data()) : out, data.data());
        try (Exina exina = console.exina();
                Experiment experiment = exina.experiment(data.open(console), recipe.build())) {
            CrossValidated done = experiment.crossValidate();
            RunFolder run = done.write(folder);
            Optional<RandomFolds> random = compareRandom
                    ? Optional.of(RandomFolds.of(experiment.crossValidateLeaky().metrics(), done.metrics()))
                    : Optional.empty();
            List<SkippedFile> skipped = experiment.dataset().skipped();
            if (json) {
                RunSummary summary = RunSummary.of(run);
                console.json(random.isPresent() ? new RandomFolds.Beside(summary, random.get()) : summary, skipped);
            } else {
                new RunText(console).print(run);
                random.ifPresent(beside -> beside.print(console, done.metrics()));
                console.notUsed(skipped, data.data());
            }
        }
    }
}
