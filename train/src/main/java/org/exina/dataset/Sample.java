package org.exina.dataset;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One labelled picture.
 *
 * @param path where the file is, as it can be opened
 * @param label not blank, in Unicode's composed form (NFC)
 * @param group samples of one group never stand on both sides of a split; empty when the data set names none
 * @param micronsPerPixel greater than 0; empty when the data set does not tell
 */
public record Sample(Path path, String label, Optional<String> group, OptionalDouble micronsPerPixel) {
    public Sample {
        if (label.isBlank()) {
            throw new IllegalArgumentException(path + ": the label must not be blank");
        }
        if (micronsPerPixel.isPresent()
                && !(micronsPerPixel.getAsDouble() > 0 && Double.isFinite(micronsPerPixel.getAsDouble()))) {
            throw new IllegalArgumentException(
                    path + ": micronsPerPixel must be a number greater than 0, got " + micronsPerPixel.getAsDouble());
        }
    }

    static Sample of(Path path, String label) {
        return new Sample(path, label, Optional.empty(), OptionalDouble.empty());
    }
}
