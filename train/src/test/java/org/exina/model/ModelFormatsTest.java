package org.exina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.exina.io.ExinaException;
import org.exina.onnx.OnnxGraph;
import org.exina.synthetic.SyntheticGrains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that earlier programs wrote, and what those said of the same image. All were made with {@code exina train
 * --backbone scattering:taps=orientations0} on a few images of {@code exina sample}; that of format 3 with {@code --auto}
 * and a manifest with scales.
 */
class ModelFormatsTest {
    @TempDir
    private Path folder;

    private Path file(int format) throws IOException {
        Path file = folder.resolve("format-" + format + ".onnx");
        try (InputStream in =
                ModelFormatsTest.class.getResourceAsStream(file.getFileName().toString())) {
            Files.copy(in, file);
        }
        return file;
    }

    private static Prediction said(Classifier classifier) {
        return classifier.classify(SyntheticGrains.draw("triporate", 3, 7), OptionalDouble.of(180));
    }

    @Test
    void filesOfFormat1AnswerEveryImage() throws IOException {
        try (Classifier classifier = Classifier.open(file(1))) {
            Prediction said = said(classifier);

            assertThat(classifier.isWholeFileChecked()).isFalse();
            assertThat(classifier.card().rejection()).isEmpty();
            assertThat(said.probabilities()).containsExactly(new double[] {0.502798, 0.497202}, within(1e-5));
            assertThat(said.novelty()).isEmpty();
            assertThat(said.isUnknown()).isFalse();
            assertThat(classifier.why(said)).isEmpty();
        }
    }

    @Test
    void filesOfFormat2KnowWhatIsUnknown() throws IOException {
        try (Classifier classifier = Classifier.open(file(2))) {
            Prediction said = said(classifier);

            assertThat(classifier.isWholeFileChecked()).isFalse();
            assertThat(classifier.classes()).containsExactly("monoporate", "triporate");
            assertThat(said.probabilities()).containsExactly(new double[] {0.502798, 0.497202}, within(1e-5));
            assertThat(said.novelty().orElseThrow()).isEqualTo(2.07285, within(1e-3));
            assertThat(said.isUnknown()).isTrue();
            assertThat(said.diameterMicrons()).isEmpty();
            assertThat(classifier.images().all()).hasSize(12);
        }
    }

    @Test
    void filesOfFormat3GoBySize() throws IOException {
        try (Classifier classifier = Classifier.open(file(3))) {
            Prediction said = said(classifier);

            assertThat(classifier.isWholeFileChecked()).isFalse();
            assertThat(said.probabilities()).containsExactly(new double[] {0.835816, 0.164184}, within(1e-5));
            assertThat(said.novelty().orElseThrow()).isEqualTo(1.26902, within(1e-3));
            assertThat(classifier.sizes(said)).startsWith("180.0 \u00b5m; cereal 211.5");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anOldFileWithAnotherNetworkIsDamaged(int format) throws IOException {
        Path file = file(format);
        OnnxGraph graph = OnnxGraph.parse(Files.readAllBytes(file));
        Files.write(file, graph.cutAt(List.of("probabilities")).toBytes());

        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        file + ": is damaged: it is not as it was written; copy it again, or train the model again");
    }
}
