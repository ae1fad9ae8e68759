package org.exina.backbone;

import java.util.List;
import org.exina.image.RgbImage;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;

/** A frozen network that turns images into features. Safe for use by several threads; close it when done. */
public interface Backbone extends AutoCloseable {
    /** The name it is known by, and how it is read when that is not the usual way: {@link BackboneSpec#id}. */
    String name();

    InputSpec input();

    /** Where it is read, in the order in which the features stand. */
    List<Tap> taps();

    /** 64 hexadecimal digits over the network, its weights and its preprocessing. */
    String fingerprint();

    /** What computes it, with version ("onnxruntime-1.28.0"). */
    String engine();

    /** Arithmetic ("fp32"). */
    String precision();

    /** The most images its graph takes at once: 1 for networks exported for one at a time. */
    default int largestBatch() {
        return Integer.MAX_VALUE;
    }

    /**
     * The images it was tuned on, as {@code image.file.ImageFingerprints} writes them; empty when Exina tuned it on none. Figures
     * of these images that are got with it are too good.
     */
    default String seen() {
        return "";
    }

    /**
     * Runs the network.
     *
     * @param images at least one, each of the size {@link #input()} says
     * @return (images, sum of the taps' features), taps side by side
     */
    float[][] features(List<RgbImage> images);

    /**
     * Adds this backbone to a model, preprocessing and pooling included, so that any ONNX runtime computes what {@link
     * #features} does.
     *
     * @param pixels the name of a uint8 value of shape (n, height, width, 3), RGB, of the size {@link #input()} says
     * @return the name of the features: float, shape (n, {@link #length()})
     */
    String toOnnx(OnnxGraph graph, String pixels);

    /** Features of all taps together. */
    default int length() {
        return taps().stream().mapToInt(Tap::features).sum();
    }

    @Override
    void close();
}
