package org.exina.sample;

import java.util.Arrays;

/** Gaussian blur of a (height, width) field, its edge pixels repeated outward. */
final class Blur {
    private Blur() {}

    /** @param sigma in pixels; below 0.2 nothing happens   @return a new array, or {@code field} itself */
    static float[] gaussian(float[] field, int width, int height, double sigma) {
        if (sigma < 0.2) {
            return field;
        }
        float[] kernel = kernel(sigma);
        return down(across(field, width, height, kernel), width, height, kernel);
    }

    private static float[] across(float[] field, int width, int height, float[] kernel) {
        int radius = kernel.length / 2;
        float[] out = new float[field.length];
        float[] padded = new float[width + 2 * radius];
        float[] sum = new float[width];
        for (int y = 0; y < height; y++) {
            int start = y * width;
            Arrays.fill(padded, 0, radius, field[start]);
            System.arraycopy(field, start, padded, radius, width);
            Arrays.fill(padded, radius + width, padded.length, field[start + width - 1]);
            Arrays.fill(sum, 0);
            for (int k = 0; k < kernel.length; k++) {
                float weight = kernel[k];
                for (int x = 0; x < width; x++) {
                    sum[x] += weight * padded[x + k];
                }
            }
            System.arraycopy(sum, 0, out, start, width);
        }
        return out;
    }

    private static float[] down(float[] field, int width, int height, float[] kernel) {
        int radius = kernel.length / 2;
        float[] out = new float[field.length];
        float[] sum = new float[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < kernel.length; k++) {
                int from = Math.max(0, Math.min(height - 1, y + k - radius)) * width;
                float weight = kernel[k];
                for (int x = 0; x < width; x++) {
                    sum[x] += weight * field[from + x];
                }
            }
            System.arraycopy(sum, 0, out, y * width, width);
        }
        return out;
    }

    /** How many pixels away the farthest lies that has a part in a blurred one. */
    static int radius(double sigma) {
        return (int) Math.ceil(2.6 * sigma);
    }

    private static float[] kernel(double sigma) {
        int radius = radius(sigma);
        float[] kernel = new float[2 * radius + 1];
        double total = 0;
        for (int i = -radius; i <= radius; i++) {
            total += StrictMath.exp(-i * i / (2 * sigma * sigma));
        }
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) (StrictMath.exp(-i * i / (2 * sigma * sigma)) / total);
        }
        return kernel;
    }
}
