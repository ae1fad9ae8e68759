package org.exina.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.exina.image.Interpolation;
import org.exina.network.Preprocessing;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real networks, as ONNX Runtime in Python runs them, see make_stand_ins.py. */
@Tag("slow")
class StandInsTest {
    private static final Path WEIGHTS = Path.of(System.getProperty("exina.shared"), "weights");

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "mobilenet_v2, features_28 features_14 features_7, 2048",
        "resnet50_v2_stage3, features_56 features_28 features_14, 1792",
        "squeezenet1_1, features_28 features_14 features_13, 896"
    })
    void featuresAreThoseOfPython(String name, String taps, int length) throws IOException {
        Path file = WEIGHTS.resolve(name + ".onnx");
        Assumptions.assumeTrue(Files.exists(file), "real weights are not at " + file);
        Backbones backbones = Backbones.in(home);
        backbones.add(new NewModel(
                file,
                name,
                Preprocessing.TORCH,
                224,
                224,
                Interpolation.BILINEAR,
                List.of(taps.split(" ")),
                Pooling.MEAN));

        try (Backbone backbone = backbones.open(name)) {
            float[] features = backbone.features(List.of(FeatureCheck.image(backbone.input())))[0];

            assertThat(features).hasSize(length);
            int from = 0;
            JsonNode expected = reference().get(name);
            for (int t = 0; t < 3; t++) {
                int group = backbone.taps().get(t).features() / 8;
                double[] values = StreamSupport.stream(expected.get(t).spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray();
                for (int g = 0; g < 8; g++, from += group) {
                    double mean = 0;
                    for (int i = from; i < from + group; i++) {
                        mean += features[i] / group;
                    }
                    assertThat(mean).isCloseTo(values[g], within(1e-4 * Math.max(0.01, Math.abs(values[g]))));
                }
            }
        }
    }

    private static JsonNode reference() throws IOException {
        try (InputStream in = StandInsTest.class.getResourceAsStream("stand_ins.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
