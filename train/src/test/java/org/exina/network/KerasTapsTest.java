package org.exina.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Five layers of each network, with weights by a formula, against Keras ({@code make_keras_reference.py}). */
public final class KerasTapsTest {
    private static final double TOLERANCE = 1e-4; // relative, at every number

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("org.exina.network.Networks#names")
    void agreesWithKeras(String name) throws IOException {
        agrees(name);
    }

    @Test
    void mobilenetAgreesWithKeras() throws IOException {
        agrees("mobilenet");
    }

    private static void agrees(String name) throws IOException {
        differences(name)
                .forEach((size, difference) ->
                        assertThat(difference).as("%s %s", name, size).isLessThan(TOLERANCE));
    }

    /** For each size of the reference ("200x200"), the largest relative difference over five layers. */
    public static Map<String, Double> differences(String name) throws IOException {
        JsonNode bySize = Reference.json("taps.json").get(name);
        Network network = Networks.of(name);
        List<String> taps = new ArrayList<>();
        bySize.elements().next().fieldNames().forEachRemaining(taps::add);
        byte[] model = NetworkCompiler.compile(network, new Formula(), taps).toBytes();
        Map<String, Double> worst = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : bySize.properties()) {
            String[] size = entry.getKey().split("x", -1);
            int height = Integer.parseInt(size[0]);
            int width = Integer.parseInt(size[1]);
            float[] image = Formula.image(1, height, width);
            Map<String, Ort.Map4> maps = Ort.run(model, image, 1, 3, height, width);
            for (String tap : taps) {
                Ort.Map4 map = maps.get(tap);
                Shape shape = network.shape(tap, height, width);
                assertThat(map.shape).containsExactly(1, shape.channels(), shape.height(), shape.width());
                double difference =
                        difference(pooled(map.values, shape), entry.getValue().get(tap));
                worst.merge(entry.getKey(), difference, Math::max);
            }
        }
        return worst;
    }

    /** The script's {@code pool}: 16 channels, each averaged over the four quarters of the map. */
    private static double[] pooled(float[] map, Shape shape) {
        double[] result = new double[64];
        int height = shape.height();
        int width = shape.width();
        for (int i = 0; i < result.length; i++) {
            int channel = i / 4 * shape.channels() / 16;
            int top = i / 2 % 2 == 0 ? 0 : height / 2;
            int bottom = i / 2 % 2 == 0 ? (height + 1) / 2 : height;
            int left = i % 2 == 0 ? 0 : width / 2;
            int right = i % 2 == 0 ? (width + 1) / 2 : width;
            double sum = 0;
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    sum += map[(channel * height + y) * width + x];
                }
            }
            result[i] = sum / ((bottom - top) * (right - left));
        }
        return result;
    }

    /** Relative to the number, or to a hundredth of the layer's usual size where positives and negatives cancel. */
    private static double difference(double[] found, JsonNode expected) {
        double squares = 0;
        for (JsonNode value : expected) {
            squares += value.asDouble() * value.asDouble();
        }
        double floor = 0.01 * Math.sqrt(squares / found.length);
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            double value = expected.get(i).asDouble();
            worst = Math.max(worst, Math.abs(found[i] - value) / Math.max(Math.abs(value), floor));
        }
        return worst;
    }
}
