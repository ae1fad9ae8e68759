package org.exina.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.onnx.OnnxGraph;

/** Where a layer is put into a graph: its name, the values it works on, its weights. */
final class EmitContext {
    private final OnnxGraph graph;
    private final String name;
    private final List<String> inputs;
    private final List<Tensor> weights;
    private final FoldedBatchNorm after;
    private final Shape shape;

    /**
     * The place of one layer in {@code graph}.
     *
     * @param after a batch norm to be folded into the layer's weights, or null
     * @param shape of the first input
     */
    EmitContext(
            OnnxGraph graph,
            String name,
            List<String> inputs,
            List<Tensor> weights,
            FoldedBatchNorm after,
            Shape shape) {
        this.graph = graph;
        this.name = name;
        this.inputs = List.copyOf(inputs);
        this.weights = List.copyOf(weights);
        this.after = after;
        this.shape = shape;
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

    Optional<FoldedBatchNorm> after() {
        return Optional.ofNullable(after);
    }

    /** Of the first input. Height and width are true only in a network for images of one size. */
    Shape shape() {
        return shape;
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

    /** Other axes behind the batch; the batch takes what is left over. */
    String reshape(String value, int... axes) {
        return graph.node("Reshape", value, batched(axes));
    }

    /** {@link #reshape} as the step whose value is the layer's. */
    String lastReshape(String value, int... axes) {
        return last("Reshape", Map.of(), value, batched(axes));
    }

    /** Mean over the last axis, which stays as one of length 1: a product, which every operator set has alike. */
    String meanOverLast(String value, int length) {
        return node("MatMul", Map.of(), value, constant("mean", same(length, 1f / length), length, 1));
    }

    /** Mean over the axis before the last, which stays as one of length 1. */
    String meanOverRows(String value, int length) {
        return node("MatMul", Map.of(), constant("mean", same(length, 1f / length), 1, length), value);
    }

    static float[] same(int length, float value) {
        float[] result = new float[length];
        Arrays.fill(result, value);
        return result;
    }

    static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    private String batched(int... axes) {
        long[] all = new long[axes.length + 1];
        all[0] = -1;
        for (int i = 0; i < axes.length; i++) {
            all[i + 1] = axes[i];
        }
        return constant("shape", all);
    }

    /** The step whose value is the layer's. */
    String last(String op, Map<String, Object> attributes, String... values) {
        return graph.namedNode(name, op, attributes, values);
    }
}
