package org.exina.synthetic;

import java.util.Arrays;

/**
 * Bright-field optics: each slab is blurred by its distance from the plane of focus; absorbance darkens; delayed light
 * gives the bright and dark lines along edges (Becke lines), which change sides with the focus; steep edges throw light
 * out of the lens.
 *
 * <p>The lines follow the transport-of-intensity equation (Teague 1983, Deterministic phase retrieval: a Green's
 * function solution): out of focus by z, intensity changes by -z times the Laplacian of the delay. Red, green and blue
 * have slightly different focus, as in a real lens, hence the faint colours of the lines.
 *
 * @param focus depth of the plane of focus, in pixels
 * @param sharpest blur of what is in focus (sigma, pixels)
 * @param blurPerPx how fast blur grows with depth
 * @param dispersion focus of blue less focus of red, in pixels
 * @param lines strength of the Becke lines
 * @param loss strength of the loss at steep edges
 */
record Microscope(double focus, double sharpest, double blurPerPx, double dispersion, double lines, double loss) {

    /** Blur (sigma, pixels) of what lies so far from the plane of focus. */
    private double blur(double off) {
        return Math.sqrt(sharpest * sharpest + blurPerPx * blurPerPx * off * off);
    }

    /** How far blur carries light, in whole pixels, in a preparation of that half thickness. */
    int reach(double halfDepth) {
        return Blur.radius(blur(halfDepth + Math.abs(focus))) + 2; // and the neighbours that slopes are made of
    }

    Microscope focusedAt(double depth) {
        return new Microscope(depth, sharpest, blurPerPx, dispersion, lines, loss);
    }

    /** The light that comes through, (3, height * width): 1 where nothing lies. */
    float[][] look(Specimen specimen) {
        int width = specimen.width();
        int height = specimen.height();
        int pixels = width * height;
        float[][] absorbed = new float[3][pixels];
        float[][] bent = new float[3][pixels];
        float[] delay = new float[pixels];
        float[] curvature = new float[pixels];
        for (int slab = 0; slab < specimen.slabs(); slab++) {
            if (specimen.isEmpty(slab)) {
                continue;
            }
            double off = specimen.depth(slab) - focus;
            double sigma = blur(off);
            for (int c = 0; c < 3; c++) {
                add(absorbed[c], Blur.gaussian(specimen.layer(slab, c), width, height, sigma), 1);
            }
            float[] blurred = Blur.gaussian(specimen.layer(slab, 3), width, height, sigma);
            add(delay, blurred, 1);
            laplacian(blurred, width, height, curvature);
            for (int c = 0; c < 3; c++) {
                add(bent[c], curvature, (float) (lines * (off + dispersion * (c - 1))));
            }
        }
        float[] steep = steepness(delay, width, height);
        float[][] light = new float[3][pixels];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < pixels; i++) {
                light[c][i] = Exp.ofNegative(absorbed[c][i] + (float) loss * steep[i]) * soften(bent[c][i]);
            }
        }
        return light;
    }

    private static void add(float[] to, float[] from, float factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    /** 1 + v where v is small; never negative, never glaring. */
    private static float soften(float v) {
        return v >= 0 ? 1 + v / (1 + v * 1.6f) : 1 / (1 - v);
    }

    private static void laplacian(float[] field, int width, int height, float[] out) {
        Arrays.fill(out, 0);
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                out[i] = field[i - 1] + field[i + 1] + field[i - width] + field[i + width] - 4 * field[i];
            }
        }
    }

    /** Square of the slope, levelling off at 1. */
    private static float[] steepness(float[] field, int width, int height) {
        float[] out = new float[field.length];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                float dx = field[i + 1] - field[i - 1];
                float dy = field[i + width] - field[i - width];
                float square = 0.25f * (dx * dx + dy * dy);
                out[i] = square / (square + 0.05f);
            }
        }
        return out;
    }
}
