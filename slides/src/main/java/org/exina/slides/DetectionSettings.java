package org.exina.slides;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.io.Json;
import org.exina.model.Classifier;
import org.exina.model.ModelFormat;

/**
 * How a model wants grains to be found and cut, in its file's metadata under {@code exina.slide}, as JSON. Models of single
 * grains have none: see {@link #orUsual}.
 *
 * @param detector how candidates are found
 * @param margin by how much what is cut around a candidate is larger than it, see {@code square}; in [1, 4]
 * @param leastScore candidates of which the model is less sure that they are grains count as debris, in [0, 1]
 * @param square whether squares are cut, {@code margin} by the candidate's longer side; else each side by its own
 */
public record DetectionSettings(
        @JsonProperty("finder") SegmenterSettings detector, double margin, double leastScore, Boolean square) {
    public static final DetectionSettings DEFAULT = new DetectionSettings(SegmenterSettings.DEFAULT, 1.2, 0.5, true);

    private static final String KEY = "exina.slide";
    private static final double MOST_MARGIN = 4;

    public DetectionSettings {
        square = square == null || square; // boxed, since earlier files have none
        if (!(margin >= 1 && margin <= MOST_MARGIN)) {
            throw new IllegalArgumentException("margin must be in [1, 4], got " + margin);
        }
        if (!(leastScore >= 0 && leastScore <= 1)) {
            throw new IllegalArgumentException("leastScore must be in [0, 1], got " + leastScore);
        }
    }

    /** This card with another detector. */
    public DetectionSettings with(SegmenterSettings other) {
        return new DetectionSettings(other, margin, leastScore, square);
    }

    /**
     * Cuts a candidate out of a field.
     *
     * @param width of the field in pixels
     * @param height of the field in pixels
     */
    public RgbImage cut(SquareCrop.Reader field, int width, int height, Box box) throws IOException {
        return square
                ? SquareCrop.square(field, width, height, box, margin)
                : SquareCrop.rectangle(field, width, height, box, margin);
    }

    /** What a model says; empty when it was trained on single grains. */
    public static Optional<DetectionSettings> of(Classifier model) throws IOException {
        Optional<String> text = model.metadata(KEY);
        return text.isEmpty() ? Optional.empty() : Optional.of(Json.read(text.get(), DetectionSettings.class));
    }

    /** What a model says; of one that was trained on single grains the usual, with grains cut as those were. */
    public static DetectionSettings orUsual(Classifier model) throws IOException {
        return of(model)
                .or(() -> model.card()
                        .framing()
                        .map(framing -> new DetectionSettings(
                                DEFAULT.detector(),
                                Math.min(MOST_MARGIN, framing.margin()),
                                DEFAULT.leastScore(),
                                framing.square())))
                .orElse(DEFAULT);
    }

    /** Adds this to a model file. */
    public void writeTo(Path modelFile) throws IOException {
        ModelFormat.add(modelFile, KEY, Json.write(this));
    }
}
