package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exina.dataset.DatasetException;
import org.exina.features.FeatureCache;
import org.exina.head.HeadSpec;
import org.exina.model.Classifier;
import org.exina.slides.DetectionSettings;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideTrainingTest {
    @TempDir
    private Path temp;

    private LeftPieces left;

    @BeforeEach
    void look() throws IOException {
        left = new LeftPieces();
    }

    private SlideTraining.Trained train(BoxedFields fields, Path file, Progress progress) throws IOException {
        try (FeatureCache cache = CornerBackbone.cache(temp)) {
            return SlideTraining.train(
                    fields,
                    CornerBackbone.plan(),
                    cache,
                    HeadSpec.parse("lda"),
                    1,
                    file,
                    fields.root(),
                    true,
                    Map.of("exina", "test"),
                    progress);
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aTrainedModelCountsOtherFields() throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 4);
        Path file = temp.resolve("models").resolve("model.onnx");

        SlideTraining.Trained trained = train(fields, file, Progress.NONE);

        assertThat(trained.model().classes()).containsExactly("blue", "debris", "red");
        assertThat(trained.model().training().pictures()).isEqualTo(8 * 3);
        assertThat(namesIn(file.getParent())).containsExactly("model.onnx");
        assertThat(left.since()).isEmpty();
        DiscFields others = new DiscFields(temp.resolve("others"), 0);
        for (int i = 0; i < 3; i++) {
            others.field("other" + i, 180, "other", DiscFields.discs(20 + i, true, DiscFields.BLUE, DiscFields.RED));
        }
        try (Classifier model = Classifier.open(file)) {
            assertThat(DetectionSettings.of(model)).contains(trained.slide());
            List<EvaluatedField> judged = SlideEvaluation.of(model, trained.slide(), others.open(), Progress.NONE);

            DetectionMetrics metrics = DetectionEvaluator.metrics(judged, 0.5, 1);
            assertThat(metrics.counts().actual()).isEqualTo(6);
            assertThat(metrics.f1().value()).isEqualTo(1);
            assertThat(metrics.typeAccuracy().value()).isEqualTo(1);
        }
    }

    @Test
    void anEarlierModelStaysWhenTrainingFails() throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 2);
        Path file = temp.resolve("models").resolve("model.onnx");
        train(fields, file, Progress.NONE);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> train(fields, file, (what, done, all) -> {
                    if (!what.equals("fitting the detector") && !what.equals("cutting out grains")) {
                        throw new IllegalStateException("stopped by the test");
                    }
                }))
                .hasMessage("stopped by the test");
        assertThat(namesIn(file.getParent())).containsExactly("model.onnx");
        assertThat(file).hasBinaryContent(before);
        assertThat(left.since()).isEmpty();
    }

    @Test
    void oneClassAndNothingElseIsRefused() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        folder.field("a", 200, "slide 1", DiscFields.discs(1, false, DiscFields.RED));
        BoxedFields fields = folder.open();
        Path file = temp.resolve("model.onnx");

        assertThatThrownBy(() -> train(fields, file, Progress.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessage(fields.root() + ": there is nothing to tell apart: all 1 pieces of its fields are [red];"
                        + " expected boxes of a second class, or fields with something that is no grain");
        assertThat(file).doesNotExist();
    }

    @Test
    void boxesOfOtherClassesCannotJudgeAModel() throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 2);
        Path file = temp.resolve("model.onnx");
        train(fields, file, Progress.NONE);
        Path csv = fields.root().resolve("boxes.csv");
        Files.writeString(csv, Files.readString(csv).replace(",red,", ",tilia,").replace(",blue,", ",alnus,"));
        BoxedFields others = BoxedFields.open(fields.root());

        try (Classifier model = Classifier.open(file)) {
            assertThatThrownBy(() -> SlideEvaluation.of(model, DetectionSettings.DEFAULT, others, Progress.NONE))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(others.root() + ": the boxes' classes [alnus, tilia] are none of the model's"
                            + " [blue, debris, red]; expected fields with grains that the model knows, under the same"
                            + " names");
        }
    }
}
