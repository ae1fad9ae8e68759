package org.exina.slides.annotation;

import org.exina.dataset.DatasetException;
import org.exina.image.file.ImageHeader;

/**
 * A box as it is written, not yet laid on its image.
 *
 * @param relative whether the edges are shares of the image's sides, and not pixels
 * @param written by which four numbers it is told
 */
record RawBox(
        double left,
        double top,
        double right,
        double bottom,
        boolean relative,
        Written written,
        String label,
        SourceLocation place) {
    private static final double FARTHEST = 1e9;

    /** How far a box may reach out of its image by rounding or a slip of the hand, as a share of the image's side. */
    private static final double SLACK = 0.02;

    /** By which four numbers a box is told. */
    enum Written {
        EDGES("left, upper, right and lower edge"),
        SIZE("left and upper edge, width and height"),
        CENTRE("centre, width and height");

        private final String title;

        Written(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    static RawBox pixels(double left, double top, double right, double bottom, String label, SourceLocation place)
            throws DatasetException {
        return of(left, top, right, bottom, false, Written.EDGES, label, place);
    }

    static RawBox shares(double left, double top, double right, double bottom, String label, SourceLocation place)
            throws DatasetException {
        return of(left, top, right, bottom, true, Written.EDGES, label, place);
    }

    /** Of a left and upper edge, a width and a height, in pixels. */
    static RawBox sized(double left, double top, double width, double height, String label, SourceLocation place)
            throws DatasetException {
        checkSize(width, height, place);
        return of(left, top, left + width, top + height, false, Written.SIZE, label, place);
    }

    /** Of shares of the image's sides. */
    static RawBox centred(double x, double y, double width, double height, String label, SourceLocation place)
            throws DatasetException {
        checkSize(width, height, place);
        return of(x - width / 2, y - height / 2, x + width / 2, y + height / 2, true, Written.CENTRE, label, place);
    }

    private static void checkSize(double width, double height, SourceLocation place) throws DatasetException {
        if (width < 0 || height < 0) {
            throw place.fault("a box's width and height must not be less than 0, got " + width + " and " + height);
        }
    }

    private static RawBox of(
            double left,
            double top,
            double right,
            double bottom,
            boolean relative,
            Written written,
            String label,
            SourceLocation place)
            throws DatasetException {
        RawBox drawn = new RawBox(left, top, right, bottom, relative, written, LabelledBox.label(label), place);
        drawn.check();
        return drawn;
    }

    /** The same numbers taken for shares of the image's sides. */
    RawBox asShares() {
        return new RawBox(left, top, right, bottom, true, written, label, place);
    }

    /** Whether these can hardly be pixels: a box of two of them shows nothing. */
    boolean looksLikeShares() {
        return !relative && Math.abs(left) <= 2 && Math.abs(top) <= 2 && right <= 2 && bottom <= 2;
    }

    /** Whether all edges are whole numbers. */
    boolean isWhole() {
        return left == Math.rint(left)
                && top == Math.rint(top)
                && right == Math.rint(right)
                && bottom == Math.rint(bottom);
    }

    /** Whether it reaches out of its image by more than rounding may. */
    boolean reachesOut(ImageHeader image) {
        return !isWithin(left, top, right, bottom, image);
    }

    /** Whether its four numbers, taken for the edges, are a box within the image. */
    boolean fitsAsEdges(ImageHeader image) {
        double width = right - left;
        double height = bottom - top;
        double first = written == Written.CENTRE ? (left + right) / 2 : left;
        double second = written == Written.CENTRE ? (top + bottom) / 2 : top;
        return width > first && height > second && isWithin(first, second, width, height, image);
    }

    private boolean isWithin(double first, double upper, double last, double lower, ImageHeader image) {
        double across = relative ? 1 : image.width();
        double down = relative ? 1 : image.height();
        return first >= -SLACK * across
                && upper >= -SLACK * down
                && last <= (1 + SLACK) * across
                && lower <= (1 + SLACK) * down;
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
