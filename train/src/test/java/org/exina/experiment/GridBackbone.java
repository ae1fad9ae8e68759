package org.exina.experiment;

import java.util.List;
import java.util.Random;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;

/**
 * Weighs the pixels of a small image, in Java and as a graph.
 *
 * @param lies whether the graph says something else than Java, as a broken engine would
 */
record GridBackbone(String name, int length, boolean lies) implements Backbone {
    private static final int SIDE = 8;

    static GridBackbone of(int length) {
        return new GridBackbone("grid", length, false);
    }

    @Override
    public InputSpec input() {
        return new InputSpec(SIDE, SIDE, Interpolation.BILINEAR);
    }

    @Override
    public int largestBatch() {
        return Integer.MAX_VALUE;
    }

    @Override
    public List<Tap> taps() {
        return List.of(new Tap("sum", "average", length));
    }

    @Override
    public String fingerprint() {
        return Sha256.of(name + length);
    }

    @Override
    public String engine() {
        return "fake-1";
    }

    @Override
    public String precision() {
        return "fp32";
    }

    /** (pixels, length) */
    private float[] weights(long seed) {
        Random random = new Random(seed);
        float[] weights = new float[3 * SIDE * SIDE * length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() / 255;
        }
        return weights;
    }

    @Override
    public float[][] features(List<RgbImage> images) {
        float[] weights = weights(1);
        float[][] features = new float[images.size()][length];
        for (int i = 0; i < features.length; i++) {
            byte[] pixels = images.get(i).pixels();
            for (int f = 0; f < length; f++) {
                double sum = 0;
                for (int p = 0; p < pixels.length; p++) {
                    sum += (pixels[p] & 0xFF) * (double) weights[p * length + f];
                }
                features[i][f] = (float) sum;
            }
        }
        return features;
    }

    @Override
    public String toOnnx(OnnxGraph graph, String pixels) {
        int size = 3 * SIDE * SIDE;
        String x = graph.cast(pixels, OnnxGraph.Type.FLOAT);
        x = graph.node("Reshape", x, graph.constant("flat", new long[] {-1, size}));
        return graph.node("MatMul", x, graph.constant("weights", weights(lies ? 2 : 1), size, length));
    }

    @Override
    public void close() {}
}
