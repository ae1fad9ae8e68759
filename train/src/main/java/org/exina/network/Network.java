package org.exina.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;
import org.exina.onnx.OnnxGraph;
import org.exina.settings.DidYouMean;

/**
 * An architecture: layers, named as in Keras, and how they are wired. Says nothing of weights; {@link #compile} joins the
 * two. Immutable.
 */
public final class Network {
    /** The name of the pixels: (n, 3, h, w), float, RGB, 0 to 255; or of the vector: (n, features). */
    public static final String INPUT = "input";

    private final String name;
    private final String paper;
    private final Preprocessing preprocessing;
    private final List<String> taps;
    private final int leastSize;
    private final boolean oneSize;
    private final int features; // of the vector it works on; 0 when it works on images
    private final Map<String, Node> nodes;
    private final Map<String, List<Parameter>> learned; // in Keras's order, layers that learned nothing left out

    Network(NetworkBuilder builder, List<Node> nodes) {
        this.name = builder.name();
        this.paper = builder.paper();
        this.preprocessing = builder.preprocessing();
        this.taps = builder.taps();
        this.leastSize = builder.leastSize();
        this.oneSize = builder.oneSize();
        this.features = builder.features();
        this.nodes = new LinkedHashMap<>();
        nodes.forEach(n -> this.nodes.put(n.name(), n));
        Map<String, Shape> shapes = shapes(leastSize, leastSize);
        this.learned = new LinkedHashMap<>();
        for (Node node : KerasOrder.of(nodes)) {
            Shape in = shapes.get(node.inputs().get(0));
            List<Parameter> parameters = node.layer().parameters(in.channels());
            if (!parameters.isEmpty()) {
                learned.put(node.name(), parameters);
            }
        }
    }

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

    /**
     * Begins a description.
     *
     * @param name a file name's characters only ("vgg16")
     * @param paper link to where it was published
     */
    public static NetworkBuilder builder(String name, String paper) {
        return new NetworkBuilder(name, paper);
    }

    private Network(Network other, Preprocessing preprocessing) {
        this.name = other.name;
        this.paper = other.paper;
        this.preprocessing = preprocessing;
        this.taps = other.taps;
        this.leastSize = other.leastSize;
        this.oneSize = other.oneSize;
        this.features = other.features;
        this.nodes = other.nodes;
        this.learned = other.learned;
    }

    /** This network with another preprocessing of what it is fed. */
    public Network with(Preprocessing other) {
        return new Network(this, other);
    }

    public String name() {
        return name;
    }

    public String paper() {
        return paper;
    }

    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** The smallest height and width of an image, in pixels. */
    public int leastSize() {
        return leastSize;
    }

    /** Whether {@link #leastSize} is the only height and width. */
    public boolean oneSize() {
        return oneSize;
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
        return taps.isEmpty() ? List.of(output()) : taps;
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
        boolean larger = height > leastSize || width > leastSize;
        if (height < leastSize || width < leastSize || (oneSize && larger)) {
            throw new IllegalArgumentException(name + " needs images of " + (oneSize ? "" : "at least ") + leastSize
                    + " x " + leastSize + " pixels, got " + width + " x " + height);
        }
        Map<String, Shape> result = new HashMap<>();
        result.put(INPUT, features > 0 ? Shape.vector(features) : new Shape(3, height, width));
        for (Node node : nodes.values()) {
            result.put(node.name(), shape(node, result));
        }
        return result;
    }

    private Shape shape(Node node, Map<String, Shape> shapes) {
        try {
            return node.layer().shape(node.inputs().stream().map(shapes::get).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ", layer " + node.name() + ": " + e.getMessage(), e);
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

    /**
     * Joins description and weights. The graph takes {@link #INPUT} and has one output per tap, named after it: its map
     * (n, c, h, w), not pooled, or its vector (n, c). Layers no tap needs are left out.
     *
     * @param taps names of layers, at least one, none twice
     * @throws ExinaException when the weights do not fit
     * @throws IllegalArgumentException when a tap is no layer of this network
     */
    public OnnxGraph compile(Weights weights, List<String> taps) throws ExinaException {
        return new NetworkCompiler(this, weights).compile(taps);
    }

    /**
     * {@link #compile(Weights, List)} of a network that learned nothing.
     *
     * @throws IllegalStateException when it did
     */
    public OnnxGraph compile(List<String> taps) {
        if (!learned.isEmpty()) {
            throw new IllegalStateException(name + " cannot be compiled without weights");
        }
        try {
            return compile((layer, expected) -> List.of(), taps);
        } catch (ExinaException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 64 hexadecimal digits over all that decides what is computed, weights apart. */
    public String fingerprint() {
        List<String> lines = new ArrayList<>();
        lines.add("compiler " + NetworkCompiler.VERSION);
        lines.add(preprocessing.toString());
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
            throw new IllegalArgumentException(name + " has no layer '" + layer + "'; it has " + nodes.size()
                    + ", the last of them " + last + DidYouMean.suggestion(layer, layers()));
        }
        return node;
    }

    @Override
    public String toString() {
        return name;
    }
}
