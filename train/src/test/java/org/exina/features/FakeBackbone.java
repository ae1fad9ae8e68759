package org.exina.features;

import java.util.ArrayList;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;

/** Weighs an image's pixels by their place, so that every view has its own features. Counts what it is asked. */
final class FakeBackbone implements Backbone {
    final List<Integer> batches = new ArrayList<>();
    boolean overflowing; // as a network is whose preprocessing is wrong
    private final String name;
    private final InputSpec input;
    private final List<Tap> taps;

    FakeBackbone(String name, int height, int width, int... lengths) {
        this.name = name;
        this.input = new InputSpec(height, width, Interpolation.BILINEAR);
        this.taps = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            taps.add(new Tap("tap" + i, "average", lengths[i]));
        }
    }

    int images() {
        return batches.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputSpec input() {
        return input;
    }

    @Override
    public List<Tap> taps() {
        return List.copyOf(taps);
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

    @Override
    public String toOnnx(OnnxGraph graph, String pixels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public float[][] features(List<RgbImage> images) {
        batches.add(images.size());
        float[][] features = images.stream().map(this::features).toArray(float[][]::new);
        features[0][1] = overflowing ? Float.POSITIVE_INFINITY : features[0][1];
        return features;
    }

    float[] features(RgbImage image) {
        if (image.width() != input.width() || image.height() != input.height()) {
            throw new IllegalArgumentException("got an image of " + image.width() + " x " + image.height());
        }
        byte[] pixels = image.pixels();
        float[] features = new float[length()];
        for (int i = 0; i < pixels.length; i++) {
            features[i % features.length] += (pixels[i] & 0xff) * (float) Math.sqrt(i + 1);
        }
        return features;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
