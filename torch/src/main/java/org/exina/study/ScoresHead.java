package org.exina.study;

import java.util.Map;
import org.exina.head.Head;
import org.exina.onnx.OnnxGraph;

/** No head at all: the features are the scores of a network that was trained whole. */
record ScoresHead(int classes, Record report) implements Head {
    @Override
    public int features() {
        return classes;
    }

    @Override
    public double[] scores(float[] x) {
        double[] scores = new double[classes];
        for (int k = 0; k < classes; k++) {
            scores[k] = x[k];
        }
        return scores;
    }

    @Override
    public String toOnnx(OnnxGraph graph, String features) {
        return graph.node("Softmax", Map.of("axis", 1), features);
    }
}
