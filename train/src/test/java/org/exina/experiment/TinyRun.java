package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.dataset.Layout;
import org.exina.image.Crop;

/** A run of 2 classes x 6 images whose answers are made up. The second class has a name that HTML must escape. */
public final class TinyRun {
    /** Labels in the order of class indices. */
    public static final List<String> CLASSES = List.of("Alnus", "<b>&\"'");

    /** What the right class of each image got: the first class has one mistake, the second three. */
    private static final double[] RIGHT = {0.9, 0.8, 0.35, 0.7, 0.95, 0.6, 0.05, 0.75, 0.4, 0.85, 0.45, 1};

    private TinyRun() {}

    /** Of the image {@code i} in [0, 12). */
    public static String path(int i) {
        return (i < 6 ? "alnus/" : "bold & b'/") + "grain_" + (i % 6 + 1) + ".png";
    }

    /**
     * Writes a run of few images.
     *
     * @param root where the images lie, or not
     */
    public static RunFolder write(Path folder, Path root, int repeats, Audit audit) throws IOException {
        List<TestPrediction> predictions = new ArrayList<>();
        for (int r = 0; r < repeats; r++) {
            for (int i = 0; i < RIGHT.length; i++) {
                double right = r == 1 && i == 2 ? 0.65 : RIGHT[i];
                int label = i / 6;
                double[] probabilities = label == 0 ? new double[] {right, 1 - right} : new double[] {1 - right, right};
                predictions.add(new TestPrediction(path(i), r, i % 3, i, label, probabilities));
            }
        }
        return RunFolder.write(folder, record(root, predictions, repeats), predictions, audit);
    }

    /** Nothing was found. */
    public static Audit clean(Path root) {
        return audit(root, Map.of(), List.of());
    }

    public static Audit audit(Path root, Map<Audit.Kind, Integer> counts, List<Audit.Finding> findings) {
        List<Audit.ClassSize> classes =
                CLASSES.stream().map(label -> new Audit.ClassSize(label, 6)).toList();
        return new Audit(root.toString(), Layout.FOLDER_PER_CLASS, 12, classes, 11, 0, counts, findings);
    }

    private static RunRecord record(Path root, List<TestPrediction> predictions, int repeats) {
        return new RunRecord(
                RunRecord.FORMAT,
                RunRecord.Kind.CROSSVAL,
                "2026-01-02T03:04:05Z",
                123.4,
                new RunRecord.Settings(List.of("tiny"), "lda", 3, repeats, 7, Crop.STRETCH, 1, ""),
                new RunRecord.Data(
                        root.toString(),
                        "some/pollen",
                        "a folder for each class",
                        12,
                        CLASSES.stream()
                                .map(label -> new RunRecord.ClassSize(label, 6))
                                .toList(),
                        11,
                        List.of(),
                        "0".repeat(64)),
                List.of(new RunRecord.BackboneUsed(
                        "tiny", "f".repeat(64), 8, 9, List.of("a", "b"), 1234, "engine-1", "fp32")),
                RunMetrics.of(predictions, CLASSES, new RunRecord.FeatureWork(12, 3, 0.25), 0.5),
                List.of(head(0, "0.01", "pooled"), head(1, "0.03", "pooled"), head(2, "0.02", "per-class")),
                Map.of("exina", "0.0.0", "java", "17", "onnxruntime", "1.0", "system", "any"));
    }

    private static RunRecord.HeadTrained head(int fold, String shrinkage, String covariance) {
        return new RunRecord.HeadTrained(
                0,
                fold,
                Map.of("head", "lda", "shrinkage", shrinkage, "covariance", covariance, "temperature", "20.0"));
    }
}
