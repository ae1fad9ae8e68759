package org.exina.backbone;

import java.util.Map;
import org.exina.network.OnnxGraph;

/** How what a network gives for a picture becomes a vector. Made of operators that every operator set since 11 has. */
enum Pooling {
    /** (n, c, h, w), averaged over positions. */
    MAP("average"),
    /** (n, h, w, c), averaged over positions. */
    MAP_CHANNELS_LAST("average"),
    /** (n, tokens, c), averaged over all tokens, a class token included. */
    TOKENS("average"),
    /** (n, tokens, c), the first token alone. */
    CLASS_TOKEN("class"),
    /** (n, c): the network makes a vector by itself. */
    VECTOR("statistics");

    private final String id;

    Pooling(String id) {
        this.id = id;
    }

    /** What {@link Tap#pooling} says of it. */
    String id() {
        return id;
    }

    /**
     * What suits an output.
     *
     * @param shape of one picture's output, batch included
     * @param classToken whether to read tokens at the class token
     * @throws IllegalArgumentException saying what was expected, when it is none of the kinds
     */
    static Pooling of(long[] shape, boolean classToken) {
        return switch (shape.length) {
            case 2 -> VECTOR;
            case 3 -> classToken ? CLASS_TOKEN : TOKENS;
            case 4 -> shape[1] == shape[2] && shape[2] != shape[3] ? MAP_CHANNELS_LAST : MAP;
            default ->
                throw new IllegalArgumentException("has " + shape.length
                        + " dimensions; expected 2 (a vector), 3 (tokens) or 4 (a map), the first for the pictures");
        };
    }

    /** How many features an output of this shape gives. */
    int features(long[] shape) {
        return Math.toIntExact(this == MAP ? shape[1] : shape[shape.length - 1]);
    }

    /** @return the name of a value of shape (n, features) */
    String emit(OnnxGraph graph, String value) {
        return switch (this) {
            case MAP -> average(graph, value);
            case MAP_CHANNELS_LAST -> average(graph, transpose(graph, value, 0, 3, 1, 2));
            case TOKENS -> average(graph, transpose(graph, value, 0, 2, 1));
            case CLASS_TOKEN ->
                flatten(graph, graph.node("Gather", Map.of("axis", 1), value, graph.constant("first", new long[] {0})));
            case VECTOR -> flatten(graph, value);
        };
    }

    private static String average(OnnxGraph graph, String value) {
        return flatten(graph, graph.node("GlobalAveragePool", value));
    }

    private static String flatten(OnnxGraph graph, String value) {
        return graph.node("Flatten", Map.of("axis", 1), value);
    }

    private static String transpose(OnnxGraph graph, String value, int... axes) {
        return graph.node("Transpose", Map.of("perm", axes), value);
    }
}
