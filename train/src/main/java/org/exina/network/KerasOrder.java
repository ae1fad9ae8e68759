package org.exina.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which Keras lists a model's layers, and so the order of its weight files: the farthest from the output
 * first (by the longest way), among those equally far the one met first when walking back from the output.
 * https://github.com/keras-team/keras/blob/master/keras/src/ops/function.py, map_graph
 */
final class KerasOrder {
    private final Map<String, List<String>> inputs;
    private final Map<String, Integer> met = new HashMap<>();

    private KerasOrder(Map<String, List<String>> inputs) {
        this.inputs = inputs;
    }

    /**
     * Sorts the layers of a network as Keras lists them.
     *
     * @param inputs of each layer, which comes after all of them; the last layer is the output
     */
    static List<String> of(Map<String, List<String>> inputs) {
        KerasOrder order = new KerasOrder(inputs);
        List<String> names = new ArrayList<>(inputs.keySet());
        order.walkBack(names.get(names.size() - 1));
        Map<String, Integer> depths = depths(names, inputs);
        names.sort(Comparator.comparing((String name) -> -depths.get(name)).thenComparing(order.met::get));
        return names;
    }

    private void walkBack(String name) {
        if (inputs.containsKey(name) && met.putIfAbsent(name, met.size()) == null) {
            inputs.get(name).forEach(this::walkBack);
        }
    }

    private static Map<String, Integer> depths(List<String> names, Map<String, List<String>> inputs) {
        Map<String, Integer> depths = new HashMap<>();
        for (int i = names.size() - 1; i >= 0; i--) {
            int next = depths.computeIfAbsent(names.get(i), n -> 0) + 1;
            inputs.get(names.get(i)).forEach(input -> depths.merge(input, next, Math::max));
        }
        return depths;
    }
}
