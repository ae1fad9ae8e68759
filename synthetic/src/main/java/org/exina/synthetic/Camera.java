package org.exina.synthetic;

import org.exina.image.RgbImage;

/**
 * Turns light into an image: noise, enlargement, rounding to 8 bits.
 *
 * @param noise standard deviation of brightness noise, in grey levels
 * @param colourNoise the same for each colour on its own
 * @param seed of the noise
 */
record Camera(double noise, double colourNoise, long seed) {

    static Camera any(Chance chance) {
        return new Camera(chance.uniform(1.6, 3.8), chance.uniform(0.8, 2), chance.nextLong());
    }

    /** Adds noise to (3, height * width) planes in [0, 255]; it hangs on the place in the field, not on the cut. */
    void expose(float[][] planes, int left, int top, int width, int height) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float common = (float) noise * Noise.white(seed, left + x, top + y);
                for (int c = 0; c < 3; c++) {
                    planes[c][i] += common + (float) colourNoise * Noise.white(seed + 1 + c, left + x, top + y);
                }
            }
        }
    }

    /** Enlarges planes (bicubic, Catmull-Rom) and rounds them. */
    static RgbImage develop(float[][] planes, int width, int height, int toWidth, int toHeight) {
        byte[] pixels = new byte[3 * toWidth * toHeight];
        for (int c = 0; c < 3; c++) {
            float[] plane = enlarge(planes[c], width, height, toWidth, toHeight);
            for (int i = 0; i < plane.length; i++) {
                pixels[3 * i + c] = (byte) Math.max(0, Math.min(255, (int) (plane[i] + 0.5f)));
            }
        }
        return RgbImage.of(toWidth, toHeight, pixels);
    }

    private static float[] enlarge(float[] plane, int width, int height, int toWidth, int toHeight) {
        if (width == toWidth && height == toHeight) {
            return plane;
        }
        return down(across(plane, width, height, toWidth), toWidth, height, toHeight);
    }

    private static float[] across(float[] plane, int width, int height, int toWidth) {
        float[] out = new float[toWidth * height];
        float[] weights = new float[4];
        for (int x = 0; x < toWidth; x++) {
            int first = weights(x, width, toWidth, weights);
            for (int k = 0; k < 4; k++) {
                int from = Math.max(0, Math.min(width - 1, first + k));
                for (int y = 0; y < height; y++) {
                    out[y * toWidth + x] += weights[k] * plane[y * width + from];
                }
            }
        }
        return out;
    }

    private static float[] down(float[] plane, int width, int height, int toHeight) {
        float[] out = new float[width * toHeight];
        float[] weights = new float[4];
        for (int y = 0; y < toHeight; y++) {
            int first = weights(y, height, toHeight, weights);
            for (int k = 0; k < 4; k++) {
                int from = Math.max(0, Math.min(height - 1, first + k)) * width;
                for (int x = 0; x < width; x++) {
                    out[y * width + x] += weights[k] * plane[from + x];
                }
            }
        }
        return out;
    }

    /**
     * Fills in the weights of four neighbours.
     *
     * @return the index of the first
     */
    private static int weights(int to, int size, int toSize, float[] weights) {
        double centre = (to + 0.5) * size / toSize - 0.5;
        int first = (int) Math.floor(centre) - 1;
        float t = (float) (centre - first - 1);
        weights[0] = t * (-0.5f + t * (1 - 0.5f * t));
        weights[1] = 1 + t * t * (-2.5f + 1.5f * t);
        weights[2] = t * (0.5f + t * (2 - 1.5f * t));
        weights[3] = t * t * (-0.5f + 0.5f * t);
        return first;
    }
}
