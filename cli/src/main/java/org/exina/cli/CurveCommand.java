package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.api.Reports;
import org.exina.experiment.LearningCurve;
import org.exina.image.file.SkippedFile;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina curve}: whether more images would help. */
@Command(
        name = "curve",
        mixinStandardHelpOptions = true,
        description = {
            "Measures accuracy against the number of images of each class, and says whether more images would help.",
            "The folds that are tested are the same for every number; fewer images are drawn from the others, of as many"
                    + " groups as possible."
        },
        footer = {"exina curve pollen", "exina curve pollen --per-class 5,10,20 -o curve.svg"})
final class CurveCommand extends ConsoleCommand {
    @Mixin
    private DataOptions data;

    @Mixin
    private FeatureOptions features;

    @Mixin
    private HeadOptions head;

    @Option(
            names = "--per-class",
            paramLabel = "N[,N2]",
            defaultValue = "2,5,10,20,all",
            description = "Images of each class to train on; all of them in any case. Default: ${DEFAULT-VALUE}.")
    private String perClass;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often fewer images are drawn, to average over. Default: ${DEFAULT-VALUE}.")
    private int draws;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "10",
            description = "How many folds. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Draw the curve: .png or .svg by the name; an earlier file of that name is replaced.")
    private Path out;

    @Option(
            names = "--json",
            description = "Print one JSON object; kept in a file, 'exina report RUN --curve FILE' shows it.")
    private boolean json;

    CurveCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        UsageException.requireAtLeast(2, "--folds", folds);
        UsageException.requireAtLeast(1, "--draws", draws);
        if (out != null) {
            PlotFile.check("--out", out, data.data());
        }
        List<Integer> sizes = sizes();
        Recipe.Builder recipe = features.recipe(data).folds(folds);
        head.into(recipe);
        try (Exina exina = console.exina();
                Experiment experiment = exina.experiment(data.open(console), recipe.build())) {
            LearningCurve curve = experiment.learningCurve(sizes, draws);
            if (out != null) {
                Path folder = data.data().toAbsolutePath().normalize().getFileName();
                PlotFile.write(out, Reports.learningCurve(curve, (folder == null ? data.data() : folder).toString()));
            }
            print(curve, experiment.dataset().skipped());
        }
    }

    private List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        for (String word : perClass.split(",", -1)) {
            if (word.strip().equalsIgnoreCase("all")) {
                continue; // always there
            }
            try {
                int size = Integer.parseInt(word.strip());
                if (size < 1) {
                    throw new NumberFormatException();
                }
                sizes.add(size);
            } catch (NumberFormatException e) {
                throw new UsageException(
                        "--per-class: expected numbers of 1 or more and 'all', as in 2,5,10,20,all, got '" + word
                                + "'");
            }
        }
        return sizes;
    }

    private void print(LearningCurve curve, List<SkippedFile> skipped) {
        if (json) {
            console.json(curve, skipped);
            return;
        }
        console.format(
                "%s: %d images, %d classes; %d folds, the same for all rows",
                data.data(), curve.pictures(), curve.classes(), folds);
        console.line();
        console.table(
                List.of("images per class", "accuracy", "95 % interval", "draws"),
                curve.points().stream()
                        .map(p -> List.of(
                                String.format(Locale.ROOT, "%.1f", p.perClass()) + (p.all() ? " (all)" : ""),
                                Percent.of(p.accuracy()),
                                Percent.of(p.low(), p.high()),
                                Integer.toString(p.draws())))
                        .toList());
        console.line();
        console.line(Reports.meaning(curve));
        if (out != null) {
            console.line("written: " + out);
        }
        console.notUsed(skipped, data.data());
    }
}
