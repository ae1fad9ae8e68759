package org.exina.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.onnx.OnnxGraph;

/** Makes an ONNX graph of a network and its weights; a batch norm right behind a convolution is folded into it. */
public final class NetworkCompiler {
    private final Network network;
    private final Weights weights;
    private final Map<String, String> values = new HashMap<>();
    private final OnnxGraph graph;
    private final Map<String, Shape> shapes; // heights and widths of the smallest image

    private NetworkCompiler(Network network, Weights weights) {
        this.network = network;
        this.weights = weights;
        this.graph = OnnxGraph.create(network.name());
        this.shapes = network.shapes(network.leastSize(), network.leastSize());
    }

    /**
     * Joins description and weights. The graph takes {@link Network#INPUT} and has one output per tap, named after it: its map
     * (n, c, h, w), not pooled, or its vector (n, c). Layers no tap needs are left out.
     *
     * @param taps names of layers, at least one, none twice
     * @throws ExinaException when the weights do not fit
     * @throws IllegalArgumentException when a tap is no layer of this network
     */
    public static OnnxGraph compile(Network network, Weights weights, List<String> taps) throws ExinaException {
        return new NetworkCompiler(network, weights).compile(taps);
    }

    /**
     * {@link #compile(Network, Weights, List)} of a network that learned nothing.
     *
     * @throws IllegalStateException when it did
     */
    public static OnnxGraph compile(Network network, List<String> taps) {
        if (!network.weightedLayers().isEmpty()) {
            throw new IllegalStateException(network.name() + " cannot be compiled without weights");
        }
        try {
            return compile(network, (layer, expected) -> List.of(), taps);
        } catch (ExinaException e) {
            throw new IllegalStateException(e);
        }
    }

    private OnnxGraph compile(List<String> taps) throws ExinaException {
        Set<String> kept = new HashSet<>(taps);
        if (taps.isEmpty() || kept.size() != taps.size()) {
            throw new IllegalArgumentException("expected at least one tap and none twice, got " + taps);
        }
        List<Network.Node> needed = needed(taps);
        Map<String, Network.Node> folded = folded(needed, kept); // convolution -> the batch norm it takes over
        String pixels = graph.input(Network.INPUT, OnnxGraph.Type.FLOAT, dims(shapes.get(Network.INPUT)));
        values.put(Network.INPUT, network.preprocessing().emit(graph, pixels));
        for (Network.Node node : needed) {
            if (!values.containsKey(node.name())) {
                emit(node, Optional.ofNullable(folded.get(node.name())));
            }
        }
        for (String tap : taps) {
            graph.output(tap, values.get(tap), OnnxGraph.Type.FLOAT, dims(shapes.get(tap)));
        }
        return graph;
    }

    private long[] dims(Shape shape) {
        if (shape.isVector()) {
            return new long[] {-1, shape.channels()};
        }
        boolean known = network.oneSize();
        return new long[] {-1, shape.channels(), known ? shape.height() : -1, known ? shape.width() : -1};
    }

    private void emit(Network.Node node, Optional<Network.Node> norm) throws ExinaException {
        FoldedBatchNorm after = null;
        if (norm.isPresent()) {
            Layer.BatchNorm layer = (Layer.BatchNorm) norm.get().layer();
            after = FoldedBatchNorm.of(layer.scale(), layer.epsilon(), weights(norm.get()));
        }
        String name = norm.map(Network.Node::name).orElse(node.name());
        List<String> inputs = node.inputs().stream().map(values::get).toList();
        Shape shape = shapes.get(node.inputs().get(0));
        values.put(name, node.layer().emit(new EmitContext(graph, name, inputs, weights(node), after, shape)));
    }

    private List<Tensor> weights(Network.Node node) throws ExinaException {
        List<Parameter> expected = network.parameters(node.name());
        if (expected.isEmpty()) {
            return List.of();
        }
        List<Tensor> found = weights.of(node.name(), expected);
        List<List<Integer>> wanted = expected.stream().map(Parameter::shape).toList();
        List<List<Integer>> got = found.stream().map(Tensor::shape).toList();
        if (!got.equals(wanted)) {
            throw new ExinaException("weights of " + network + ", layer " + node.name() + ": expected arrays of shapes "
                    + wanted + ", found " + got);
        }
        return found;
    }

    private List<Network.Node> needed(List<String> taps) {
        Set<String> wanted = new HashSet<>();
        taps.forEach(tap -> wanted.add(network.node(tap).name()));
        List<Network.Node> all = network.nodes();
        List<Network.Node> result = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (wanted.contains(all.get(i).name())) {
                result.add(0, all.get(i));
                wanted.addAll(all.get(i).inputs());
            }
        }
        return result;
    }

    private static Map<String, Network.Node> folded(List<Network.Node> needed, Set<String> taps) {
        Map<String, Network.Node> byName = new HashMap<>();
        Map<String, Integer> readers = new HashMap<>();
        for (Network.Node node : needed) {
            byName.put(node.name(), node);
            node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
        }
        Map<String, Network.Node> result = new HashMap<>();
        for (Network.Node node : needed) {
            String from = node.inputs().get(0);
            boolean norm = node.layer() instanceof Layer.BatchNorm;
            boolean alone = readers.get(from) == 1 && !taps.contains(from);
            if (norm
                    && alone
                    && byName.containsKey(from)
                    && byName.get(from).layer().foldable()) {
                result.put(from, node);
            }
        }
        return result;
    }
}
