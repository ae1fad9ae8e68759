package org.exina.dataset;

import java.util.Optional;
import java.util.OptionalDouble;
import org.exina.image.file.ImageSource;

/**
 * One labelled image.
 *
 * @param source where the image comes from; its name tells it from others of the data set
 * @param label not blank; put in Unicode's composed form (NFC), without blanks around it
 * @param group samples of one group never stand on both sides of a split; empty when the data set names none
 * @param micronsPerPixel greater than 0; empty when the data set does not tell
 */
public record Sample(ImageSource source, String label, Optional<String> group, OptionalDouble micronsPerPixel) {
    public Sample {
        label = PathNames.label(label);
        if (label.isBlank()) {
            throw new IllegalArgumentException(source.name() + ": the label must not be blank");
        }
        if (micronsPerPixel.isPresent()
                && !(micronsPerPixel.getAsDouble() > 0 && Double.isFinite(micronsPerPixel.getAsDouble()))) {
            throw new IllegalArgumentException(source.name() + ": micronsPerPixel must be a number greater than 0, got "
                    + micronsPerPixel.getAsDouble());
        }
    }

    /** A sample of which nothing else is known. */
    public static Sample of(ImageSource source, String label) {
        return new Sample(source, label, Optional.empty(), OptionalDouble.empty());
    }
}
