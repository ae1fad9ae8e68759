package org.exina.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A description under construction: wires begin at {@link #input} and lead from layer to layer. Not thread-safe. */
public final class NetworkBuilder {
    private final String name;
    private final String paper;
    private final Map<String, Network.Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> unnamed = new HashMap<>();
    private Preprocessing preprocessing = Preprocessing.NONE;
    private List<String> taps = List.of();
    private int leastSize = 32;
    private boolean oneSize;
    private int features;

    /**
     * Begins a description.
     *
     * @param name a file name's characters only ("vgg16")
     * @param paper link to where it was published
     */
    public NetworkBuilder(String name, String paper) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException(
                    "a network's name is made of letters, digits and _.-, got '" + name + "'");
        }
        this.name = name;
        this.paper = paper;
    }

    /** A place in the network: what one layer makes. */
    public final class Wire {
        private final String layer;

        private Wire(String layer) {
            this.layer = layer;
        }

        /** The layer behind this place. */
        public Wire then(String name, Layer next) {
            return put(name, next, List.of(this));
        }

        /** The layer behind this place, named as Keras names one that is given no name ("conv2d", "conv2d_1"). */
        public Wire then(Layer next) {
            return then(automatic(next), next);
        }
    }

    public NetworkBuilder preprocessing(Preprocessing chosen) {
        this.preprocessing = chosen;
        return this;
    }

    /** Layers at which the network is read when nobody says; the last one when not said. */
    public NetworkBuilder taps(String... layers) {
        this.taps = List.of(layers);
        return this;
    }

    /** The smallest height and width of an image, in pixels; 32 when not said. */
    public NetworkBuilder leastSize(int pixels) {
        this.leastSize = pixels;
        return this;
    }

    /** The only height and width of an image, in pixels. */
    public NetworkBuilder onlySize(int pixels) {
        this.leastSize = pixels;
        this.oneSize = true;
        return this;
    }

    /** It works on a vector of so many numbers, not on images; sizes and preprocessing then mean nothing. */
    public NetworkBuilder features(int numbers) {
        if (numbers < 1) {
            throw new IllegalArgumentException("a vector needs at least 1 number, got " + numbers);
        }
        this.features = numbers;
        this.oneSize = true;
        return this;
    }

    /** The image, after preprocessing; or the vector. */
    public Wire input() {
        return new Wire(Network.INPUT);
    }

    /** A layer behind several others. */
    public Wire join(String name, Layer layer, Wire... inputs) {
        return put(name, layer, List.of(inputs));
    }

    public Wire add(String layer, Wire... terms) {
        return put(layer, new Layer.Add(), List.of(terms));
    }

    /** {@link #add(String, Wire...)} with Keras's name for a layer that is given none. */
    public Wire add(Wire... terms) {
        return add(automatic(new Layer.Add()), terms);
    }

    public Wire concatenate(String layer, Wire... parts) {
        return put(layer, new Layer.Concatenate(), List.of(parts));
    }

    /** {@link #concatenate(String, Wire...)} with Keras's name for a layer that is given none. */
    public Wire concatenate(Wire... parts) {
        return concatenate(automatic(new Layer.Concatenate()), parts);
    }

    /**
     * Ends the description.
     *
     * @throws IllegalStateException when it has no layer, one that does not lead to the last, or a tap that is none
     * @throws IllegalArgumentException when shapes do not fit
     */
    public Network build() {
        List<Network.Node> all = List.copyOf(nodes.values());
        if (all.isEmpty()) {
            throw new IllegalStateException(name + " has no layers");
        }
        Set<String> used = new HashSet<>(Set.of(all.get(all.size() - 1).name()));
        all.forEach(n -> used.addAll(n.inputs()));
        List<String> loose =
                nodes.keySet().stream().filter(n -> !used.contains(n)).toList();
        if (!loose.isEmpty()) {
            throw new IllegalStateException(name + ": these layers lead nowhere: " + loose);
        }
        if (!nodes.keySet().containsAll(taps)) {
            throw new IllegalStateException(name + ": not all of these taps are layers: " + taps);
        }
        all.stream().filter(n -> n.layer().needsSize() && !oneSize).findFirst().ifPresent(n -> {
            throw new IllegalStateException(
                    name + ", layer " + n.name() + ": needs to know the size of the images, see onlySize");
        });
        return new Network(new Network.Traits(name, paper, preprocessing, taps, leastSize, oneSize, features), all);
    }

    private Wire put(String layer, Layer operation, List<Wire> inputs) {
        List<String> from = inputs.stream().map(w -> w.layer).toList();
        if (layer.equals(Network.INPUT) || nodes.putIfAbsent(layer, new Network.Node(layer, operation, from)) != null) {
            throw new IllegalArgumentException(name + ": two layers are named " + layer);
        }
        return new Wire(layer);
    }

    private String automatic(Layer layer) {
        int before = unnamed.merge(layer.kind(), 1, Integer::sum) - 1;
        return before == 0 ? layer.kind() : layer.kind() + "_" + before;
    }
}
