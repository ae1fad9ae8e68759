package org.exina.dataset;

import java.util.Optional;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;

/** An image made small, square and grey, for comparing: {@value #SIDE} x {@value #SIDE} values in [0, 255]. */
final class Thumbnail {
    static final int SIDE = 64;
    static final int PIXELS = SIDE * SIDE;

    private static final int BLACK = 3; // noise of a camera with its lid on
    private static final int WHITE = 252;
    private static final int ALMOST_BLACK = 24; // as 12 bits of a camera in a file of 16 come out

    private Thumbnail() {}

    /** Rows from the top, unsigned. */
    static byte[] of(RgbImage image) {
        byte[] rgb = Resize.resize(image, SIDE, SIDE, Interpolation.BILINEAR).pixels();
        byte[] grey = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            int red = rgb[3 * i] & 0xFF;
            int green = rgb[3 * i + 1] & 0xFF;
            int blue = rgb[3 * i + 2] & 0xFF;
            grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000); // ITU-R BT.601
        }
        return grey;
    }

    /** What an image that shows nothing is: "black all over"; empty for one that shows something. */
    static Optional<String> emptiness(byte[] grey) {
        int[] counts = new int[256];
        for (byte value : grey) {
            counts[value & 0xFF]++;
        }
        int lightest = valueAt(PIXELS - 1, counts);
        int darkest = valueAt(0, counts);
        if (lightest <= BLACK) {
            return Optional.of("black all over");
        }
        if (darkest >= WHITE) {
            return Optional.of("white all over");
        }
        if (lightest - darkest <= 1) {
            return Optional.of("of one colour all over");
        }
        int light = valueAt(PIXELS * 99 / 100, counts);
        return light <= ALMOST_BLACK
                ? Optional.of("almost black: hardly a part of it is lighter than " + light + " of 255")
                : Optional.empty();
    }

    /** The value that stands at a place when all are sorted. */
    private static int valueAt(int place, int[] counts) {
        int value = 0;
        for (int before = counts[0]; before <= place; before += counts[value]) {
            value++;
        }
        return value;
    }

    static float[] floats(byte[] grey) {
        float[] values = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            values[i] = grey[i] & 0xFF;
        }
        return values;
    }

    /** As {@link DihedralView#apply} turns images. */
    static float[] view(float[] grey, DihedralView view) {
        float[] out = new float[PIXELS];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int sx = x;
                int sy = y;
                for (int turn = 0; turn < view.turns(); turn++) {
                    int old = sx;
                    sx = SIDE - 1 - sy;
                    sy = old;
                }
                out[y * SIDE + x] = grey[sy * SIDE + (view.mirrored() ? SIDE - 1 - sx : sx)];
            }
        }
        return out;
    }
}
