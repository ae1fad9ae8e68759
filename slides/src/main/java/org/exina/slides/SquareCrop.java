package org.exina.slides;

import java.io.IOException;
import org.exina.image.Box;
import org.exina.image.RgbImage;

/** Cuts candidates out of a field with what lies around them; what lies beyond the field's border repeats its last pixels. */
public final class SquareCrop {
    private SquareCrop() {}

    /** Reads rectangles of a field. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads a rectangle of the field.
         *
         * @param box all of it within the field
         */
        RgbImage read(Box box) throws IOException;

        /** Of an image in memory. */
        static Reader of(RgbImage field) {
            return box -> field.part(box.x(), box.y(), box.width(), box.height());
        }
    }

    /**
     * The square around the middle of a box.
     *
     * @param margin its side by the box's longer one
     * @param width of the field in pixels
     * @param height of the field in pixels
     */
    public static RgbImage square(Reader field, int width, int height, Box box, double margin) throws IOException {
        double side = Math.max(box.width(), box.height()) * margin;
        return cut(field, width, height, around(box, side, side));
    }

    /**
     * The rectangle around the middle of a box, of its proportions.
     *
     * @param margin its sides by the box's
     * @param width of the field in pixels
     * @param height of the field in pixels
     */
    static RgbImage rectangle(Reader field, int width, int height, Box box, double margin) throws IOException {
        return cut(field, width, height, around(box, box.width() * margin, box.height() * margin));
    }

    private static Box around(Box box, double across, double down) {
        int wide = (int) Math.max(1, Math.round(across));
        int high = (int) Math.max(1, Math.round(down));
        return new Box(
                (int) Math.floor(box.x() + (box.width() - wide) / 2.0),
                (int) Math.floor(box.y() + (box.height() - high) / 2.0),
                wide,
                high);
    }

    private static RgbImage cut(Reader field, int width, int height, Box wanted) throws IOException {
        Box there = wanted.clipped(width, height);
        RgbImage part = field.read(there);
        return there.equals(wanted) ? part : repeated(part, there, wanted);
    }

    private static RgbImage repeated(RgbImage part, Box there, Box wanted) {
        byte[] from = part.pixels();
        byte[] to = new byte[3 * wanted.width() * wanted.height()];
        for (int row = 0, at = 0; row < wanted.height(); row++) {
            int y = Math.min(Math.max(wanted.y() + row - there.y(), 0), there.height() - 1);
            for (int column = 0; column < wanted.width(); column++, at += 3) {
                int x = Math.min(Math.max(wanted.x() + column - there.x(), 0), there.width() - 1);
                System.arraycopy(from, 3 * (y * there.width() + x), to, at, 3);
            }
        }
        return RgbImage.of(wanted.width(), wanted.height(), to);
    }
}
