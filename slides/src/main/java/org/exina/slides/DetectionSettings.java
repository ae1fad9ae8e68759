package org.exina.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.exina.io.Json;
import org.exina.model.Classifier;
import org.exina.model.ModelFormat;

/**
 * How a model wants grains to be found and cut, in its file's metadata under {@code exina.slide}, as JSON. Models of single
 * grains have none: then {@link #DEFAULT} is taken.
 *
 * @param finder how candidates are found
 * @param margin side of the square that is cut around a candidate, by its longer side; in [1, 4]
 * @param leastScore candidates of which the model is less sure that they are grains count as debris, in [0, 1]
 */
public record DetectionSettings(SegmenterSettings finder, double margin, double leastScore) {
    public static final DetectionSettings DEFAULT = new DetectionSettings(SegmenterSettings.DEFAULT, 1.2, 0.5);

    private static final String KEY = "exina.slide";

    public DetectionSettings {
        if (!(margin >= 1 && margin <= 4)) {
            throw new IllegalArgumentException("margin must be in [1, 4], got " + margin);
        }
        if (!(leastScore >= 0 && leastScore <= 1)) {
            throw new IllegalArgumentException("leastScore must be in [0, 1], got " + leastScore);
        }
    }

    /** This card with another finder. */
    public DetectionSettings with(SegmenterSettings other) {
        return new DetectionSettings(other, margin, leastScore);
    }

    /** What a model says; empty when it was trained on single grains. */
    public static Optional<DetectionSettings> of(Classifier model) throws IOException {
        Optional<String> text = model.metadata(KEY);
        return text.isEmpty() ? Optional.empty() : Optional.of(Json.read(text.get(), DetectionSettings.class));
    }

    /** Adds this to a model file. */
    public void writeTo(Path modelFile) throws IOException {
        ModelFormat.add(modelFile, KEY, Json.write(this));
    }
}
