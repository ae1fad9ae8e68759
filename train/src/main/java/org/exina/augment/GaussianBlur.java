package org.exina.augment;

import java.util.Arrays;
import org.exina.image.RgbImage;
import org.exina.math.Normal;

/** Gaussian blur, cut off at three standard deviations, edge pixels repeated outward. */
final class GaussianBlur {
    private static final double LEAST_SIGMA = 0.1; // below it no value changes by one

    private GaussianBlur() {}

    /**
     * Blurs an image along both sides; one so little blurred that nobody sees it stays as it is.
     *
     * @param sigma in pixels
     */
    static RgbImage apply(RgbImage image, double sigma) {
        if (sigma < LEAST_SIGMA) {
            return image;
        }
        float[] kernel = Normal.kernel(sigma, (int) Math.ceil(3 * sigma));
        int rowLength = 3 * image.width();
        byte[] in = image.pixels();
        float[] across = new float[in.length];
        for (int y = 0; y < image.height(); y++) {
            across(in, y * rowLength, rowLength, kernel, across);
        }
        byte[] out = new byte[in.length];
        float[] sum = new float[rowLength];
        int radius = kernel.length / 2;
        for (int y = 0; y < image.height(); y++) {
            Arrays.fill(sum, 0.5f); // rounds
            for (int k = 0; k < kernel.length; k++) {
                int from = Math.max(0, Math.min(image.height() - 1, y + k - radius));
                addRow(across, from * rowLength, kernel[k], sum);
            }
            for (int i = 0; i < rowLength; i++) {
                out[y * rowLength + i] = (byte) Math.min(255, (int) sum[i]);
            }
        }
        return RgbImage.of(image.width(), image.height(), out);
    }

    private static void across(byte[] in, int start, int rowLength, float[] kernel, float[] out) {
        int radius = kernel.length / 2;
        float[] padded = new float[rowLength + 6 * radius];
        for (int i = 0; i < padded.length; i++) {
            int pixel = Math.max(0, Math.min(rowLength / 3 - 1, i / 3 - radius));
            padded[i] = in[start + 3 * pixel + i % 3] & 0xFF;
        }
        for (int k = 0; k < kernel.length; k++) {
            float weight = kernel[k];
            for (int i = 0; i < rowLength; i++) {
                out[start + i] += weight * padded[i + 3 * k];
            }
        }
    }

    private static void addRow(float[] rows, int from, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * rows[from + i];
        }
    }
}
