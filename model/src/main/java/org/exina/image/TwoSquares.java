package org.exina.image;

import java.util.List;

/**
 * The two largest squares at the two ends of an image: of 2 x 3 pixels the upper left 2 x 2 and the lower right 2 x 2.
 * They overlap where the image is less than twice as long as it is wide.
 */
public final class TwoSquares {
    private TwoSquares() {}

    /** Both, the left or upper one first; one when the image is square. In the image's own pixels. */
    public static List<RgbImage> of(RgbImage image) {
        int w = image.width();
        int h = image.height();
        int side = Math.min(w, h);
        return w == h
                ? List.of(image)
                : List.of(image.part(0, 0, side, side), image.part(w - side, h - side, side, side));
    }

    /** How many {@link #of} gives for an image of this size. */
    public static int count(int width, int height) {
        return width == height ? 1 : 2;
    }
}
