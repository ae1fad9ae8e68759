package org.exina.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.io.Sha256;
import org.exina.settings.DidYouMean;

/**
 * An architecture: layers, named as in Keras, and how they are wired. Says nothing of weights; {@link NetworkCompiler}
 * joins the two. Immutable.
 */
public final class Network {
    /** The name of the pixels: (n, 3, h, w), float, RGB, 0 to 255; or of the vector: (n, features). */
    public static final String INPUT = "input";

    /** Counted up when the same description and weights come to give another graph: compiled files are then made again. */
    private static final int COMPILER = 1;

    private final Traits traits;
    private final Map<String, Node> nodes;
    private final Map<String, List<Parameter>> learned; // in Keras's order, layers that learned nothing left out

    Network(Traits traits, List<Node> nodes) {
        this.traits = traits;
        this.nodes = new LinkedHashMap<>();
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        for (Node node : nodes) {
            this.nodes.put(node.name(), node);
            inputs.put(node.name(), node.inputs());
        }
        Map<String, Shape> shapes = shapes(traits.leastSize(), traits.leastSize());
        this.learned = new LinkedHashMap<>();
        for (String name : KerasOrder.of(inputs)) {
            Node node = this.nodes.get(name);
            Shape in = shapes.get(node.inputs().get(0));
            List<Parameter> parameters = node.layer().parameters(in.channels());
            if (!parameters.isEmpty()) {
                learned.put(name, parameters);
            }
        }
    }

    /**
     * All of it but its layers.
     *
     * @param features of the vector it works on; 0 when it works on images
     */
    record Traits(
            String name,
            String paper,
            Preprocessing preprocessing,
            List<String> taps,
            int leastSize,
            boolean oneSize,
            int features) {}

    /**
     * A layer in its place.
     *
     * @param name unique in the network
     * @param layer what it does
     * @param inputs names of the layers it works on, or {@link #INPUT}
     */
    public record Node(String name, Layer layer, List<String> inputs) {
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    private Network(Network other, Preprocessing preprocessing) {
        Traits its = other.traits;
        this.traits = new Traits(
                its.name(), its.paper(), preprocessing, its.taps(), its.leastSize(), its.oneSize(), its.features());
        this.nodes = other.nodes;
        this.learned = other.learned;
    }

    /** This network with another preprocessing of what it is fed. */
    public Network with(Preprocessing other) {
        return new Network(this, other);
    }

    public String name() {
        return traits.name();
    }

    public String paper() {
        return traits.paper();
    }

    public Preprocessing preprocessing() {
        return traits.preprocessing();
    }

    /** The smallest height and width of an image, in pixels. */
    public int leastSize() {
        return traits.leastSize();
    }

    /** Whether {@link #leastSize} is the only height and width. */
    public boolean oneSize() {
        return traits.oneSize();
    }

    /** In an order in which they can be computed. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Names of all layers; each can be a tap. */
    public List<String> layers() {
        return List.copyOf(nodes.keySet());
    }

    /** The layers at which it is read when nobody says, shallow ones first. */
    public List<String> taps() {
        return traits.taps().isEmpty() ? List.of(output()) : traits.taps();
    }

    /** Name of the layer everything leads to. */
    public String output() {
        return nodes().get(nodes.size() - 1).name();
    }

    /**
     * Shape of {@link #output} for images of this size.
     *
     * @throws IllegalArgumentException when they are too small
     */
    public Shape outputShape(int height, int width) {
        return shape(output(), height, width);
    }

    /**
     * Shape of one layer's output for images of this size.
     *
     * @throws IllegalArgumentException when there is no such layer or the image is too small
     */
    public Shape shape(String layer, int height, int width) {
        return shapes(height, width).get(node(layer).name());
    }

    /**
     * Shape of every layer.
     *
     * @throws IllegalArgumentException when the image is too small
     */
    public Map<String, Shape> shapes(int height, int width) {
        int leastSize = traits.leastSize();
        boolean larger = height > leastSize || width > leastSize;
        if (height < leastSize || width < leastSize || (oneSize() && larger)) {
            throw new IllegalArgumentException(name() + " needs images of " + (oneSize() ? "" : "at least ") + leastSize
                    + " x " + leastSize + " pixels, got " + width + " x " + height);
        }
        Map<String, Shape> result = new HashMap<>();
        result.put(INPUT, traits.features() > 0 ? Shape.vector(traits.features()) : new Shape(3, height, width));
        for (Node node : nodes.values()) {
            result.put(node.name(), shape(node, result));
        }
        return result;
    }

    private Shape shape(Node node, Map<String, Shape> shapes) {
        try {
            return node.layer().shape(node.inputs().stream().map(shapes::get).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name() + ", layer " + node.name() + ": " + e.getMessage(), e);
        }
    }

    /** How many numbers it learned, those of the batch norms that are not trained by gradient included, as Keras counts. */
    public long parameters() {
        return learned.values().stream()
                .flatMap(List::stream)
                .mapToLong(Parameter::count)
                .sum();
    }

    /** What a layer learned, in the order of Keras's weight files; empty when it learned nothing. */
    public List<Parameter> parameters(String layer) {
        return learned.getOrDefault(node(layer).name(), List.of());
    }

    /** Names of the layers that learned something, in the order of Keras's weight files. */
    public List<String> weightedLayers() {
        return List.copyOf(learned.keySet());
    }

    /** 64 hexadecimal digits over all that decides what is computed, weights apart. */
    public String fingerprint() {
        List<String> lines = new ArrayList<>();
        lines.add("compiler " + COMPILER);
        lines.add(traits.preprocessing().toString());
        nodes.values().forEach(n -> lines.add(n.toString()));
        return Sha256.of(String.join("\n", lines));
    }

    /**
     * The layer of this name, and what it is fed.
     *
     * @throws IllegalArgumentException naming a few layers there are, when there is no such one
     */
    public Node node(String layer) {
        Node node = nodes.get(layer);
        if (node == null) {
            List<String> last = layers().subList(Math.max(0, nodes.size() - 5), nodes.size());
            throw new IllegalArgumentException(name() + " has no layer '" + layer + "'; it has " + nodes.size()
                    + ", the last of them " + last + DidYouMean.suggestion(layer, layers()));
        }
        return node;
    }

    @Override
    public String toString() {
        return traits.name();
    }
}
