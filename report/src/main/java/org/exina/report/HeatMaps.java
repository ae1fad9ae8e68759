package org.exina.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.experiment.FoldRefit;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TestPrediction;
import org.exina.experiment.TrainingSets;
import org.exina.image.RgbImage;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.io.ScratchFolder;
import org.exina.model.Explainer;
import org.exina.model.Explanation;
import org.exina.model.Overlay;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.task.Progress;

/**
 * What in the images of a run's page spoke for the answer. Each map is of the classifier that gave the answer, which was
 * not trained on the image: those of the folds are trained again and thrown away.
 */
public final class HeatMaps {
    /** Of an image as it is shown, at most: pixels. */
    static final int SIDE = 160;

    private final EmbeddedImages maps;
    private final String method;

    private HeatMaps(EmbeddedImages maps, String method) {
        this.maps = maps;
        this.method = method;
    }

    /** A fold of a repeat. */
    private record Part(int repeat, int fold) {}

    /** Makes those of {@code predictions}; one for each. */
    static HeatMaps of(RunFolder run, List<TestPrediction> predictions, TrainingSets data, Path root, Progress progress)
            throws IOException {
        FoldRefit.require(run);
        Map<String, TestPrediction> shown = new TreeMap<>();
        predictions.forEach(prediction -> shown.put(name(prediction), prediction));
        Map<Part, List<TestPrediction>> parts = new HashMap<>();
        shown.values()
                .forEach(prediction -> parts.computeIfAbsent(
                                new Part(prediction.repeat(), prediction.fold()), any -> new ArrayList<>())
                        .add(prediction));
        Map<String, RgbImage> maps = new TreeMap<>();
        String method = "";
        try (ScratchFolder folder = ScratchFolder.atHome()) {
            for (Map.Entry<Part, List<TestPrediction>> part : parts.entrySet()) {
                Path model = folder.path().resolve("fold.onnx");
                FoldRefit.write(data, run, part.getKey().repeat(), part.getKey().fold(), model);
                try (Explainer explainer = Explainer.open(model)) {
                    method = explainer.method();
                    for (TestPrediction prediction : part.getValue()) {
                        map(explainer, run, prediction, root).ifPresent(map -> maps.put(name(prediction), map));
                        progress.report("explaining", maps.size(), shown.size());
                    }
                }
            }
        }
        return new HeatMaps(EmbeddedImages.drawn(maps), method);
    }

    /** Nothing for an image that is gone: the page says so in its own place. */
    private static Optional<RgbImage> map(Explainer explainer, RunFolder run, TestPrediction prediction, Path root)
            throws IOException {
        Path file = EmbeddedImages.find(root, prediction.path());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RgbImage image = ImageFile.decode(file, DecodeSettings.ofBits(explainer.sampleBits(List.of(file))));
            Explanation explanation =
                    explainer.explain(image, Optional.of(run.classes().get(prediction.predicted())), 1, Progress.NONE);
            int side = Math.min(SIDE, Math.max(image.width(), image.height())); // as the image is shown
            return Optional.of(ImageEncoder.thumbnail(Overlay.heat(explanation), side));
        } catch (ImageException e) {
            return Optional.empty();
        }
    }

    private static String name(TestPrediction prediction) {
        return prediction.repeat() + "/" + prediction.path();
    }

    /** How many there are. */
    public int count() {
        return maps.count();
    }

    /** The map of an answer; nothing where its image could not be read. */
    List<Html> show(TestPrediction prediction, String takenFor) {
        return maps.has(name(prediction))
                ? List.of(maps.show(name(prediction), "the same, with what speaks for " + takenFor))
                : List.of();
    }

    /** The colours of a map and what they mean. */
    static Html scale() {
        String png = Base64.getEncoder().encodeToString(ImageEncoder.png(Overlay.scale(120, 10)));
        return Tag.of("span", "heat")
                .text("nothing ")
                .add(Tag.of("img")
                        .with("src", "data:image/png;base64," + png)
                        .with("width", 120)
                        .with("height", 10)
                        .with("alt", "from violet to yellow"))
                .text(" most");
    }

    /** What they show, in words. */
    Html meaning() {
        return Tag.of("p")
                .add(scale())
                .text(
                        " Below each image: what spoke for the answer, yellow most, violet nothing, in the eyes of the very"
                                + " classifier that gave it, trained again without the image's fold. "
                                + (method.equals("activation")
                                        ? "The parts add up to its score exactly."
                                        : "Made by covering one place after another and seeing what the class loses.")
                                + " Light on background, debris or the rim means that it judges by what is no pollen.");
    }
}
