package org.exina.model;

import java.util.List;
import java.util.Map;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;

/** Averages of maps of red, green and blue: of the pixels, and of squares of four by four. */
record CornerBackbone(boolean averaged) implements Backbone {
    static final int SIDE = 16;

    @Override
    public String name() {
        return "corner";
    }

    @Override
    public InputSpec input() {
        return new InputSpec(SIDE, SIDE, Interpolation.BILINEAR);
    }

    @Override
    public List<Tap> taps() {
        return List.of(new Tap("fine", "mean", 3), new Tap("coarse", "mean", 3));
    }

    @Override
    public String fingerprint() {
        return Sha256.of(name());
    }

    @Override
    public String engine() {
        return "fake-1";
    }

    @Override
    public String precision() {
        return "fp32";
    }

    @Override
    public float[][] features(List<RgbImage> images) {
        throw new UnsupportedOperationException("runs in a graph only");
    }

    @Override
    public String toOnnx(OnnxGraph graph, String pixels) {
        String x = graph.cast(pixels, OnnxGraph.Type.FLOAT);
        x = graph.node("Transpose", Map.of("perm", new int[] {0, 3, 1, 2}), x);
        x = graph.node("Div", x, graph.scalar("most", 255));
        x = graph.node("Mul", x, x);
        String coarse =
                graph.node("AveragePool", Map.of("kernel_shape", new int[] {4, 4}, "strides", new int[] {4, 4}), x);
        String pool = averaged ? "GlobalAveragePool" : "GlobalMaxPool";
        String fine = graph.node("Flatten", Map.of("axis", 1), graph.node(pool, x));
        String rough = graph.node("Flatten", Map.of("axis", 1), graph.node(pool, graph.node("Relu", coarse)));
        return graph.node("Concat", Map.of("axis", 1), fine, rough);
    }

    @Override
    public void close() {}
}
