package org.exina.cli;

import java.util.OptionalDouble;
import org.exina.model.ModelCard;
import picocli.CommandLine.Option;

/** The scale of images. */
final class ScaleOptions {
    private static final String NAME = "--microns-per-pixel";

    @Option(
            names = NAME,
            paramLabel = "X",
            description = "The scale: micrometres to a pixel. Models that go by the size of grains use it; counts then"
                    + " give sizes in micrometres, too.")
    private Double micronsPerPixel;

    OptionalDouble micronsPerPixel() {
        if (micronsPerPixel == null) {
            return OptionalDouble.empty();
        }
        if (!(micronsPerPixel > 0 && micronsPerPixel < Double.POSITIVE_INFINITY)) {
            throw new UsageException(NAME + ": expected more than 0, got " + micronsPerPixel);
        }
        return OptionalDouble.of(micronsPerPixel);
    }

    /** Says so when the model would use a scale that is not given. */
    void note(Console console, ModelCard model) {
        if (!model.size().isEmpty() && micronsPerPixel().isEmpty()) {
            console.note("exina: the model goes by the size of grains, too, where the scale is told: " + NAME + " X");
        }
    }
}
