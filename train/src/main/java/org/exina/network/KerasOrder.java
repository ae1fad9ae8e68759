package org.exina.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which Keras lists a model's layers, and so the order of its weight files: the farthest from the output
 * first (by the longest way), among those equally far the one met first when walking back from the output.
 * https://github.com/keras-team/keras/blob/master/keras/src/ops/function.py, map_graph
 */
final class KerasOrder {
    private final Map<String, Network.Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> met = new HashMap<>();

    private KerasOrder(List<Network.Node> nodes) {
        nodes.forEach(n -> this.nodes.put(n.name(), n));
    }

    /**
     * Sorts the layers of a network as Keras lists them.
     *
     * @param nodes each after all its inputs, the last one the output
     */
    static List<Network.Node> of(List<Network.Node> nodes) {
        KerasOrder order = new KerasOrder(nodes);
        order.walkBack(nodes.get(nodes.size() - 1).name());
        Map<String, Integer> depths = depths(nodes);
        List<Network.Node> result = new ArrayList<>(nodes);
        result.sort(Comparator.comparing((Network.Node n) -> -depths.get(n.name()))
                .thenComparing(n -> order.met.get(n.name())));
        return result;
    }

    private void walkBack(String name) {
        Network.Node node = nodes.get(name);
        if (node != null && met.putIfAbsent(name, met.size()) == null) {
            node.inputs().forEach(this::walkBack);
        }
    }

    private static Map<String, Integer> depths(List<Network.Node> nodes) {
        Map<String, Integer> depths = new HashMap<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            int next = depths.computeIfAbsent(nodes.get(i).name(), n -> 0) + 1;
            nodes.get(i).inputs().forEach(input -> depths.merge(input, next, Math::max));
        }
        return depths;
    }
}
