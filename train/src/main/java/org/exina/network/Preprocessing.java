package org.exina.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.onnx.OnnxGraph;

/**
 * What a network was trained to be fed: (x - mean) / std on pixels 0 to 255, per channel.
 *
 * @param name what users call it
 * @param bgr whether blue comes first; mean and std are in that order too
 * @param mean three, in 0 to 255
 * @param std three, above 0
 */
public record Preprocessing(String name, boolean bgr, List<Float> mean, List<Float> std) {
    /** Pixels as they are, 0 to 255. */
    public static final Preprocessing NONE = new Preprocessing("none", false, same(0), same(1));
    /** Keras's "caffe": VGG and ResNet. BGR minus the mean of ImageNet. */
    public static final Preprocessing CAFFE =
            new Preprocessing("caffe", true, List.of(103.939f, 116.779f, 123.68f), same(1));
    /** Keras's "tf": Inception, Xception, MobileNet. x / 127.5 - 1. */
    public static final Preprocessing TF = new Preprocessing("tf", false, same(127.5f), same(127.5f));
    /** Keras's and torchvision's "torch": (x / 255 - mean) / std, of ImageNet. */
    public static final Preprocessing TORCH =
            new Preprocessing("torch", false, List.of(123.675f, 116.28f, 103.53f), List.of(58.395f, 57.12f, 57.375f));
    /** x / 255: what the 2017 study did to every network. */
    public static final Preprocessing UNIT = new Preprocessing("unit", false, same(0), same(255));

    private static final List<Preprocessing> NAMED = List.of(CAFFE, TF, TORCH, UNIT, NONE);

    public Preprocessing {
        if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException(
                    "preprocessing " + name + ": expected 3 means and 3 stds above 0, got " + mean + " and " + std);
        }
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /** What the usual ones are called. */
    public static List<String> names() {
        return NAMED.stream().map(Preprocessing::name).toList();
    }

    /** The usual one of this name, if there is one. */
    public static Optional<Preprocessing> named(String name) {
        return NAMED.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static List<Float> same(float value) {
        return List.of(value, value, value);
    }

    /**
     * Adds it to a graph.
     *
     * @param pixels value of shape (n, 3, h, w), RGB, 0 to 255
     * @return what the network is fed
     */
    public String emit(OnnxGraph graph, String pixels) {
        String x = pixels;
        if (bgr) {
            x = graph.node("Gather", Map.of("axis", 1), x, graph.constant("bgr", new long[] {2, 1, 0}));
        }
        if (!mean.equals(same(0))) {
            x = graph.node("Sub", x, perChannel(graph, "mean", mean));
        }
        return std.equals(same(1)) ? x : graph.node("Div", x, perChannel(graph, "std", std));
    }

    private static String perChannel(OnnxGraph graph, String hint, List<Float> values) {
        return graph.constant(hint, new float[] {values.get(0), values.get(1), values.get(2)}, 1, 3, 1, 1);
    }
}
