package org.exina.backbone;

import java.util.Map;
import org.exina.onnx.OnnxGraph;

/** What the axes of a network's output mean. Pooled by operators that every operator set since 11 has. */
enum Layout {
    /** (n, c, h, w). */
    MAP,
    /** (n, h, w, c). */
    MAP_CHANNELS_LAST,
    /** (n, tokens, c). */
    TOKENS,
    /** (n, c): the network makes a vector by itself. */
    VECTOR;

    /** What a value counts at least in a generalised mean, as in its authors' program. */
    private static final float LEAST = 1e-6f;

    /**
     * What an output is.
     *
     * @param shape of one image's output, batch included
     * @throws IllegalArgumentException saying what was expected, when it is none of the kinds
     */
    static Layout of(long[] shape) {
        return switch (shape.length) {
            case 2 -> VECTOR;
            case 3 -> TOKENS;
            case 4 -> shape[1] == shape[2] && shape[2] != shape[3] ? MAP_CHANNELS_LAST : MAP;
            default ->
                throw new IllegalArgumentException("has " + shape.length
                        + " dimensions; expected 2 (a vector), 3 (tokens) or 4 (a map), the first for the images");
        };
    }

    /**
     * How many features an output of this shape gives.
     *
     * @throws IllegalArgumentException saying what was expected, when it cannot be pooled so
     */
    int features(long[] shape, Pooling pooling) {
        if (pooling == Pooling.CLASS && this != TOKENS) {
            throw new IllegalArgumentException("is a " + (this == VECTOR ? "vector" : "map")
                    + "; pooling=class needs tokens (n, tokens, channels)");
        }
        long features = this == MAP ? shape[1] : shape[shape.length - 1];
        if (pooling == Pooling.FLATTEN) {
            features = 1;
            for (int axis = 1; axis < shape.length; axis++) {
                features *= shape[axis];
            }
        }
        return Math.toIntExact(features);
    }

    /**
     * Adds the nodes that make one vector per image of an output of this layout.
     *
     * @return the name of a value of shape (n, features)
     */
    String emit(OnnxGraph graph, String value, Pooling pooling) {
        if (this == VECTOR) {
            return flat(graph, value);
        }
        return switch (pooling) {
            case MEAN -> flat(graph, graph.node("GlobalAveragePool", channelsFirst(graph, value)));
            case MAX -> flat(graph, graph.node("GlobalMaxPool", channelsFirst(graph, value)));
            case GEM -> flat(graph, generalizedMean(graph, channelsFirst(graph, value)));
            case STD -> flat(graph, deviation(graph, channelsFirst(graph, value)));
            case FLATTEN -> flat(graph, this == MAP ? transposed(graph, value, 0, 2, 3, 1) : value);
            case CLASS ->
                flat(graph, graph.node("Gather", Map.of("axis", 1), value, graph.constant("first", new long[] {0})));
        };
    }

    private static String generalizedMean(OnnxGraph graph, String map) {
        String above = graph.node("Max", map, graph.constant("least", new float[] {LEAST}, 1));
        String cubes = graph.node("Mul", graph.node("Mul", above, above), above);
        String mean = graph.node("GlobalAveragePool", cubes);
        return graph.node("Pow", mean, graph.constant("root", new float[] {1 / 3f}, 1));
    }

    private static String deviation(OnnxGraph graph, String map) {
        String difference = graph.node("Sub", map, graph.node("GlobalAveragePool", map));
        String variance = graph.node("GlobalAveragePool", graph.node("Mul", difference, difference));
        return graph.node("Sqrt", variance);
    }

    private String channelsFirst(OnnxGraph graph, String value) {
        return switch (this) {
            case MAP_CHANNELS_LAST -> transposed(graph, value, 0, 3, 1, 2);
            case TOKENS -> transposed(graph, value, 0, 2, 1);
            case MAP, VECTOR -> value;
        };
    }

    private static String flat(OnnxGraph graph, String value) {
        return graph.node("Flatten", Map.of("axis", 1), value);
    }

    private static String transposed(OnnxGraph graph, String value, int... axes) {
        return graph.node("Transpose", Map.of("perm", axes), value);
    }
}
