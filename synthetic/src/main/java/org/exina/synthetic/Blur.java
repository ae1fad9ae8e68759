package org.exina.synthetic;

import java.util.Arrays;
import org.exina.math.Normal;

/**
 * Gaussian blur of a (height, width) field, its edge pixels repeated outward. Of each row only the part between its first
 * and last value other than 0 is worked on: most of a slab is empty.
 */
final class Blur {
    private final int width;
    private final int height;
    private final float[] kernel;
    private final int radius;
    private final int[] from; // of each row, the first column that is worked on
    private final int[] to; // and the first behind them; not greater than from when the row is empty

    private Blur(int width, int height, double sigma) {
        this.width = width;
        this.height = height;
        this.kernel = Normal.kernel(sigma, radius(sigma));
        this.radius = kernel.length / 2;
        this.from = new int[height];
        this.to = new int[height];
    }

    /**
     * Blurs a field (height, width).
     *
     * @param sigma in pixels; below 0.2 nothing happens
     * @return a new array, or {@code field} itself
     */
    static float[] gaussian(float[] field, int width, int height, double sigma) {
        if (sigma < 0.2) {
            return field;
        }
        Blur blur = new Blur(width, height, sigma);
        return blur.down(blur.across(field));
    }

    private float[] across(float[] field) {
        float[] out = new float[field.length];
        float[] padded = new float[width + 2 * radius];
        for (int y = 0; y < height; y++) {
            int start = y * width;
            if (!findValues(field, y)) {
                continue;
            }
            Arrays.fill(padded, 0, radius, field[start]);
            System.arraycopy(field, start, padded, radius, width);
            Arrays.fill(padded, radius + width, padded.length, field[start + width - 1]);
            for (int k = 0; k < kernel.length; k++) {
                float weight = kernel[k];
                for (int x = from[y]; x < to[y]; x++) {
                    out[start + x] += weight * padded[x + k];
                }
            }
        }
        return out;
    }

    /**
     * Finds the columns of a row that its values reach.
     *
     * @return whether there are any
     */
    private boolean findValues(float[] field, int y) {
        int start = y * width;
        int first = 0;
        while (first < width && field[start + first] == 0) {
            first++;
        }
        int last = width - 1;
        while (last > first && field[start + last] == 0) {
            last--;
        }
        from[y] = Math.max(0, first - radius);
        to[y] = first == width ? 0 : Math.min(width, last + radius + 1);
        return first < width;
    }

    private float[] down(float[] field) {
        float[] out = new float[field.length];
        for (int y = 0; y < height; y++) {
            int start = y * width;
            for (int k = 0; k < kernel.length; k++) {
                int row = Math.max(0, Math.min(height - 1, y + k - radius));
                int source = row * width;
                float weight = kernel[k];
                for (int x = from[row]; x < to[row]; x++) {
                    out[start + x] += weight * field[source + x];
                }
            }
        }
        return out;
    }

    /** How many pixels away the farthest lies that has a part in a blurred one. */
    static int radius(double sigma) {
        return (int) Math.ceil(2.6 * sigma);
    }
}
