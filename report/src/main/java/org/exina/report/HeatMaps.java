package org.exina.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.experiment.FoldModel;
import org.exina.experiment.Outcome;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TrainingSets;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.io.ExinaException;
import org.exina.io.ScratchFolder;
import org.exina.model.Explainer;
import org.exina.model.Explanation;
import org.exina.model.Overlay;
import org.exina.report.html.Html;
import org.exina.report.html.Pictures;
import org.exina.report.html.Tag;
import org.exina.task.Progress;

/**
 * What in the pictures of a run's page spoke for the answer. Each map is of the classifier that gave the answer, which was
 * not trained on the picture: those of the folds are trained again and thrown away.
 */
public final class HeatMaps {
    private final Pictures maps;
    private final String method;

    private HeatMaps(Pictures maps, String method) {
        this.maps = maps;
        this.method = method;
    }

    /** A fold of a repeat. */
    private record Part(int repeat, int fold) {}

    /**
     * Makes them.
     *
     * @param data the pictures of the run, with the features it used; still the caller's to close
     * @param root the folder that the run's relative paths begin at
     * @throws ExinaException when the run's classifiers cannot be trained again
     * @throws java.io.InterruptedIOException when the thread is interrupted
     */
    public static HeatMaps of(RunFolder run, TrainingSets data, Path root, Progress progress) throws IOException {
        FoldModel.require(run);
        Mistakes mistakes = Mistakes.of(run);
        Map<String, Outcome> shown = new TreeMap<>();
        mistakes.shown().forEach(outcome -> shown.put(name(outcome), outcome));
        ConfusedPairs.of(run, mistakes).shown().forEach(outcome -> shown.put(name(outcome), outcome));
        Map<Part, List<Outcome>> parts = new HashMap<>();
        shown.values()
                .forEach(outcome -> parts.computeIfAbsent(
                                new Part(outcome.repeat(), outcome.fold()), any -> new ArrayList<>())
                        .add(outcome));
        Map<String, RgbImage> maps = new TreeMap<>();
        String method = "";
        try (ScratchFolder folder = ScratchFolder.atHome()) {
            for (Map.Entry<Part, List<Outcome>> part : parts.entrySet()) {
                Path model = folder.path().resolve("fold.onnx");
                FoldModel.write(data, run, part.getKey().repeat(), part.getKey().fold(), model);
                try (Explainer explainer = Explainer.open(model)) {
                    method = explainer.method();
                    for (Outcome outcome : part.getValue()) {
                        map(explainer, run, outcome, root).ifPresent(map -> maps.put(name(outcome), map));
                        progress.report("explaining", maps.size(), shown.size());
                    }
                }
            }
        }
        return new HeatMaps(Pictures.drawn(maps), method);
    }

    /** Nothing for a picture that is gone: the page says so in its own place. */
    private static Optional<RgbImage> map(Explainer explainer, RunFolder run, Outcome outcome, Path root)
            throws IOException {
        Path file = Pictures.find(root, outcome.path());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RgbImage picture = ImageFile.decode(file);
            Explanation explanation =
                    explainer.explain(picture, Optional.of(run.classes().get(outcome.predicted())), 1, Progress.NONE);
            int side = Math.min(RunPage.SIDE, Math.max(picture.width(), picture.height())); // as the picture is shown
            return Optional.of(ImageEncoder.thumbnail(Overlay.heat(explanation), side));
        } catch (ImageException e) {
            return Optional.empty();
        }
    }

    private static String name(Outcome outcome) {
        return outcome.repeat() + "/" + outcome.path();
    }

    /** How many there are. */
    public int count() {
        return maps.count();
    }

    /** The map of an answer; nothing where its picture could not be read. */
    List<Html> show(Outcome outcome, String takenFor) {
        return maps.has(name(outcome))
                ? List.of(maps.show(name(outcome), "the same, with what speaks for " + takenFor))
                : List.of();
    }

    /** What they show, in words. */
    Html meaning() {
        return Tag.text(
                "p",
                "Below each picture: what spoke for the answer, yellow most, dark blue nothing, in the eyes of the very"
                        + " classifier that gave it, trained again without the picture's fold. "
                        + (method.equals("activation")
                                ? "The parts add up to its score exactly."
                                : "Made by covering one place after another and seeing what the class loses.")
                        + " Light on background, debris or the rim means that it judges by what is no pollen.");
    }
}
