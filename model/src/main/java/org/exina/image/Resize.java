package org.exina.image;

import java.util.Arrays;

/**
 * Resizing to the bit as Pillow does ({@code Image.resize(size, resample)}, src/libImaging/Resample.c and Geometry.c of
 * Pillow 12): the filter is widened when an image shrinks, so nothing aliases; a horizontal pass, rounded to 8 bits,
 * then a vertical one; weights in fixed point.
 */
public final class Resize {
    /** Pillow's: 32 bits, less 8 of a sample, less 2 for what a negative lobe adds. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private static final int HALF = 1 << (PRECISION_BITS - 1);

    private Resize() {}

    /**
     * The image at a new size; the image itself if it has that size already.
     *
     * @param width at least 1
     * @param height at least 1
     */
    public static RgbImage resize(RgbImage image, int width, int height, Interpolation interpolation) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("expected a size of at least 1 x 1, got " + width + " x " + height);
        }
        if (width == image.width() && height == image.height()) {
            return image;
        }
        if (interpolation == Interpolation.NEAREST) {
            return nearest(image, width, height);
        }
        RgbImage narrowed =
                width == image.width() ? image : horizontal(image, weights(image.width(), width, interpolation));
        return height == image.height() ? narrowed : vertical(narrowed, weights(image.height(), height, interpolation));
    }

    /**
     * What each new sample is made of.
     *
     * @param first the first old sample of each new one
     * @param count how many old samples each new one has
     * @param fixed their weights, {@code taps} places for each new sample
     */
    @SuppressWarnings("ArrayRecordComponent") // a private tuple of one call
    private record Weights(int[] first, int[] count, int[] fixed, int taps) {}

    private static Weights weights(int oldSize, int newSize, Interpolation interpolation) {
        double scale = (double) oldSize / newSize;
        double filterScale = Math.max(scale, 1.0);
        double support = (interpolation == Interpolation.BICUBIC ? 2.0 : 1.0) * filterScale;
        int taps = (int) Math.ceil(support) * 2 + 1;
        Weights weights =
                new Weights(new int[newSize], new int[newSize], new int[Math.multiplyExact(newSize, taps)], taps);
        double[] exact = new double[taps];
        double shrink = 1.0 / filterScale;
        for (int i = 0; i < newSize; i++) {
            double center = (i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(oldSize, (int) (center + support + 0.5)) - first;
            double sum = 0;
            for (int k = 0; k < count; k++) {
                exact[k] = filter((k + first - center + 0.5) * shrink, interpolation);
                sum += exact[k];
            }
            for (int k = 0; k < count; k++) {
                double weight = (sum == 0 ? exact[k] : exact[k] / sum) * (1 << PRECISION_BITS);
                weights.fixed[i * taps + k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            weights.first[i] = first;
            weights.count[i] = count;
        }
        return weights;
    }

    private static double filter(double at, Interpolation interpolation) {
        double x = Math.abs(at);
        if (interpolation == Interpolation.BILINEAR) {
            return x < 1 ? 1 - x : 0;
        }
        double a = -0.5; // Keys, "Cubic convolution interpolation for digital image processing", 1981
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    private static RgbImage horizontal(RgbImage image, Weights weights) {
        int width = weights.first.length;
        int height = image.height();
        byte[] in = image.pixels();
        byte[] out = new byte[bytes(width, height)];
        int to = 0;
        for (int y = 0; y < height; y++) {
            int row = 3 * y * image.width();
            for (int x = 0; x < width; x++) {
                int from = row + 3 * weights.first[x];
                int k = x * weights.taps;
                int end = k + weights.count[x];
                int r = HALF;
                int g = HALF;
                int b = HALF;
                for (; k < end; k++, from += 3) {
                    int weight = weights.fixed[k];
                    r += (in[from] & 0xFF) * weight;
                    g += (in[from + 1] & 0xFF) * weight;
                    b += (in[from + 2] & 0xFF) * weight;
                }
                out[to++] = clip(r);
                out[to++] = clip(g);
                out[to++] = clip(b);
            }
        }
        return RgbImage.of(width, height, out);
    }

    /** Adds whole rows into one of sums: the memory is walked in order and the compiler makes vector code of it. */
    private static RgbImage vertical(RgbImage image, Weights weights) {
        int height = weights.first.length;
        int rowBytes = 3 * image.width();
        byte[] in = image.pixels();
        byte[] out = new byte[bytes(image.width(), height)];
        int[] sums = new int[rowBytes];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, HALF);
            for (int k = 0; k < weights.count[y]; k++) {
                addRow(in, (weights.first[y] + k) * rowBytes, weights.fixed[y * weights.taps + k], sums);
            }
            for (int i = 0, to = y * rowBytes; i < rowBytes; i++, to++) {
                out[to] = clip(sums[i]);
            }
        }
        return RgbImage.of(image.width(), height, out);
    }

    private static void addRow(byte[] in, int from, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (in[from + i] & 0xFF) * weight;
        }
    }

    private static RgbImage nearest(RgbImage image, int width, int height) {
        int[] columns = nearestOf(image.width(), width);
        int[] rows = nearestOf(image.height(), height);
        byte[] in = image.pixels();
        byte[] out = new byte[bytes(width, height)];
        int to = 0;
        for (int row : rows) {
            for (int column : columns) {
                int from = 3 * (row * image.width() + column);
                out[to++] = in[from];
                out[to++] = in[from + 1];
                out[to++] = in[from + 2];
            }
        }
        return RgbImage.of(width, height, out);
    }

    private static int[] nearestOf(int oldSize, int newSize) {
        int[] source = new int[newSize];
        double step = (double) oldSize / newSize;
        double at = step * 0.5;
        for (int i = 0; i < newSize; i++) { // summed up, not multiplied: so does Pillow, and it decides ties
            source[i] = Math.min((int) at, oldSize - 1);
            at += step;
        }
        return source;
    }

    private static int bytes(int width, int height) {
        long bytes = 3L * width * height;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("an image of " + width + " x " + height + " pixels is too large");
        }
        return (int) bytes;
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }
}
