package org.exina.experiment;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.image.RgbImage;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;

/** Another backbone, and how often it was run. */
record CountingBackbone(GridBackbone other, AtomicInteger runs) implements Backbone {
    @Override
    public float[][] features(List<RgbImage> images) {
        runs.incrementAndGet();
        return other.features(images);
    }

    @Override
    public String name() {
        return other.name();
    }

    @Override
    public InputSpec input() {
        return other.input();
    }

    @Override
    public int largestBatch() {
        return other.largestBatch();
    }

    @Override
    public int length() {
        return other.length();
    }

    @Override
    public List<Tap> taps() {
        return other.taps();
    }

    @Override
    public String fingerprint() {
        return other.fingerprint();
    }

    @Override
    public String engine() {
        return other.engine();
    }

    @Override
    public String precision() {
        return other.precision();
    }

    @Override
    public String toOnnx(OnnxGraph graph, String pixels) {
        return other.toOnnx(graph, pixels);
    }

    @Override
    public void close() {
        other.close();
    }
}
