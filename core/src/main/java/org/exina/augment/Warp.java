package org.exina.augment;

import org.exina.image.RgbImage;

/**
 * Draws a picture through an affine map, bilinear, as Pillow's {@code Image.transform(AFFINE, BILINEAR)} does within the
 * picture. Where it shrinks, each pixel is the mean of a grid of samples, so that nothing aliases.
 */
final class Warp {
    private static final int BITS = 11; // of a weight: two of them and 8 of a sample stay within an int
    private static final int ONE = 1 << BITS;

    private final byte[] in;
    private final int inWidth;
    private final int inHeight;
    private final Fill fill;
    private final int ground;

    private Warp(RgbImage image, Fill fill) {
        this.in = image.pixels();
        this.inWidth = image.width();
        this.inHeight = image.height();
        this.fill = fill;
        this.ground = fill == Fill.BACKGROUND ? image.meanBorderColor() : 0;
    }

    /** @param m see {@link Placement#matrix} */
    static RgbImage apply(RgbImage image, double[] m, int width, int height, Fill fill) {
        return new Warp(image, fill).draw(m, width, height, samplesPerSide(m));
    }

    /** As many as the map shrinks at most, in any direction; a shrinking by less than a quarter passes for none. */
    static int samplesPerSide(double[] m) {
        double sum = m[0] * m[0] + m[1] * m[1] + m[3] * m[3] + m[4] * m[4];
        double determinant = m[0] * m[4] - m[1] * m[3];
        double largest = Math.sqrt(
                (sum + Math.sqrt(Math.max(0, sum * sum - 4 * determinant * determinant))) / 2); // singular value
        return (int) Math.max(1, Math.ceil(largest - 0.25));
    }

    private RgbImage draw(double[] m, int width, int height, int side) {
        byte[] out = new byte[3 * width * height];
        int divisor = 256 * side * side;
        int[] sums = new int[3];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sums[0] = sums[1] = sums[2] = divisor / 2;
                addPixel(m, x, y, side, sums);
                out[to++] = (byte) (sums[0] / divisor);
                out[to++] = (byte) (sums[1] / divisor);
                out[to++] = (byte) (sums[2] / divisor);
            }
        }
        return RgbImage.of(width, height, out);
    }

    private void addPixel(double[] m, int x, int y, int side, int[] sums) {
        for (int row = 0; row < side; row++) {
            double v = y + (row + 0.5) / side;
            for (int column = 0; column < side; column++) {
                double u = x + (column + 0.5) / side;
                sample(m[0] * u + m[1] * v + m[2] - 0.5, m[3] * u + m[4] * v + m[5] - 0.5, sums);
            }
        }
    }

    /** Adds what is seen at a place, in 256ths. @param x, y from the middle of the first pixel */
    private void sample(double x, double y, int[] sums) {
        int fixedX = (int) Math.floor(x * ONE + 0.5);
        int fixedY = (int) Math.floor(y * ONE + 0.5);
        int left = fixedX >> BITS;
        int top = fixedY >> BITS;
        int wx = fixedX & (ONE - 1);
        int wy = fixedY & (ONE - 1);
        if (left < 0 || top < 0 || left + 1 >= inWidth || top + 1 >= inHeight) {
            sampleBeyond(left, top, wx, wy, sums);
            return;
        }
        int at = 3 * (top * inWidth + left);
        int below = at + 3 * inWidth;
        for (int c = 0; c < 3; c++) {
            int upper = (in[at + c] & 0xFF) * (ONE - wx) + (in[at + 3 + c] & 0xFF) * wx;
            int lower = (in[below + c] & 0xFF) * (ONE - wx) + (in[below + 3 + c] & 0xFF) * wx;
            sums[c] += (upper * (ONE - wy) + lower * wy) >> (2 * BITS - 8);
        }
    }

    private void sampleBeyond(int left, int top, int wx, int wy, int[] sums) {
        int x0 = fill.at(left, inWidth);
        int x1 = fill.at(left + 1, inWidth);
        int y0 = fill.at(top, inHeight);
        int y1 = fill.at(top + 1, inHeight);
        for (int c = 0; c < 3; c++) {
            int upper = value(x0, y0, c) * (ONE - wx) + value(x1, y0, c) * wx;
            int lower = value(x0, y1, c) * (ONE - wx) + value(x1, y1, c) * wx;
            sums[c] += (upper * (ONE - wy) + lower * wy) >> (2 * BITS - 8);
        }
    }

    private int value(int x, int y, int channel) {
        return x < 0 || y < 0 ? ground >> (16 - 8 * channel) & 0xFF : in[3 * (y * inWidth + x) + channel] & 0xFF;
    }
}
