package org.exina.backbone;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OrtModel;

/** A feature graph in ONNX Runtime: one session, whose numbers {@link #toOnnx} gives elsewhere, too. */
final class OnnxBackbone implements Backbone {
    /** Images a run: enough for speed, few enough for the processor's caches and the memory of VGG16's first maps. */
    private static final int BATCH = 8;

    private final Settings settings;
    private final FeatureGraph graph;
    private final OrtModel model;

    private OnnxBackbone(Settings settings, FeatureGraph graph, OrtModel model) {
        this.settings = settings;
        this.graph = graph;
        this.model = model;
    }

    /**
     * What is known of a backbone besides its graph.
     *
     * @param fingerprint see {@link Backbone#fingerprint}
     * @param oneByOne for networks made for one image at a time
     * @param seen see {@link Backbone#seen}
     */
    record Settings(String name, TapConfig reading, String fingerprint, boolean oneByOne, String seen) {
        Settings(String name, TapConfig reading, String fingerprint, boolean oneByOne) {
            this(name, reading, fingerprint, oneByOne, "");
        }
    }

    /**
     * Opens a network as a backbone: preprocessing before it, its pooled taps side by side behind it.
     *
     * @param network one input; its nodes lead to the taps
     * @param channelsLast whether it takes (n, h, w, 3) and not (n, 3, h, w)
     * @throws ExinaException when ONNX Runtime cannot run the network
     */
    static OnnxBackbone open(Settings settings, OnnxGraph network, boolean channelsLast) throws ExinaException {
        TapConfig reading = settings.reading();
        FeatureGraph graph = new FeatureGraph(network, reading.preprocessing(), channelsLast, reading.taps());
        OnnxGraph whole = OnnxGraph.create(settings.name());
        InputSpec input = reading.input();
        String pixels = whole.input(OrtModel.PIXELS, OnnxGraph.Type.UINT8, -1, input.height(), input.width(), 3);
        int length = reading.taps().stream().mapToInt(PooledTap::features).sum();
        try {
            String features = graph.addTo(whole, settings.name() + "/", pixels);
            whole.output("features", features, OnnxGraph.Type.FLOAT, -1, length);
            return new OnnxBackbone(settings, graph, OrtModel.open(whole.toBytes(), input));
        } catch (OrtException e) {
            throw new ExinaException("backbone " + settings.name(), "ONNX Runtime cannot run it: " + reason(e));
        } catch (IllegalArgumentException e) { // what OnnxGraph cannot join
            throw new ExinaException("backbone " + settings.name(), "Exina cannot use it: " + e.getMessage());
        }
    }

    static String reason(OrtException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public InputSpec input() {
        return settings.reading().input();
    }

    @Override
    public List<Tap> taps() {
        return settings.reading().tapList();
    }

    @Override
    public String fingerprint() {
        return settings.fingerprint();
    }

    @Override
    public String engine() {
        return OrtModel.engine();
    }

    @Override
    public String precision() {
        return "fp32";
    }

    @Override
    public int largestBatch() {
        return settings.oneByOne() ? 1 : Integer.MAX_VALUE;
    }

    @Override
    public String seen() {
        return settings.seen();
    }

    /** In runs of {@link #BATCH} images and a shorter last one: few shapes, since the runtime's arena only grows. */
    @Override
    public float[][] features(List<RgbImage> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("expected at least one image");
        }
        float[][] result = new float[images.size()][];
        int batch = Math.min(BATCH, largestBatch());
        for (int from = 0; from < result.length; from += batch) {
            List<RgbImage> part = images.subList(from, Math.min(result.length, from + batch));
            FloatBuffer values = run(part);
            for (int i = 0; i < part.size(); i++) {
                result[from + i] = new float[length()];
                values.get(result[from + i]);
            }
        }
        return result;
    }

    private FloatBuffer run(List<RgbImage> images) {
        try {
            OrtModel.Output output = model.run(images).get("features");
            if (output.values().remaining() != images.size() * length()) {
                throw new IllegalStateException("backbone " + name() + ": expected " + images.size() + " x " + length()
                        + " features, got " + output.values().remaining());
            }
            return output.values();
        } catch (OrtException e) {
            throw new IllegalStateException("backbone " + name() + " failed: " + reason(e), e);
        }
    }

    @Override
    public String toOnnx(OnnxGraph target, String pixels) {
        return graph.addTo(target, name() + "/", pixels);
    }

    @Override
    public void close() {
        model.close();
    }
}
