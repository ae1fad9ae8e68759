package org.exina.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.io.Json;
import org.exina.io.Sha256;
import org.exina.network.weights.CompiledNetwork;
import org.exina.network.weights.KerasWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real weight file of Keras, whole: MobileNet of width 0.75 with its classifier. */
@Tag("slow")
class MobileNetScoresTest {
    private static final int IMAGES = 10;
    private static final int CLASSES = 1000;
    private static final int SIZE = 224;

    private final Path weights = Path.of(System.getProperty("exina.shared", "../../shared"))
            .resolve("weights")
            .resolve("mobilenet_7_5_224_tf.h5");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheFile() {
        assumeTrue(Files.isRegularFile(weights), () -> "no weight file at " + weights + " (-Dexina.shared=FOLDER)");
    }

    @Test
    void widthIsSeenFromTheShapes() throws IOException {
        Network network = KerasWeights.recognize(weights);
        assertThat(network.name()).isEqualTo("mobilenet");
        assertThat(network.fingerprint()).isEqualTo(Networks.mobilenet(0.75).fingerprint());
        assertThat(network.outputShape(SIZE, SIZE)).isEqualTo(new Shape(768, 7, 7));
    }

    @Test
    void scoresAreKeras() throws Exception {
        String python = System.getenv("EXINA_PYTHON");
        assumeTrue(python != null, "EXINA_PYTHON names no Python with keras and tensorflow");
        JsonNode expected = kerasScores(python);
        Network network = MobileNet.classifier(0.75);
        CompiledNetwork compiled =
                CompiledNetwork.open(network, weights, Sha256.of(weights), List.of("conv_preds"), folder);
        byte[] model = Files.readAllBytes(compiled.file());
        float[] pixels = new float[IMAGES * 3 * SIZE * SIZE];
        for (int i = 0; i < IMAGES; i++) {
            System.arraycopy(Formula.image(i, SIZE, SIZE), 0, pixels, i * 3 * SIZE * SIZE, 3 * SIZE * SIZE);
        }
        float[] scores = Ort.run(model, pixels, IMAGES, 3, SIZE, SIZE).get("conv_preds").values;
        for (int i = 0; i < IMAGES; i++) {
            double largest = 0;
            double worst = 0;
            for (int c = 0; c < CLASSES; c++) {
                double value = expected.get(i).get(c).asDouble();
                largest = Math.max(largest, Math.abs(value));
                worst = Math.max(worst, Math.abs(scores[i * CLASSES + c] - value));
            }
            assertThat(worst / largest).as("image %d", i).isLessThan(1e-4);
        }
    }

    private JsonNode kerasScores(String python) throws IOException, InterruptedException {
        Reference.copy("make_keras_reference.py", folder);
        Path script = Reference.copy("mobilenet_scores.py", folder);
        Path out = folder.resolve("scores.json");
        Process process = new ProcessBuilder(python, script.toString(), weights.toString(), "0.75")
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as("exit status of %s", script).isZero();
        return Json.tree(Files.readString(out));
    }
}
