package org.exina.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.experiment.OpenSetEvaluation;
import org.exina.metric.Interval;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina unknown}: whether a model will say that it does not know. */
@Command(
        name = "unknown",
        mixinStandardHelpOptions = true,
        description = {
            "Estimates how well a model trained on this data tells images of classes that nobody taught it.",
            "Each class in turn is left out of training and stands for them. AUROC says how often an image of it seems"
                    + " newer than one of a known class: 0.5 is chance, 1 is always. Nothing of it depends on --head."
        },
        footer = {"exina unknown pollen", "exina unknown pollen --backbone mobilenet"})
final class UnknownCommand extends JsonCommand {
    @Mixin
    private DataOptions data;

    @Mixin
    private FeatureOptions features;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "10",
            description = "How many folds the images are split into, so that none is asked about that was trained on."
                    + " Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the folds. Same data, same seed: same numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    UnknownCommand(Console console) {
        super(console);
    }

    /** As {@code --json} prints it; the interval is of the mean over the classes. */
    private record Summary(
            int n,
            int classes,
            double meanAuroc,
            double meanAurocLow,
            double meanAurocHigh,
            double rejected,
            double kept,
            int folds,
            long seed,
            double seconds,
            List<OpenSetEvaluation.PerClass> perClass,
            String data) {}

    @Override
    void run() throws IOException {
        UsageException.requireAtLeast(2, "--folds", folds);
        long start = System.nanoTime();
        Recipe recipe = features.recipe(data).folds(folds).seed(seed).build();
        try (Exina exina = console.exina();
                Experiment experiment = exina.experiment(data.open(console), recipe)) {
            OpenSetEvaluation done = experiment.unknown();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (json) {
                console.json(
                        summary(done, experiment.dataset().size(), seconds),
                        experiment.dataset().skipped());
            } else {
                print(done);
                console.notUsed(experiment.dataset().skipped(), data.data());
            }
        }
    }

    private Summary summary(OpenSetEvaluation done, int n, double seconds) {
        Interval interval = done.meanAurocInterval();
        return new Summary(
                n,
                done.classes().size(),
                done.meanAuroc(),
                interval.low(),
                interval.high(),
                done.rejected(),
                done.kept(),
                folds,
                seed,
                seconds,
                done.classes(),
                data.data().toString());
    }

    private void print(OpenSetEvaluation done) {
        List<List<String>> rows = done.classes().stream()
                .map(each -> List.of(
                        each.label(),
                        Integer.toString(each.unknown()),
                        String.format(Locale.ROOT, "%.3f", each.auroc()),
                        Percent.of(each.rejected()),
                        Percent.of(each.kept())))
                .toList();
        console.table(List.of("class left out", "images", "AUROC", "called unknown", "known kept"), rows);
        console.line();
        Interval interval = done.meanAurocInterval();
        console.line(console.bold(String.format(Locale.ROOT, "mean AUROC %.3f", done.meanAuroc()))
                + String.format(
                        Locale.ROOT,
                        " (95 %% interval %.3f to %.3f over %d classes)",
                        interval.low(),
                        interval.high(),
                        done.classes().size()));
        console.format(
                "of images never taught, called unknown: %s; of known ones, answered: %s",
                Percent.of(done.rejected()), Percent.of(done.kept()));
    }
}
