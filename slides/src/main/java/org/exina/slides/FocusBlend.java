package org.exina.slides;

import org.exina.image.RgbImage;

/** A mean of planes weighted by their sharpness, one plane in memory at a time. See {@link FocusStack#merge}. */
final class FocusBlend {
    private static final int STEP = 2; // of the Laplacian: what noise there is lies in finer details
    private static final int RADIUS = 6; // of the window, which is laid twice
    /** How far away a pixel still matters. */
    static final int REACH = STEP + 2 * RADIUS;

    private final int width;
    private final int height;
    private final float[] sums; // (height, width, 3)
    private final float[] weights;

    FocusBlend(int width, int height) {
        this.width = width;
        this.height = height;
        this.sums = new float[Math.multiplyExact(3 * width, height)];
        this.weights = new float[width * height];
    }

    void add(RgbImage plane) {
        byte[] pixels = plane.pixels();
        int[] sharpness = window(window(modifiedLaplacian(pixels)));
        for (int i = 0; i < weights.length; i++) {
            float s = 1 + sharpness[i] / 16f;
            float weight = s * s * (s * s);
            weights[i] += weight;
            for (int c = 0; c < 3; c++) {
                sums[3 * i + c] += weight * (pixels[3 * i + c] & 0xFF);
            }
        }
    }

    RgbImage image() {
        byte[] pixels = new byte[sums.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(sums[i] / weights[i / 3]);
        }
        return RgbImage.of(width, height, pixels);
    }

    /** |2 I - left - right| + |2 I - up - down|, of luminance; beyond the border its last pixels are repeated. */
    private int[] modifiedLaplacian(byte[] pixels) {
        int[] light = new int[weights.length];
        for (int i = 0; i < light.length; i++) {
            light[i] =
                    (299 * (pixels[3 * i] & 0xFF) + 587 * (pixels[3 * i + 1] & 0xFF) + 114 * (pixels[3 * i + 2] & 0xFF))
                            / 63; // 0 to 4047
        }
        int[] measure = new int[light.length];
        for (int y = 0, i = 0; y < height; y++) {
            int up = Math.max(0, y - STEP) * width;
            int down = Math.min(height - 1, y + STEP) * width;
            for (int x = 0; x < width; x++, i++) {
                int left = y * width + Math.max(0, x - STEP);
                int right = y * width + Math.min(width - 1, x + STEP);
                measure[i] = Math.abs(2 * light[i] - light[left] - light[right])
                        + Math.abs(2 * light[i] - light[up + x] - light[down + x]);
            }
        }
        return measure;
    }

    /** The mean about each pixel, in whole numbers: the same wherever the image is cut. */
    private int[] window(int[] values) {
        return transposed(rows(transposed(rows(values, width, height), width, height), height, width), height, width);
    }

    private static int[] rows(int[] values, int wide, int high) {
        int[] means = new int[values.length];
        for (int y = 0; y < high; y++) {
            int row = y * wide;
            long sum = 0;
            for (int x = -RADIUS; x <= RADIUS; x++) {
                sum += values[row + Math.min(Math.max(x, 0), wide - 1)];
            }
            for (int x = 0; x < wide; x++) {
                means[row + x] = (int) (sum / (2 * RADIUS + 1));
                sum += values[row + Math.min(x + RADIUS + 1, wide - 1)] - values[row + Math.max(x - RADIUS, 0)];
            }
        }
        return means;
    }

    private static int[] transposed(int[] values, int wide, int high) {
        int[] turned = new int[values.length];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                turned[x * high + y] = values[y * wide + x];
            }
        }
        return turned;
    }
}
