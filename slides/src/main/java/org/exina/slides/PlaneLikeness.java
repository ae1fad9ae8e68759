package org.exina.slides;

import java.io.IOException;
import org.exina.image.PixelSource;
import org.exina.image.RgbImage;

/**
 * Whether two images may be planes of focus of one field: what lies where. Both are made small, by which what is blurred and
 * what is sharp become alike, and the light's slow changes over a field, which all fields have, are taken away.
 */
final class PlaneLikeness {
    private static final int SIDE = 64;
    private static final int AROUND = 8; // small pixels to each side that the light is the mean of
    /** In grey levels: below it, an image shows too little to tell by. */
    private static final double LEAST_CONTRAST = 3;
    /** Correlation of different fields is about 0, of planes over 0.5. */
    private static final double LEAST = 0.2;

    private final double[] structure;
    private final double contrast;

    /** Looks at a plane, once for all that it is compared with. */
    PlaneLikeness(PixelSource plane) throws IOException {
        structure = structure(plane.overview(SIDE));
        contrast = Math.sqrt(product(structure, structure));
    }

    boolean mayBeOneFieldWith(PlaneLikeness other) {
        return Math.min(contrast, other.contrast) < LEAST_CONTRAST
                || product(structure, other.structure) >= LEAST * contrast * other.contrast;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum / one.length;
    }

    /** Grey levels less the mean around each. */
    private static double[] structure(RgbImage image) {
        int width = image.width();
        int height = image.height();
        double[] grey = new double[width * height];
        for (int i = 0; i < grey.length; i++) {
            for (int c = 0; c < 3; c++) {
                grey[i] += (image.pixels()[3 * i + c] & 0xFF) / 3.0;
            }
        }
        double[] structure = new double[grey.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                int count = 0;
                for (int row = Math.max(0, y - AROUND); row <= Math.min(height - 1, y + AROUND); row++) {
                    for (int column = Math.max(0, x - AROUND); column <= Math.min(width - 1, x + AROUND); column++) {
                        sum += grey[row * width + column];
                        count++;
                    }
                }
                structure[y * width + x] = grey[y * width + x] - sum / count;
            }
        }
        return structure;
    }
}
