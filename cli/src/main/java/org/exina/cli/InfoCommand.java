package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.exina.api.Exina;
import org.exina.api.Slides;
import org.exina.model.Classifier;
import org.exina.model.ModelCard;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code exina info}: what a model file is, and what of the training images is in it. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a model file is: what it was trained on, how well it will do, and what of the training images"
                    + " is in it, for whoever passes it on."
        },
        footer = {"exina info model.onnx", "exina info model.onnx --json"})
final class InfoCommand extends JsonCommand {
    @Parameters(paramLabel = "MODEL", description = "A model file of 'exina train' or 'exina slides train'.")
    private Path model;

    InfoCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        try (Exina exina = console.exina();
                Classifier classifier = exina.classifier(model)) {
            if (json) {
                Map<String, Object> all = new TreeMap<>();
                all.put("model", model.toString());
                all.put("bytes", Files.size(model));
                all.put("findsGrains", Slides.isDetector(classifier));
                all.put("thumbnails", classifier.images().all().size());
                all.put("wholeFileChecked", classifier.isWholeFileChecked());
                all.put("card", classifier.card());
                console.json(all);
            } else {
                print(classifier);
            }
        }
    }

    private void print(Classifier classifier) throws IOException {
        ModelCard card = classifier.card();
        ModelCard.Training training = card.training();
        console.format(
                "%s: %d classes, %s",
                console.bold(model.toString()), card.classes().size(), Sizes.text(Files.size(model)));
        console.line(
                Slides.isDetector(classifier)
                        ? "Finds, names and counts grains on fields (exina count)."
                        : "Names images of single grains (exina predict), and those that exina count finds.");
        console.format(
                "Trained on %d images of %s in %d groups, seed %d, on %s by Exina %s.",
                training.pictures(),
                training.data(),
                training.groups(),
                training.seed(),
                training.finished(),
                card.versions().getOrDefault("exina", "?"));
        console.line("Features: "
                + card.backbones().stream()
                        .map(each -> each.name() + " (" + each.features() + " features"
                                + (each.views() > 1 ? " over " + each.views() + " views)" : ")"))
                        .collect(Collectors.joining(" + "))
                + "; head: " + card.head().id());
        for (ModelCard.Estimate each : card.estimates()) {
            console.format(
                    "On images it has not seen, expect %s right (95 %% interval %s; %d-fold cross-validation of %d images).",
                    Percent.of(each.accuracy()),
                    Percent.of(each.accuracyLow(), each.accuracyHigh()),
                    each.folds(),
                    each.n());
        }
        card.rejection()
                .ifPresent(each -> console.format(
                        "Answers unknown to images unlike all of these; of known ones it keeps %s.",
                        Percent.of(each.kept())));
        if (classifier.usesSize()) {
            console.line("Goes by the size of grains, too, where the scale is told (--microns-per-pixel).");
        }
        console.line();
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < card.classes().size(); k++) {
            rows.add(List.of(
                    card.classes().get(k), Integer.toString(training.perClass().get(k))));
        }
        console.table(List.of("class", "images"), rows);
        console.line();
        int kept = classifier.images().all().size();
        console.line("Of the training images it holds "
                + (kept == 0
                        ? "no copies and no names"
                        : kept
                                + " small copies (at most 64 pixels) and their file names; without: train --no-thumbnails")
                + ". In any case: the name of the folder, the classes, and six bytes of each image's checksum, by which"
                + " 'exina evaluate' knows it again.");
    }
}
