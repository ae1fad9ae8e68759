package org.exina.augment;

import java.util.Arrays;
import org.exina.image.RgbImage;

/**
 * Draws an image through an affine map, bilinear, as Pillow's {@code Image.transform(AFFINE, BILINEAR)} does within the
 * image. Where it shrinks, each pixel is the mean of a grid of samples, so that nothing aliases.
 *
 * <p>Places are whole numbers of 2^-32 pixels. A pixel's three channels lie in one long, 21 bits apart, so that one
 * multiplication weighs all three: a weight has 12 bits and the four of a sample sum to 2^12, so a channel stays below
 * 2^20.
 */
final class Warp {
    private static final int LANE = 21;
    private static final long MASK = (1L << LANE) - 1;
    private static final int WEIGHT_BITS = 12;
    private static final int KEPT_BITS = 8; // of the fraction of a sample's value
    private static final long KEPT_MASK = 0xFFFFL | (0xFFFFL << LANE) | (0xFFFFL << (2 * LANE));
    private static final int MOST_SAMPLES = 1 << (LANE - 8 - KEPT_BITS); // a row of them is summed within its lane

    private final long[] in;
    private final int inWidth;
    private final int inHeight;
    private final Fill fill;
    private final long ground;

    private Warp(RgbImage image, Fill fill) {
        this.in = packed(image.pixels());
        this.inWidth = image.width();
        this.inHeight = image.height();
        this.fill = fill;
        int color = fill == Fill.BACKGROUND ? image.meanBorderColor() : 0;
        this.ground = pack((color >> 16) & 0xFF, (color >> 8) & 0xFF, color & 0xFF);
    }

    private static long[] packed(byte[] pixels) {
        long[] packed = new long[pixels.length / 3];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = pack(pixels[3 * i] & 0xFF, pixels[3 * i + 1] & 0xFF, pixels[3 * i + 2] & 0xFF);
        }
        return packed;
    }

    private static long pack(int red, int green, int blue) {
        return red | ((long) green << LANE) | ((long) blue << (2 * LANE));
    }

    /**
     * Draws an image through an affine map into {@code width} x {@code height} pixels.
     *
     * @param m see {@link Placement#matrix}
     */
    static RgbImage apply(RgbImage image, double[] m, int width, int height, Fill fill) {
        return new Warp(image, fill).draw(m, width, height, samplesPerSide(m));
    }

    /** As many as the map shrinks at most, in any direction; a shrinking by less than a quarter passes for none. */
    static int samplesPerSide(double[] m) {
        double sum = m[0] * m[0] + m[1] * m[1] + m[3] * m[3] + m[4] * m[4];
        double determinant = m[0] * m[4] - m[1] * m[3];
        double largest = Math.sqrt(
                (sum + Math.sqrt(Math.max(0, sum * sum - 4 * determinant * determinant))) / 2); // singular value
        return (int) Math.max(1, Math.min(MOST_SAMPLES, Math.ceil(largest - 0.25)));
    }

    private RgbImage draw(double[] m, int width, int height, int side) {
        byte[] out = new byte[3 * width * height];
        int[] sums = new int[3 * width];
        int divisor = side * side * (1 << KEPT_BITS);
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, divisor / 2);
            for (int row = 0; row < side; row++) {
                double u = 0.5 / side;
                double v = y + (row + 0.5) / side;
                addRow(
                        fixed(m[0] * u + m[1] * v + m[2] - 0.5),
                        fixed(m[3] * u + m[4] * v + m[5] - 0.5),
                        fixed(m[0] / side),
                        fixed(m[3] / side),
                        side,
                        sums);
            }
            for (int i = 0, to = 3 * y * width; i < sums.length; i++, to++) {
                out[to] = (byte) (sums[i] / divisor);
            }
        }
        return RgbImage.of(width, height, out);
    }

    private static long fixed(double value) {
        return Math.round(value * 0x1p32);
    }

    /**
     * Adds one row of samples.
     *
     * @param x of the first sample, from the middle of the first pixel, in units of 2^-32 pixels
     * @param y of the first sample, alike
     */
    private void addRow(long x, long y, long stepX, long stepY, int side, int[] sums) {
        for (int i = 0; i < sums.length; i += 3) {
            long sum = 0;
            for (int k = 0; k < side; k++) {
                sum += sample(x, y);
                x += stepX;
                y += stepY;
            }
            sums[i] += (int) (sum & MASK);
            sums[i + 1] += (int) ((sum >> LANE) & MASK);
            sums[i + 2] += (int) (sum >> (2 * LANE));
        }
    }

    /** What is seen at a place: three channels of 8 + 8 bits, 21 bits apart. */
    private long sample(long x, long y) {
        int left = (int) (x >> 32);
        int top = (int) (y >> 32);
        int wx = (int) x >>> (32 - WEIGHT_BITS);
        int wy = (int) y >>> (32 - WEIGHT_BITS);
        int w11 = (wx * wy) >> WEIGHT_BITS;
        int w01 = wx - w11; // right of it, above
        int w10 = wy - w11;
        int w00 = (1 << WEIGHT_BITS) - wx - w10;
        long value;
        if (left >= 0 && top >= 0 && left + 1 < inWidth && top + 1 < inHeight) {
            int at = top * inWidth + left;
            value = in[at] * w00 + in[at + 1] * w01 + in[at + inWidth] * w10 + in[at + inWidth + 1] * w11;
        } else {
            value = beyond(left, top) * w00
                    + beyond(left + 1, top) * w01
                    + beyond(left, top + 1) * w10
                    + beyond(left + 1, top + 1) * w11;
        }
        return (value >> (WEIGHT_BITS - KEPT_BITS)) & KEPT_MASK;
    }

    private long beyond(int x, int y) {
        int column = fill.at(x, inWidth);
        int row = fill.at(y, inHeight);
        return column < 0 || row < 0 ? ground : in[row * inWidth + column];
    }
}
