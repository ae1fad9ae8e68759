package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.exina.backbone.Backbone;
import org.exina.experiment.CrossValidation;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.Outcome;
import org.exina.experiment.TrainingSets;
import org.exina.head.HeadSpec;
import org.exina.report.DataMap;
import org.exina.report.MapPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina map}: the data at a glance. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Draws the pictures as dots of a map, those alike near to each other, coloured by class (UMAP of the"
                    + " features; labels take no part). One page that needs no network; it shows each picture under the"
                    + " pointer.",
            "Pictures that a classifier trained without them takes for something else are marked."
        })
final class MapCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DataOptions data;

    @Mixin
    private FeatureOptions features;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "10",
            description = "How many folds, for the marks. 0: none are made. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Another seed draws another map. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "The page; an earlier one of that name is replaced.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object, with every point.")
    private boolean json;

    MapCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (folds < 0 || folds == 1) {
            throw new UsageException("--folds: expected 2 or more, or 0 for no marks, got " + folds);
        }
        MapPage.reserve(out);
        try (FeatureSource source = FeatureSource.open(features, console);
                TrainingSets labelled = TrainingSets.of(images(), source.plan(), source.cache(), console.progress())) {
            List<Outcome> outcomes = folds == 0
                    ? List.of()
                    : CrossValidation.run(
                                    labelled,
                                    new CrossValidation.Settings(HeadSpec.Lda.DEFAULT, folds, 1, seed),
                                    console.progress())
                            .outcomes();
            DataMap map = DataMap.of(labelled, outcomes, seed, console.progress());
            String names =
                    source.plan().backbones().stream().map(Backbone::name).collect(Collectors.joining(" + "));
            long bytes =
                    MapPage.of(map, labelled.images().dataset().root(), names).write(out, console.progress());
            if (json) {
                console.json(map);
            } else {
                console.line(console.bold(out.toString()) + ": " + Sizes.text(bytes));
            }
        }
        return ExinaCommand.DONE;
    }

    private LabelledImages images() throws IOException {
        LabelledImages images = LabelledImages.open(data.data(), data.groupBy(), console.progress());
        return folds == 0 ? images : images.requireFolds(folds, 1, seed);
    }
}
