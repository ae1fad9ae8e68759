package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.api.Reports;
import org.exina.io.OutputKind;
import org.exina.report.DataMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina map}: the data at a glance. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Draws the images as dots of a map, those alike near to each other, coloured by class (UMAP of the"
                    + " features; labels take no part). One page that needs no network; it shows each image under the"
                    + " pointer.",
            "Images that a classifier trained without them takes for something else are marked."
        },
        footer = {"exina map pollen -o map.html", "exina map pollen --backbone mobilenet -o map.html"})
final class MapCommand extends ConsoleCommand {
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
        super(console);
    }

    @Override
    void run() throws IOException {
        if (folds < 0 || folds == 1) {
            throw new UsageException("--folds: expected 2 or more, or 0 for no marks, got " + folds);
        }
        OutputKind.PAGE.reserve(out, data.data());
        Recipe recipe = features.recipe(data).folds(folds).seed(seed).build();
        try (Exina exina = console.exina();
                Experiment experiment = exina.experiment(data.open(console), recipe)) {
            DataMap map = experiment.map(
                    folds == 0 ? List.of() : experiment.crossValidate().predictions());
            long bytes = Reports.map(map, experiment.dataset().root(), String.join(" + ", experiment.backbones()))
                    .write(out, console.progress());
            if (json) {
                console.json(map, experiment.dataset().skipped());
            } else {
                console.line(console.bold(out.toString()) + ": " + Sizes.text(bytes));
                console.notUsed(experiment.dataset().skipped(), data.data());
            }
        }
    }
}
