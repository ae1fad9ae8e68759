package org.exina.image.file;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The scale that an image file tells.
 *
 * @param micronsPerPixel greater than 0
 * @param source who says so, in words: "OME metadata", "ImageJ metadata", "resolution"
 */
public record ImageScale(double micronsPerPixel, String source) {
    /** Of microscopes; what lies outside is a printer's or a screen's resolution. */
    private static final double LEAST_MICRONS = 0.01;

    private static final double MOST_MICRONS = 2.5;
    private static final double MICRONS_IN_INCH = 25_400;
    private static final double MICRONS_IN_CM = 10_000;
    private static final int INCH = 2; // RESOLUTION_UNIT
    private static final int CM = 3; // RESOLUTION_UNIT

    /** Of a TIFF file's or an EXIF block's first directory. */
    static Optional<ImageScale> of(TiffHeader header, TiffDescription description) throws IOException {
        String source = description.source() + " metadata";
        OptionalDouble told = description.micronsPerPixel();
        if (told.isPresent()) {
            return Optional.of(new ImageScale(told.getAsDouble(), source));
        }
        double perUnit = header.fraction(TiffHeader.X_RESOLUTION);
        if (description.unitMicrons() > 0) {
            return plausible(perUnit, description.unitMicrons(), source);
        }
        if (!description.source().isEmpty()) {
            return Optional.empty(); // ImageJ's pixels without a unit
        }
        long unit = header.value(TiffHeader.RESOLUTION_UNIT, INCH);
        return unit == CM
                ? plausible(perUnit, MICRONS_IN_CM, "resolution")
                : unit == INCH ? plausible(perUnit, MICRONS_IN_INCH, "resolution") : Optional.empty();
    }

    /**
     * A scale, unless nobody photographs at it.
     *
     * @param perUnit pixels
     */
    static Optional<ImageScale> plausible(double perUnit, double unitMicrons, String source) {
        double microns = perUnit > 0 ? unitMicrons / perUnit : 0;
        return microns >= LEAST_MICRONS && microns <= MOST_MICRONS
                ? Optional.of(new ImageScale(microns, source))
                : Optional.empty();
    }
}
