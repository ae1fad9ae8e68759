package org.exina.slides.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;

/** Sees of an image the red of its upper left corner, which tells {@link DiscFields} apart, and its mean colour. */
record CornerBackbone() implements Backbone {
    private static final int SIDE = 8;
    private static final int VALUES = 3 * SIDE * SIDE;
    private static final int LENGTH = 4;

    static FeaturePlan plan() {
        return new FeaturePlan(List.of(new CornerBackbone()), Crop.WHOLE, DihedralView.first(1), 16);
    }

    static FeatureCache cache(Path folder) throws IOException {
        return FeatureCache.open(folder.resolve("features"));
    }

    /** The ground of the field that something was cut out of. */
    static int ground(float[] row) {
        return Math.round(row[0]);
    }

    @Override
    public String name() {
        return "corner";
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
    public int length() {
        return LENGTH;
    }

    @Override
    public List<Tap> taps() {
        return List.of(new Tap("corner", "average", LENGTH));
    }

    @Override
    public String fingerprint() {
        return Sha256.of("corner");
    }

    @Override
    public String engine() {
        return "fake-1";
    }

    @Override
    public String precision() {
        return "fp32";
    }

    private static float[] weights() {
        float[] weights = new float[VALUES * LENGTH]; // (pixels, length)
        weights[0] = 1;
        for (int p = 0; p < VALUES; p++) {
            weights[p * LENGTH + 1 + p % 3] = 3f / VALUES;
        }
        return weights;
    }

    @Override
    public float[][] features(List<RgbImage> images) {
        float[] weights = weights();
        float[][] features = new float[images.size()][LENGTH];
        for (int i = 0; i < features.length; i++) {
            byte[] pixels = images.get(i).pixels();
            for (int p = 0; p < VALUES; p++) {
                for (int f = 0; f < LENGTH; f++) {
                    features[i][f] += (pixels[p] & 0xFF) * weights[p * LENGTH + f];
                }
            }
        }
        return features;
    }

    @Override
    public String toOnnx(OnnxGraph graph, String pixels) {
        String x = graph.cast(pixels, OnnxGraph.Type.FLOAT);
        x = graph.node("Reshape", x, graph.constant("flat", new long[] {-1, VALUES}));
        return graph.node("MatMul", x, graph.constant("weights", weights(), VALUES, LENGTH));
    }

    @Override
    public void close() {}
}
