package org.exina.torch;

import java.util.List;
import java.util.Map;
import org.exina.head.FeatureScaling;
import org.exina.head.Head;
import org.exina.math.Normal;
import org.exina.network.Layer;
import org.exina.onnx.OnnxGraph;

/** Dense layers one behind another, on scaled features; sums are taken in double precision. */
final class MultilayerHead implements Head {
    private final FeatureScaling scaling;
    private final List<Dense> layers;
    private final Record report;

    MultilayerHead(FeatureScaling scaling, List<Dense> layers, Record report) {
        this.scaling = scaling;
        this.layers = List.copyOf(layers);
        this.report = report;
    }

    @Override
    public int features() {
        return scaling.features();
    }

    @Override
    public int classes() {
        return layers.get(layers.size() - 1).bias.length;
    }

    @Override
    public double[] scores(float[] x) {
        if (x.length != features()) {
            throw new IllegalArgumentException("expected " + features() + " features, got " + x.length);
        }
        float[] scaled = x.clone();
        scaling.apply(scaled);
        double[] values = new double[scaled.length];
        for (int j = 0; j < values.length; j++) {
            values[j] = scaled[j];
        }
        for (Dense layer : layers) {
            values = layer.apply(values);
        }
        return values;
    }

    @Override
    public Record report() {
        return report;
    }

    /**
     * In double precision up to the softmax, as {@code LinearHead} does; the weights stay single in the file and are
     * widened when it is opened.
     */
    @Override
    public String toOnnx(OnnxGraph graph, String features) {
        String x = graph.cast(scaling.toOnnx(graph, features), OnnxGraph.Type.DOUBLE);
        for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).toOnnx(graph, x, "head_dense" + (i + 1));
        }
        return graph.cast(graph.node("Softmax", Map.of("axis", -1), x), OnnxGraph.Type.FLOAT);
    }

    /** The layers' kernels (in, out) and biases in turn, for checks against other implementations. */
    List<float[]> arrays() {
        return layers.stream()
                .flatMap(layer -> List.of(layer.kernel, layer.bias).stream())
                .toList();
    }

    /** One layer. Owns its arrays. */
    static final class Dense {
        private final float[] kernel; // (in, out)
        private final float[] bias;
        private final Layer.Function activation;

        Dense(float[] kernel, float[] bias, Layer.Function activation) {
            this.kernel = kernel;
            this.bias = bias;
            this.activation = activation;
        }

        Dense linear() {
            return new Dense(kernel, bias, Layer.Function.LINEAR);
        }

        private double[] apply(double[] x) {
            int out = bias.length;
            double[] result = new double[out];
            for (int i = 0; i < x.length; i++) {
                double value = x[i];
                if (value != 0) {
                    for (int o = 0; o < out; o++) {
                        result[o] += value * kernel[i * out + o];
                    }
                }
            }
            for (int o = 0; o < out; o++) {
                result[o] = activated(result[o] + bias[o]);
            }
            return result;
        }

        private double activated(double x) {
            return switch (activation) {
                case LINEAR -> x;
                case RELU -> Math.max(0, x);
                case RELU6 -> Math.min(6, Math.max(0, x));
                case SIGMOID -> 1 / (1 + Math.exp(-x));
                case TANH -> Math.tanh(x);
                case GELU -> x * Normal.below(x);
                case SOFTMAX -> throw new IllegalStateException("a softmax is no function of one number");
            };
        }

        private String toOnnx(OnnxGraph graph, String x, String name) {
            int out = bias.length;
            String weights = wide(graph, graph.constant(name + "_kernel", kernel, kernel.length / out, out));
            String offset = wide(graph, graph.constant(name + "_bias", bias, out));
            String sum = graph.node("Add", graph.node("MatMul", x, weights), offset);
            return switch (activation) {
                case LINEAR -> sum;
                case RELU -> graph.node("Relu", sum);
                case RELU6 ->
                    graph.node("Min", graph.node("Relu", sum), graph.constant(name + "_most", new double[] {6}, 1));
                case SIGMOID -> graph.node("Sigmoid", sum);
                case TANH -> graph.node("Tanh", sum);
                case GELU -> gelu(graph, sum, name);
                case SOFTMAX -> throw new IllegalStateException("a softmax is no function of one number");
            };
        }

        /** ONNX Runtime has the error function in single precision only. */
        private static String gelu(OnnxGraph graph, String x, String name) {
            String half = graph.constant(name + "_half", new double[] {0.5}, 1);
            String root = graph.constant(name + "_root", new double[] {Math.sqrt(0.5)}, 1);
            String z = graph.cast(graph.node("Mul", x, root), OnnxGraph.Type.FLOAT);
            String erf = graph.cast(graph.node("Erf", z), OnnxGraph.Type.DOUBLE);
            String below = graph.node("Add", graph.node("Mul", erf, half), half);
            return graph.node("Mul", x, below);
        }

        private static String wide(OnnxGraph graph, String value) {
            return graph.cast(value, OnnxGraph.Type.DOUBLE);
        }
    }
}
