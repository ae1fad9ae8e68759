package org.exina.finetune;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.NetworkBuilder.Wire;
import org.exina.network.Parameter;
import org.exina.network.Tensor;
import org.exina.network.VectorLayer;
import org.exina.network.Weights;

/**
 * A network with a classifier behind it: the averages of the maps it is read at, side by side, a dense layer, a softmax.
 * That is what a linear head on these features computes, so it can begin as one. Layers behind the last tap are left out.
 */
final class ClassifyingNetwork {
    /** The dense layer. */
    static final String SCORES = "tuned_scores";

    private final Network whole;
    private final List<Network.Node> body;

    private ClassifyingNetwork(Network whole, List<Network.Node> body) {
        this.whole = whole;
        this.body = body;
    }

    /**
     * Puts a classifier behind the taps of a network.
     *
     * @param taps in the order of the features
     * @param size height and width of the images
     */
    static ClassifyingNetwork of(Network network, List<String> taps, int size, int classes) {
        List<Network.Node> body = needed(network, taps);
        NetworkBuilder net = new NetworkBuilder(network.name(), network.paper())
                .preprocessing(network.preprocessing())
                .onlySize(size);
        Map<String, Wire> wires = new HashMap<>();
        wires.put(Network.INPUT, net.input());
        for (Network.Node node : body) {
            Wire[] inputs = node.inputs().stream().map(wires::get).toArray(Wire[]::new);
            wires.put(node.name(), net.join(node.name(), node.layer(), inputs));
        }
        List<Wire> means = new ArrayList<>();
        for (String tap : taps) {
            means.add(wires.get(tap).then("tuned_mean_" + means.size(), new Layer.GlobalAveragePool()));
        }
        Wire all = means.size() == 1 ? means.get(0) : net.concatenate("tuned_means", means.toArray(Wire[]::new));
        all.then("tuned_vector", VectorLayer.flatten())
                .then(SCORES, VectorLayer.dense(classes))
                .then("tuned_probabilities", new Layer.Activation(Layer.Function.SOFTMAX));
        return new ClassifyingNetwork(net.build(), body);
    }

    private static List<Network.Node> needed(Network network, List<String> taps) {
        Set<String> wanted = new HashSet<>(taps);
        List<Network.Node> result = new ArrayList<>();
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            Network.Node node = network.nodes().get(i);
            if (wanted.contains(node.name())) {
                result.add(0, node);
                wanted.addAll(node.inputs());
            }
        }
        return result;
    }

    Network whole() {
        return whole;
    }

    /** The layers before the classifier. */
    List<Network.Node> body() {
        return body;
    }

    boolean isBatchNorm(String layer) {
        return body.stream().anyMatch(node -> node.name().equals(layer) && node.layer() instanceof Layer.BatchNorm);
    }

    /**
     * The network's weights, and those of a classifier.
     *
     * @param classifier kernel and bias
     */
    static Weights weights(Weights body, List<Tensor> classifier) {
        return new Weights() {
            @Override
            public List<Tensor> of(String layer, List<Parameter> expected) throws ExinaException {
                return layer.equals(SCORES) ? classifier : body.of(layer, expected);
            }
        };
    }
}
