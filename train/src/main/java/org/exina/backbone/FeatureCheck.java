package org.exina.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.onnx.InputSpec;

/** Whether a backbone still gives the features it gave when it was added. */
final class FeatureCheck {
    /** Largest difference, over the largest feature: other processors and runtimes round differently. */
    private static final double TOLERANCE = 1e-3;

    private FeatureCheck() {}

    /** Coloured waves, the same everywhere. */
    static RgbImage image(InputSpec input) {
        byte[] pixels = new byte[3 * input.height() * input.width()];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % 3;
            int x = i / 3 % input.width() * 96 / input.width(); // as many waves, whatever the size
            int y = i / 3 / input.width() * 96 / input.height();
            int value = ((3 + channel) * x * x + 5 * y * y + (7 - 9 * channel) * x * y) / 32 + 40 * channel;
            int folded = Math.floorMod(value, 510);
            pixels[i] = (byte) Math.min(255, Math.min(folded, 510 - folded));
        }
        return RgbImage.of(input.width(), input.height(), pixels);
    }

    static List<Float> features(Backbone backbone) {
        List<Float> features = new ArrayList<>();
        for (float value : backbone.features(List.of(image(backbone.input())))[0]) {
            features.add(value);
        }
        return features;
    }

    /** Largest difference over the largest feature. */
    static double difference(List<Float> expected, List<Float> found) {
        double largest = 1e-6;
        double difference = 0;
        for (int i = 0; i < expected.size(); i++) {
            largest = Math.max(largest, Math.abs(expected.get(i)));
            difference = Math.max(difference, Math.abs(expected.get(i) - found.get(i)));
        }
        return difference / largest;
    }

    /**
     * Makes sure that a backbone gives the features it gave when it was added, but for rounding.
     *
     * @throws ExinaException when the features are others than they were
     */
    static void check(Backbone backbone, List<Float> expected) throws ExinaException {
        double difference = difference(expected, features(backbone));
        if (!(difference <= TOLERANCE)) {
            throw new ExinaException(
                            "backbone " + backbone.name(),
                            String.format(
                                    Locale.ROOT,
                                    "gives other features than when it was added (largest difference %.1e of the"
                                            + " largest feature, allowed %.0e); the runtime or the machine has changed."
                                            + " Remove it and add it again",
                                    difference,
                                    TOLERANCE))
                    .with(Remedy.Kind.REMOVE_BACKBONE, backbone.name());
        }
    }
}
