package org.exina.backbone;

import java.util.List;
import org.exina.image.RgbImage;

/** A frozen network that turns pictures into features. Safe for use by several threads; close it when done. */
public interface Backbone extends AutoCloseable {
    /** The name it is known by ("scattering", "mobilenetv2"): a file name's characters only. */
    String name();

    InputSpec input();

    /** Where it is read, in the order in which the features stand. */
    List<Tap> taps();

    /** 64 hexadecimal digits over the network, its weights and its preprocessing. */
    String fingerprint();

    /** What computes it, with version ("onnxruntime-1.29.0"). */
    String engine();

    /** Arithmetic ("fp32"). */
    String precision();

    /**
     * Runs the network.
     *
     * @param images at least one, each of the size {@link #input()} says
     * @return (images, sum of the taps' features), taps side by side
     */
    float[][] features(List<RgbImage> images);

    /** Features of all taps together. */
    default int length() {
        return taps().stream().mapToInt(Tap::features).sum();
    }

    @Override
    void close();
}
