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

/** Weighs an image's pixels by their place, so that every view has its own features. */
record WeighingBackbone(String name, InputSpec input, int length, int largestBatch) implements Backbone {
    static WeighingBackbone of(String name, int height, int width) {
        return new WeighingBackbone(name, new InputSpec(height, width, Interpolation.BILINEAR), 5, Integer.MAX_VALUE);
    }

    @Override
    public List<Tap> taps() {
        return List.of(new Tap("sum", "average", length));
    }

    @Override
    public String fingerprint() {
        return Sha256.of(name);
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
    private float[] weights() {
        Random random = new Random(name.hashCode());
        float[] weights = new float[3 * input.height() * input.width() * length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() / 255 / Math.sqrt(weights.length / (double) length));
        }
        return weights;
    }

    @Override
    public float[][] features(List<RgbImage> images) {
        float[] weights = weights();
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
        int size = 3 * input.height() * input.width();
        String x = graph.cast(pixels, OnnxGraph.Type.FLOAT);
        x = graph.node("Reshape", x, graph.constant("flat", new long[] {-1, size}));
        return graph.node("MatMul", x, graph.constant("weights", weights(), size, length));
    }

    @Override
    public void close() {}
}
