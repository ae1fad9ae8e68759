package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.exina.dataset.Dataset;
import org.exina.dataset.Inspection;
import org.exina.dataset.Sample;
import org.exina.features.FeatureCache;
import org.exina.head.HeadSpec;
import org.exina.image.file.ImageSource;
import org.exina.io.Sha256;
import org.exina.model.Classifier;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that lie anywhere are learned from as files are. */
class SourcesTest {
    private static final HeadSpec LDA = HeadSpec.Lda.DEFAULT;

    @TempDir
    private Path temp;

    /** As a user may write it. */
    private static final class Row implements ImageSource {
        private final String name;
        private final byte[] bytes;

        Row(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Content read() throws IOException {
            return ImageSource.of(name, bytes).read();
        }
    }

    private Dataset table(Dataset files) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Sample sample : files.samples()) {
            byte[] bytes = Files.readAllBytes(sample.source().file().orElseThrow());
            samples.add(Sample.of(new Row(sample.source().name(), bytes), sample.label()));
        }
        return Dataset.of("table", samples);
    }

    private TrainingSets features(Dataset data, String cache) throws IOException {
        try (FeatureCache features = FeatureCache.open(temp.resolve(cache))) {
            return TrainingSets.of(
                    LabelledImages.of(Inspection.of(data, Progress.NONE), Optional.empty()),
                    Swatches.plan(GridBackbone.of(12), 2),
                    features,
                    Progress.NONE);
        }
    }

    private Classifier trained(TrainingSets data, CrossValidation estimate, String name) throws IOException {
        Path file = temp.resolve(name + ".onnx");
        Training.Request request =
                new Training.Request("lda", 1, file, Path.of(name), true, Optional.of(estimate), Map.of());
        Training.train(data, LDA, request, Progress.NONE);
        return Classifier.open(file);
    }

    @Test
    void sourcesWithTheBytesOfFilesTrainAndPredictTheSame() throws IOException {
        Dataset files = Dataset.open(Swatches.coloured(temp.resolve("pictures"), 3, 6));
        CrossValidation.Settings settings = new CrossValidation.Settings(LDA, 3, 1, 1);
        try (TrainingSets ofFiles = features(files, "a");
                TrainingSets ofRows = features(table(files), "b")) {
            CrossValidation first = CrossValidation.run(ofFiles, settings, Progress.NONE);
            CrossValidation second = CrossValidation.run(ofRows, settings, Progress.NONE);

            assertThat(ofRows.images().fingerprint()).isEqualTo(ofFiles.images().fingerprint());
            assertThat(second.predictions()).usingRecursiveComparison().isEqualTo(first.predictions());
            try (Classifier a = trained(ofFiles, first, "a");
                    Classifier b = trained(ofRows, second, "b")) {
                assertThat(b.card().training().seen())
                        .isEqualTo(a.card().training().seen());
                assertThat(b.images()).usingRecursiveComparison().isEqualTo(a.images());
                List<double[]> answers = new ArrayList<>();
                for (Classifier each : List.of(a, b)) {
                    List<ImageSource> asked = ofRows.images().dataset().samples().stream()
                            .map(Sample::source)
                            .toList();
                    each.classifySources(
                            asked,
                            (source, image) -> OptionalDouble.empty(),
                            result -> answers.add(
                                    result.prediction().orElseThrow().probabilities()));
                }
                assertThat(answers.subList(18, 36).toArray(double[][]::new))
                        .isDeepEqualTo(answers.subList(0, 18).toArray(double[][]::new));
                Evaluation tested = Evaluation.of(
                        a, ofRows.images().dataset(), true, (source, image) -> OptionalDouble.empty(), Progress.NONE);
                assertThat(tested.seen()).isEqualTo(18);
                assertThat(tested.predictions()).hasSize(18);
            }
        }
    }

    /** Its header is sound: that its pixels are not shows when it is decoded, which is done once, to be classified. */
    @Test
    void anImageWithoutPixelsTakesNoPartInATestAndIsTold() throws IOException {
        Path pictures = Swatches.coloured(temp.resolve("pictures"), 2, 4);
        Dataset files = Dataset.open(pictures);
        try (TrainingSets data = features(files, "a")) {
            CrossValidation estimate =
                    CrossValidation.run(data, new CrossValidation.Settings(LDA, 2, 1, 1), Progress.NONE);
            try (Classifier model = trained(data, estimate, "a")) {
                Path first = files.samples().get(0).source().file().orElseThrow();
                byte[] whole = Files.readAllBytes(first);
                Files.write(first, Arrays.copyOf(whole, whole.length / 2));
                Evaluation tested = Evaluation.of(
                        model, Dataset.open(pictures), true, (source, image) -> OptionalDouble.empty(), Progress.NONE);

                assertThat(tested.predictions())
                        .extracting(TestPrediction::path)
                        .isEqualTo(files.relativePaths().subList(1, 8));
                assertThat(tested.seen()).isEqualTo(7);
                assertThat(tested.unreadable())
                        .singleElement()
                        .satisfies(one -> assertThat(one.path())
                                .isEqualTo(files.relativePaths().get(0)))
                        .satisfies(one -> assertThat(one.reason()).startsWith("is a PNG image that is cut off"));
            }
        }
    }

    @Test
    void featuresOfAFileServeItsBytesToo() throws IOException {
        Dataset files = Dataset.open(Swatches.coloured(temp.resolve("pictures"), 2, 3));
        try (TrainingSets first = features(files, "a");
                TrainingSets second = features(table(files), "a")) {
            assertThat(first.features().extraction().computed()).isEqualTo(12);
            assertThat(second.features().extraction().computed()).isZero();
            assertThat(second.images().sha256(0))
                    .isEqualTo(Sha256.of(files.samples().get(0).source().file().orElseThrow()));
        }
    }
}
