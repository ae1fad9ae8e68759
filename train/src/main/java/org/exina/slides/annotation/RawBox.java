package org.exina.slides.annotation;

import org.exina.dataset.DatasetException;
import org.exina.image.file.ImageHeader;

/**
 * A box as it is written, not yet laid on its image.
 *
 * @param relative whether the edges are shares of the image's sides, and not pixels
 */
record RawBox(
        double left, double top, double right, double bottom, boolean relative, String label, SourceLocation place) {
    private static final double FARTHEST = 1e9;

    static RawBox pixels(double left, double top, double right, double bottom, String label, SourceLocation place)
            throws DatasetException {
        RawBox drawn = new RawBox(left, top, right, bottom, false, LabelledBox.label(label), place);
        drawn.check();
        return drawn;
    }

    static RawBox shares(double left, double top, double right, double bottom, String label, SourceLocation place)
            throws DatasetException {
        RawBox drawn = new RawBox(left, top, right, bottom, true, LabelledBox.label(label), place);
        drawn.check();
        return drawn;
    }

    private void check() throws DatasetException {
        for (double edge : new double[] {left, top, right, bottom}) {
            if (!(Math.abs(edge) <= FARTHEST)) { // refuses NaN too
                throw place.fault("expected edges that are places on an image, found " + edge);
            }
        }
        if (right < left || bottom < top) {
            throw place.fault("the right edge must not be left of the left one, nor the lower above the upper, found "
                    + "left " + text(left) + ", right " + text(right) + ", upper " + text(top) + ", lower "
                    + text(bottom));
        }
        if (label.isEmpty()) {
            throw place.fault("the class is empty; expected a name");
        }
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** Left, upper, right and lower edge in whole pixels. */
    int[] edges(ImageHeader image) {
        int across = relative ? image.width() : 1;
        int down = relative ? image.height() : 1;
        return new int[] {
            (int) Math.round(left * across),
            (int) Math.round(top * down),
            (int) Math.round(right * across),
            (int) Math.round(bottom * down)
        };
    }
}
