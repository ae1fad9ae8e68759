package org.exina.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a layer is put into a graph: its name, the values it works on, its weights. */
final class Site {
    private final OnnxGraph graph;
    private final String name;
    private final List<String> inputs;
    private final List<Tensor> weights;
    private final Affine after;

    /** @param after a batch norm to be folded into the layer's weights, or null */
    Site(OnnxGraph graph, String name, List<String> inputs, List<Tensor> weights, Affine after) {
        this.graph = graph;
        this.name = name;
        this.inputs = List.copyOf(inputs);
        this.weights = List.copyOf(weights);
        this.after = after;
    }

    String input() {
        return inputs.get(0);
    }

    List<String> inputs() {
        return inputs;
    }

    /** In the order of {@link Layer#parameters}. */
    List<Tensor> weights() {
        return weights;
    }

    Optional<Affine> after() {
        return Optional.ofNullable(after);
    }

    String scalar(String hint, float value) {
        return graph.scalar(name + "/" + hint, value);
    }

    String constant(String hint, float[] values, long... dims) {
        return graph.constant(name + "/" + hint, values, dims);
    }

    String constant(String hint, long[] values) {
        return graph.constant(name + "/" + hint, values);
    }

    /** A step on the way. */
    String node(String op, Map<String, Object> attributes, String... values) {
        return graph.node(op, attributes, values);
    }

    /** The step whose value is the layer's. */
    String last(String op, Map<String, Object> attributes, String... values) {
        return graph.namedNode(name, op, attributes, values);
    }
}
