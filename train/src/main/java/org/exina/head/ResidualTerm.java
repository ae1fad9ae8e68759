package org.exina.head;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.exina.onnx.OnnxGraph;

/**
 * What lies outside of the axes of a {@link DetectorBlock}, as a part of the squared distance of {@link NoveltyDetector}.
 *
 * @param from its first feature
 * @param to behind its last
 * @param firstAxis of its own
 * @param lastAxis behind its last one
 * @param scale what its axes were multiplied by
 * @param weight of the square outside of them
 */
record ResidualTerm(
        ResidualMahalanobis outside, int from, int to, int firstAxis, int lastAxis, double scale, double weight) {
    double of(float[] x, double[] z) {
        double onAxes = 0;
        for (int axis = firstAxis; axis < lastAxis; axis++) {
            onAxes += z[axis] * z[axis];
        }
        return weight * Math.max(0, outside.square(x, from) - onAxes / (scale * scale));
    }

    /**
     * Adds the weighted square to a graph.
     *
     * @param exact all features, double
     * @param squares of all coordinates
     * @return the name of (n, 1)
     */
    String toOnnx(OnnxGraph graph, String exact, String squares, int axes) {
        long[] columns = LongStream.range(from, to).toArray();
        String own = graph.node("Gather", Map.of("axis", 1), exact, graph.constant("outside_columns", columns));
        double[] onAxes = new double[axes];
        Arrays.fill(onAxes, firstAxis, lastAxis, -weight / (scale * scale));
        return graph.node(
                "Add",
                outside.toOnnx(graph, own, weight),
                graph.node("MatMul", squares, graph.constant("outside_axes", onAxes, axes, 1)));
    }
}
