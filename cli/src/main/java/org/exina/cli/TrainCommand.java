package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.api.Trained;
import org.exina.dataset.Dataset;
import org.exina.image.file.SkippedFile;
import org.exina.model.ModelCard;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina train}: a classifier in one file. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a classifier on all of the images and writes it as one ONNX file.",
            "A cross-validation on the same images tells how well it will do; the file keeps that figure."
        },
        footer = {"exina train pollen -o model.onnx", "exina train pollen --auto -o model.onnx"})
final class TrainCommand extends JsonCommand {
    static final String NO_THUMBNAILS =
            "Keep no small copies of training images, nor their names, in the model; predict and explain then show no"
                    + " nearest images.";

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
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "The model file, such as model.onnx. An earlier model of that name is replaced.")
    private Path out;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "5",
            description = "Folds of the cross-validation; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(names = "--no-thumbnails", description = NO_THUMBNAILS)
    private boolean noThumbnails;

    TrainCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        if (folds != 0 && folds < 2) {
            throw new UsageException("--folds: expected 0 or 2 or more, got " + folds);
        }
        Recipe.Builder recipe = features.recipe(data).folds(folds).thumbnails(!noThumbnails);
        head.into(recipe);
        augment.into(recipe);
        automatic.into(recipe);
        Dataset dataset = data.open(console);
        Trained.reserve(out);
        try (Exina exina = console.exina();
                Experiment experiment = exina.experiment(dataset, recipe.build())) {
            print(experiment.train(out), experiment.dataset().skipped());
        }
    }

    private void print(ModelCard card, List<SkippedFile> skipped) {
        if (json) {
            Map<String, Object> all = new TreeMap<>();
            all.put("model", out.toString());
            all.put("card", card);
            console.json(all, skipped);
            return;
        }
        console.format(
                "%s: %d classes, trained on %d images of %s",
                console.bold(out.toString()),
                card.classes().size(),
                card.training().pictures(),
                card.training().data());
        for (ModelCard.Estimate estimate : card.estimates()) {
            console.format(
                    "On images it has not seen, expect %s right (95 %% interval %s; %d-fold"
                            + " cross-validation of %d images).",
                    Percent.of(estimate.accuracy()),
                    Percent.of(estimate.accuracyLow(), estimate.accuracyHigh()),
                    estimate.folds(),
                    estimate.n());
        }
        new ChoiceText(console).tried(card);
        console.line("Use it: exina predict " + Shell.quoted(out) + " IMAGE...");
        console.notUsed(skipped, data.data());
    }
}
