package org.exina.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.onnx.OnnxGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    /** Every layer with a window, padding, stride and odd and even sizes ({@code make_keras_reference.py}). */
    @ParameterizedTest
    @CsvSource({"5, 6", "8, 7", "9, 9"})
    void paddingIsTensorFlows(int height, int width) throws IOException {
        OnnxGraph graph = OnnxGraph.create("windows");
        String x = graph.input(Network.INPUT, OnnxGraph.Type.FLOAT, -1, 4, -1, -1);
        Map<String, JsonNode> cases = new LinkedHashMap<>();
        for (JsonNode one : Reference.json("windows.json")) {
            if (one.get(1).asInt() == height && one.get(2).asInt() == width && !refused(one)) {
                String name = "case" + cases.size();
                emit(graph, x, name, layer(one));
                cases.put(name, one);
            }
        }
        Map<String, Ort.Map4> maps = Ort.run(graph.toBytes(), image(height, width), 1, 4, height, width);
        assertThat(cases).hasSizeGreaterThan(100);
        cases.forEach((name, one) -> check(one, maps.get(name), new Shape(4, height, width)));
    }

    @Test
    void poolingWithGapsBetweenPaddedWindowsIsRefused() {
        Window window = new Window(1, 2, 2, Window.Padding.SAME);
        assertThatThrownBy(() -> new Layer.MaxPool(window))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pooling with \"same\" padding needs a window at least as wide as its stride, got 1 x 2"
                        + " stride 2");
    }

    @Test
    void strideMustBePositive() {
        assertThatThrownBy(() -> new Window(3, 3, 0, Window.Padding.SAME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window needs a size and a stride of at least 1, got 3 x 3 stride 0");
    }

    private static Layer layer(JsonNode one) {
        Window.Padding padding = Window.Padding.valueOf(one.get(5).asText().toUpperCase(Locale.ROOT));
        JsonNode kernel = one.get(3);
        Window window = new Window(
                kernel.get(0).asInt(), kernel.get(1).asInt(), one.get(4).asInt(), padding);
        return switch (one.get(0).asText()) {
            case "conv2d" -> new Layer.Conv2d(3, window, true, Layer.Function.LINEAR);
            case "depthwise_conv2d" -> new Layer.DepthwiseConv2d(window, true);
            case "separable_conv2d" -> new Layer.SeparableConv2d(3, window);
            case "max_pooling2d" -> new Layer.MaxPool(window);
            case "average_pooling2d" -> new Layer.AveragePool(window);
            default -> throw new AssertionError(one);
        };
    }

    private static boolean refused(JsonNode one) {
        JsonNode kernel = one.get(3);
        return one.get(0).asText().contains("pool")
                && one.get(5).asText().equals("same")
                && one.get(4).asInt()
                        > Math.min(kernel.get(0).asInt(), kernel.get(1).asInt());
    }

    private static void emit(OnnxGraph graph, String x, String name, Layer layer) {
        List<Tensor> weights = new Formula().of("c", layer.parameters(4));
        String value = layer.emit(new EmitContext(graph, name, List.of(x), weights, null, new Shape(4, 1, 1)));
        graph.output(name, value, OnnxGraph.Type.FLOAT, -1, -1, -1, -1);
    }

    private static void check(JsonNode one, Ort.Map4 map, Shape in) {
        String description = one.toString();
        Shape shape = layer(one).shape(List.of(in));
        assertThat(shape).as(description).isEqualTo(shape(one.get(6)));
        assertThat(map.shape).as(description).containsExactly(1, shape.channels(), shape.height(), shape.width());
        assertThat(sum(map.values, "first"))
                .as(description)
                .isCloseTo(one.get(7).asDouble(), within(1e-5));
        assertThat(sum(map.values, "second"))
                .as(description)
                .isCloseTo(one.get(8).asDouble(), within(1e-5));
    }

    /** The script's has its channels last. */
    private static float[] image(int height, int width) {
        double[] channelsLast = Formula.uniform("windows", height * width * 4);
        float[] pixels = new float[channelsLast.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i % 4 * height * width + i / 4] = (float) channelsLast[i];
        }
        return pixels;
    }

    private static double sum(float[] values, String weights) {
        double[] factors = Formula.uniform(weights, values.length);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * factors[i];
        }
        return sum;
    }

    private static Shape shape(JsonNode node) {
        return new Shape(node.get(0).asInt(), node.get(1).asInt(), node.get(2).asInt());
    }
}
