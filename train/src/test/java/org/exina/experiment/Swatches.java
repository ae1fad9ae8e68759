package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.exina.dataset.Dataset;
import org.exina.dataset.Inspection;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.task.Progress;

/** Small coloured images full of noise, and their features. */
final class Swatches {
    private static final int SIDE = 8;

    private Swatches() {}

    /** A folder for each class, each class with a colour of its own. */
    static Path coloured(Path root, int classes, int perClass) throws IOException {
        Random random = new Random(11);
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < perClass; i++) {
                int[] means = {90 + 40 * (k % 3), 90 + 40 * (k / 3), 110};
                write(root.resolve("class" + k + "/" + i + ".png"), noise(random, means, 25));
            }
        }
        return root;
    }

    /** Images that say nothing of their label. */
    static Path meaningless(Path root, int classes, int perClass) throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < classes * perClass; i++) {
            write(root.resolve("class" + i % classes + "/" + i + ".png"), noise(random, new int[] {128, 128, 128}, 80));
        }
        return root;
    }

    /** Each source gives a few images that are much alike; which of two labels a source has, chance decided. */
    static Path sources(Path root, int sources, int perSource) throws IOException {
        Random random = new Random(13);
        for (int s = 0; s < sources; s++) {
            double[] pattern = noise(random, new int[] {128, 128, 128}, 60);
            String label = s % 2 == 0 ? "even" : "odd";
            for (int i = 0; i < perSource; i++) {
                double[] shot = noise(random, new int[] {0, 0, 0}, 40);
                for (int p = 0; p < shot.length; p++) {
                    shot[p] += pattern[p];
                }
                write(root.resolve(label + "/source" + s + "_" + i + ".png"), shot);
            }
        }
        return root;
    }

    private static double[] noise(Random random, int[] means, double deviation) {
        double[] pixels = new double[3 * SIDE * SIDE];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = means[p % 3] + deviation * random.nextGaussian();
        }
        return pixels;
    }

    private static void write(Path file, double[] values) throws IOException {
        byte[] pixels = new byte[values.length];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) Math.max(0, Math.min(255, Math.round(values[p])));
        }
        Files.createDirectories(file.getParent());
        Files.write(file, ImageEncoder.png(RgbImage.of(SIDE, SIDE, pixels)));
    }

    /**
     * Features of images that are there already.
     *
     * @param groupBy empty for none
     */
    static TrainingSets features(Path data, String groupBy, int length, int views) throws IOException {
        return features(data, groupBy, GridBackbone.of(length), views);
    }

    static TrainingSets features(Path data, String groupBy, GridBackbone backbone, int views) throws IOException {
        Optional<Pattern> pattern =
                Optional.of(groupBy).filter(text -> !text.isEmpty()).map(Pattern::compile);
        try (FeatureCache cache = FeatureCache.open(data.resolveSibling("features"))) {
            return TrainingSets.of(
                    LabelledImages.open(Dataset.open(data), pattern, all -> Inspection.of(all, Progress.NONE)),
                    plan(backbone, views),
                    cache,
                    Progress.NONE);
        }
    }

    static FeaturePlan plan(GridBackbone backbone, int views) {
        return new FeaturePlan(List.of(backbone), Crop.WHOLE, DihedralView.first(views), 16);
    }
}
