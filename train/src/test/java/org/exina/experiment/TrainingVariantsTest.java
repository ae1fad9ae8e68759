package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.augment.Augmentation;
import org.exina.augment.Fill;
import org.exina.augment.Flip;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.dataset.Dataset;
import org.exina.dataset.Inspection;
import org.exina.features.FeatureCache;
import org.exina.features.FeatureExtractor;
import org.exina.features.FeaturePlan;
import org.exina.head.HeadSpec;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageSource;
import org.exina.io.Sha256;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.synthetic.SyntheticGrains;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingVariantsTest {
    private static final int PER_CLASS = 4;
    private static final TrainingVariants TWO =
            new TrainingVariants(new Augmentation(180, Flip.NONE, 0, 0, 0, 0, 0.3, 0, 0, 0, Fill.REFLECT), 2, 9);

    @TempDir
    private Path temp;

    private Path data;

    /** Gives the pixels of an 8 x 8 image. */
    private static final class PixelBackbone implements Backbone {
        @Override
        public String name() {
            return "pixels";
        }

        @Override
        public InputSpec input() {
            return new InputSpec(8, 8, Interpolation.BILINEAR);
        }

        @Override
        public List<Tap> taps() {
            return List.of(new Tap("pixels", "none", 192));
        }

        @Override
        public String fingerprint() {
            return Sha256.of("pixels");
        }

        @Override
        public String engine() {
            return "none";
        }

        @Override
        public String precision() {
            return "fp32";
        }

        @Override
        public String toOnnx(OnnxGraph graph, String pixels) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[][] features(List<RgbImage> images) {
            float[][] features = new float[images.size()][192];
            for (int i = 0; i < images.size(); i++) {
                for (int j = 0; j < 192; j++) {
                    features[i][j] = images.get(i).pixels()[j] & 0xFF;
                }
            }
            return features;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @BeforeEach
    void draw() throws IOException {
        data = temp.resolve("data");
        for (String label : SyntheticGrains.classes(2)) {
            Path folder = Files.createDirectories(data.resolve(label));
            for (int i = 0; i < PER_CLASS; i++) {
                RgbImage grain = ImageEncoder.thumbnail(SyntheticGrains.draw(label, i, 3), 40);
                Files.write(folder.resolve(i + ".png"), ImageEncoder.png(grain));
            }
        }
    }

    private static FeaturePlan plan() {
        return new FeaturePlan(List.of(new PixelBackbone()), Crop.STRETCH, DihedralView.first(1), 4);
    }

    private TrainingSets open(Optional<TrainingVariants> variants, FeatureCache cache) throws IOException {
        return TrainingSets.of(
                LabelledImages.open(Dataset.open(data), Optional.empty(), all -> Inspection.of(all, Progress.NONE)),
                plan(),
                variants,
                cache,
                Progress.NONE);
    }

    @Test
    void whatIsTrainedOnIsTheImagesThenTheirVariantsAndNoOthers() throws IOException {
        try (FeatureCache cache = FeatureCache.open(temp.resolve("cache"));
                TrainingSets features = open(Optional.of(TWO), cache)) {
            int[] train = {6, 1};
            float[][] rows = features.features().trainingRows(train);
            List<ImageSource> images = List.of(
                    features.images().dataset().samples().get(6).source(),
                    features.images().dataset().samples().get(1).source());
            assertThat(features.features().copies()).isEqualTo(3);
            assertThat(rows).hasNumberOfRows(6);
            for (int v = 0; v < 3; v++) {
                FeaturePlan each = v == 0 ? plan() : plan().variant(TWO.augmentation(), 9, v);
                float[][] expected = new FeatureExtractor(cache)
                        .extract(images, each, Progress.NONE)
                        .features()
                        .toArray(new int[] {0, 1});
                assertThat(rows[2 * v]).containsExactly(expected[0]);
                assertThat(rows[2 * v + 1]).containsExactly(expected[1]);
            }
            assertThat(RunRecord.FeatureWork.of(features.features()).computed()).isEqualTo(3 * 2 * PER_CLASS);
        }
    }

    @Test
    void whatIsTestedIsNeverChanged() throws IOException {
        int[] all = {0, 1, 2, 3, 4, 5, 6, 7};
        try (FeatureCache cache = FeatureCache.open(temp.resolve("cache"));
                TrainingSets with = open(Optional.of(TWO), cache);
                TrainingSets without = open(Optional.empty(), cache)) {
            assertThat(with.features().rows(all))
                    .isDeepEqualTo(without.features().rows(all));
            assertThat(without.features().trainingRows(all))
                    .isDeepEqualTo(without.features().rows(all));
            assertThat(without.features().variants()).isEmpty();
            assertThat(RunRecord.FeatureWork.of(without.features()).computed()).isZero();
        }
    }

    @Test
    void aRunTellsWhatItWasTrainedOn() throws IOException {
        try (FeatureCache cache = FeatureCache.open(temp.resolve("cache"));
                TrainingSets features = open(Optional.of(TWO), cache)) {
            CrossValidation done = CrossValidation.run(
                    features, new CrossValidation.Settings(HeadSpec.parse("lda"), 4, 1, 1), Progress.NONE);
            assertThat(done.predictions()).hasSize(2 * PER_CLASS);
            RunFolder run = done.write(temp.resolve("run"), Duration.ZERO, 1, Map.of());
            RunRecord.Settings settings = RunFolder.open(run.path()).record().settings();
            assertThat(settings.augment()).isEqualTo("rotate=180,brightness=0.3");
            assertThat(settings.variants()).isEqualTo(2);
        }
        assertThatThrownBy(() -> new TrainingVariants(Augmentation.NONE, 0, 1))
                .hasMessage("expected at least 1 variant, got 0");
        assertThat(new TrainingVariants(Augmentation.NONE, 1, 1).id()).isEqualTo("1 variant of none; seed 1");
    }
}
