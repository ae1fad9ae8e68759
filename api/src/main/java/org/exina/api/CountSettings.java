package org.exina.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.exina.report.slides.PollenSum;
import org.exina.slides.SegmenterSettings;

/**
 * How fields are counted.
 *
 * @param stacks whether each folder is one field, and the images in it its planes of focus
 * @param acceptAll whether every grain gets the name of its likeliest class, also those unlike all the model was trained on
 * @param micronsPerPixel the scale, where it is known
 * @param sampleBits that samples of 16 bits use, 8 to 16; empty where the images tell
 * @param pollenSum what percentages are of
 * @param detector changes how the model wants grains to be found
 * @param corrections what a person said of an earlier count of the fields, as its page saves it: it is final, whatever the
 *     model says
 */
public record CountSettings(
        boolean stacks,
        boolean acceptAll,
        OptionalDouble micronsPerPixel,
        OptionalInt sampleBits,
        PollenSum pollenSum,
        UnaryOperator<SegmenterSettings> detector,
        Optional<Path> corrections) {
    /** Single images, unknown grains unknown, no scale, 300 grains at least, found as the model says. */
    public static final CountSettings DEFAULT = new CountSettings(
            false,
            false,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            PollenSum.DEFAULT,
            UnaryOperator.identity(),
            Optional.empty());
}
