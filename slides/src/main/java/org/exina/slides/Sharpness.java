package org.exina.slides;

import java.util.Arrays;
import org.exina.image.RgbImage;

/** How wide the edges in an image are. */
final class Sharpness {
    private Sharpness() {}

    /**
     * The width of the steepest edges, in pixels: the range of brightness (2nd to 98th percentile) by the 99th percentile
     * of its slope, both of luminance averaged over 2 x 2 pixels.
     *
     * @return infinite for an image without slope, or smaller than 4 x 4 pixels
     */
    static double edgeWidth(RgbImage image) {
        int width = image.width() - 1;
        int height = image.height() - 1;
        if (width < 3 || height < 3) {
            return Double.POSITIVE_INFINITY;
        }
        float[] light = light(image, width, height);
        float[] slopes = new float[(width - 2) * (height - 2)];
        int count = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                float across = (light[at + 1] - light[at - 1]) / 2;
                float down = (light[at + width] - light[at - width]) / 2;
                slopes[count++] = across * across + down * down;
            }
        }
        Arrays.sort(light);
        Arrays.sort(slopes);
        double steepest = Math.sqrt(slopes[(int) (0.99 * (count - 1))]);
        double range = light[(int) (0.98 * (light.length - 1))] - light[(int) (0.02 * (light.length - 1))];
        return steepest == 0 ? Double.POSITIVE_INFINITY : range / steepest;
    }

    private static float[] light(RgbImage image, int width, int height) {
        byte[] pixels = image.pixels();
        int row = 3 * image.width();
        float[] light = new float[width * height];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                int at = y * row + 3 * x;
                light[i] = (luminance(pixels, at)
                                + luminance(pixels, at + 3)
                                + luminance(pixels, at + row)
                                + luminance(pixels, at + row + 3))
                        / 4;
            }
        }
        return light;
    }

    private static float luminance(byte[] pixels, int at) {
        return 0.299f * (pixels[at] & 0xFF) + 0.587f * (pixels[at + 1] & 0xFF) + 0.114f * (pixels[at + 2] & 0xFF);
    }
}
