package org.exina.head;

import java.util.Map;
import org.exina.onnx.OnnxGraph;

/** Scores that are weighted sums of the features, the standardisation folded into the weights. */
final class LinearHead implements Head {
    private final double[][] weights; // (classes, features)
    private final double[] intercepts;
    private final Record report;

    LinearHead(double[][] weights, double[] intercepts, Record report) {
        this.weights = weights;
        this.intercepts = intercepts;
        this.report = report;
    }

    @Override
    public int features() {
        return weights[0].length;
    }

    @Override
    public int classes() {
        return weights.length;
    }

    @Override
    public double[] scores(float[] x) {
        if (x.length != features()) {
            throw new IllegalArgumentException("expected " + features() + " features, got " + x.length);
        }
        double[] result = intercepts.clone();
        for (int k = 0; k < result.length; k++) {
            double[] w = weights[k];
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += w[j] * x[j];
            }
            result[k] += sum;
        }
        return result;
    }

    @Override
    public Record report() {
        return report;
    }

    /** In double precision up to the softmax: float sums of thousands of terms would cost the last three digits. */
    @Override
    public String toOnnx(OnnxGraph graph, String features) {
        double[] flat = new double[features() * classes()];
        for (int j = 0; j < features(); j++) {
            for (int k = 0; k < classes(); k++) {
                flat[j * classes() + k] = weights[k][j];
            }
        }
        String matrix = graph.constant("head_weights", flat, features(), classes());
        String offset = graph.constant("head_intercepts", intercepts, classes());
        String exact = graph.cast(features, OnnxGraph.Type.DOUBLE);
        String scores = graph.node("Add", graph.node("MatMul", exact, matrix), offset);
        String probabilities = graph.node("Softmax", Map.of("axis", -1), scores);
        return graph.cast(probabilities, OnnxGraph.Type.FLOAT);
    }

    /** (classes, features), for checks against other implementations. */
    double[][] weights() {
        return weights;
    }

    double[] intercepts() {
        return intercepts;
    }
}
