package org.exina.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.network.Preprocessing;
import org.exina.onnx.OnnxGraph;

/**
 * Everything between pixels and features, as a graph: preprocessing, network, pooling.
 *
 * @param network one input; its nodes lead to the taps
 * @param preprocessing of RGB pixels 0 to 255, before the network
 * @param channelsLast whether the network takes (n, h, w, 3) and not (n, 3, h, w)
 * @param taps in the order of the features
 */
record FeatureGraph(OnnxGraph network, Preprocessing preprocessing, boolean channelsLast, List<PooledTap> taps) {
    FeatureGraph {
        taps = List.copyOf(taps);
    }

    /**
     * Adds the whole to a graph.
     *
     * @param prefix before all names of the network
     * @param pixels uint8 (n, h, w, 3)
     * @return the name of the features, float (n, length)
     */
    String addTo(OnnxGraph graph, String prefix, String pixels) {
        Map<String, String> values = addNetwork(graph, prefix, pixels);
        List<String> parts = new ArrayList<>();
        for (PooledTap tap : taps) {
            parts.add(tap.layout().emit(graph, values.get(tap.value()), tap.pooling()));
        }
        return parts.size() == 1 ? parts.get(0) : graph.node("Concat", Map.of("axis", 1), parts.toArray(String[]::new));
    }

    /**
     * Preprocessing and network alone.
     *
     * @return for each value of the network, its name in {@code graph}
     */
    Map<String, String> addNetwork(OnnxGraph graph, String prefix, String pixels) {
        String x = graph.cast(pixels, OnnxGraph.Type.FLOAT);
        x = graph.node("Transpose", Map.of("perm", new int[] {0, 3, 1, 2}), x);
        x = preprocessing.emit(graph, x);
        if (channelsLast) {
            x = graph.node("Transpose", Map.of("perm", new int[] {0, 2, 3, 1}), x);
        }
        return graph.append(network, prefix, Map.of(network.inputs().get(0), x));
    }
}
