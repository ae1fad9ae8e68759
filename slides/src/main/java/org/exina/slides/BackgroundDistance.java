package org.exina.slides;

import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.exina.image.RgbImage;

/**
 * How far each pixel's colour lies from the background's, in grey levels: the background is levelled by a quadratic
 * surface for each channel, fitted to what is no grain (pixels within 3.5 of the noise, six rounds). Bright and dark field
 * are the same to it, as are stained and pale grains.
 *
 * <p>ImageJ's rolling ball does as well where its radius is right, but has to be told one, and whether the field is bright
 * or dark: docs/decisions/finding.md.
 */
final class BackgroundDistance {
    private static final int ROUNDS = 6;
    private static final int TERMS = 6;
    private static final double NEAR_NOISE = 3.5;
    private static final double NEAR_MODE = 28; // grey levels: how uneven the light may be before the first fit
    private static final double LEAST_NOISE = 0.7; // of what JPEG made flat
    private static final int FIT_PIXELS = 40_000;
    private static final double FRAME = 0.03; // of the shorter side: where a cut image shows background

    private final int width;
    private final int height;
    private final float[] distance;
    private final double noise;

    private BackgroundDistance(int width, int height, float[] distance, double noise) {
        this.width = width;
        this.height = height;
        this.distance = distance;
        this.noise = noise;
    }

    static BackgroundDistance of(RgbImage field) {
        int width = field.width();
        int height = field.height();
        float[][] channels = channels(field);
        int step = (int) Math.max(1, Math.floor(Math.sqrt((double) width * height / FIT_PIXELS)));
        int[] fitted = grid(width, height, step);
        boolean[] background = nearMode(channels, fitted);
        double[][] surfaces = new double[3][];
        double[] noise = new double[3];
        for (int round = 0; round < ROUNDS; round++) {
            float[][] rest = new float[3][];
            for (int c = 0; c < 3; c++) {
                surfaces[c] = fit(channels[c], fitted, background, width, height);
                rest[c] = rest(channels[c], fitted, surfaces[c], width, height);
                noise[c] = noise(rest[c], background);
            }
            for (int i = 0; i < fitted.length; i++) {
                background[i] = Math.abs(rest[0][i]) < NEAR_NOISE * noise[0]
                        && Math.abs(rest[1][i]) < NEAR_NOISE * noise[1]
                        && Math.abs(rest[2][i]) < NEAR_NOISE * noise[2];
            }
        }
        double all = Math.sqrt(noise[0] * noise[0] + noise[1] * noise[1] + noise[2] * noise[2]);
        return new BackgroundDistance(width, height, distances(channels, surfaces, width, height), all);
    }

    /**
     * The contrast of an image that a grain may fill most of: the background has one colour, the commonest along the
     * border.
     */
    static BackgroundDistance ofCut(RgbImage image) {
        int width = image.width();
        int height = image.height();
        float[][] channels = channels(image);
        int[] frame = frame(width, height);
        boolean[] background = nearMode(channels, frame);
        double[][] surfaces = new double[3][TERMS];
        double squares = 0;
        for (int c = 0; c < 3; c++) {
            surfaces[c][0] = median(channels[c], frame, background);
            double noise = noise(rest(channels[c], frame, surfaces[c], width, height), background);
            squares += noise * noise;
        }
        return new BackgroundDistance(width, height, distances(channels, surfaces, width, height), Math.sqrt(squares));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** (height, width); not to be written to. */
    float[] distance() {
        return distance;
    }

    /** Of the background, in grey levels: the standard deviation, were there no grains. */
    double noise() {
        return noise;
    }

    /** How many pixels there are of each distance, in whole grey levels; what is farther counts for 255. */
    int[] histogram() {
        int[] histogram = new int[256];
        for (float each : distance) {
            histogram[Math.min(255, (int) each)]++;
        }
        return histogram;
    }

    /** Smoothed, so that grain and noise of the camera matter less. */
    private static float[][] channels(RgbImage field) {
        byte[] pixels = field.pixels();
        float[][] channels = new float[3][];
        for (int c = 0; c < 3; c++) {
            float[] values = new float[pixels.length / 3];
            for (int i = 0; i < values.length; i++) {
                values[i] = pixels[3 * i + c] & 0xFF;
            }
            if (field.width() > 2 && field.height() > 2) {
                FloatProcessor smoothed = new FloatProcessor(field.width(), field.height(), values);
                smoothed.filter(ImageProcessor.BLUR_MORE);
                smoothed.filter(ImageProcessor.BLUR_MORE);
                values = (float[]) smoothed.getPixels();
            }
            channels[c] = values;
        }
        return channels;
    }

    /** Pixels along the border. */
    private static int[] frame(int width, int height) {
        int wide = (int) Math.max(2, FRAME * Math.min(width, height));
        return IntStream.range(0, width * height)
                .filter(at -> Math.min(at % width, width - 1 - at % width) < wide
                        || Math.min(at / width, height - 1 - at / width) < wide)
                .toArray();
    }

    /** Of one channel, where there is background. */
    private static double median(float[] channel, int[] pixels, boolean[] background) {
        double[] values = IntStream.range(0, pixels.length)
                .filter(i -> background[i])
                .mapToDouble(i -> channel[pixels[i]])
                .sorted()
                .toArray();
        return values[values.length / 2];
    }

    private static int[] grid(int width, int height, int step) {
        int across = (width + step - 1) / step;
        int[] at = new int[across * ((height + step - 1) / step)];
        for (int i = 0; i < at.length; i++) {
            at[i] = (i / across) * step * width + (i % across) * step;
        }
        return at;
    }

    /** What has about the commonest colour. */
    private static boolean[] nearMode(float[][] channels, int[] fitted) {
        int[] counts = new int[4096]; // 16 levels a channel
        for (int at : fitted) {
            counts[cell(channels, at)]++;
        }
        int commonest = 0;
        for (int i = 1; i < counts.length; i++) {
            commonest = counts[i] > counts[commonest] ? i : commonest;
        }
        double[] color = {16 * (commonest >> 8) + 8.0, 16 * (commonest >> 4 & 15) + 8.0, 16 * (commonest & 15) + 8.0};
        boolean[] near = new boolean[fitted.length];
        for (int i = 0; i < fitted.length; i++) {
            near[i] = true;
            for (int c = 0; c < 3; c++) {
                near[i] &= Math.abs(channels[c][fitted[i]] - color[c]) < NEAR_MODE;
            }
        }
        return near;
    }

    private static int cell(float[][] channels, int at) {
        return ((int) channels[0][at] >> 4) << 8 | ((int) channels[1][at] >> 4) << 4 | (int) channels[2][at] >> 4;
    }

    /** Least squares of 1, u, v, u u, u v, v v; u and v from -1 to 1. A little ridge holds it where little is background. */
    private static double[] fit(float[] channel, int[] fitted, boolean[] background, int width, int height) {
        double[][] equations = new double[TERMS][TERMS + 1];
        double[] terms = new double[TERMS];
        for (int i = 0; i < fitted.length; i++) {
            if (background[i]) {
                terms(fitted[i] % width, fitted[i] / width, width, height, terms);
                for (int a = 0; a < TERMS; a++) {
                    for (int b = 0; b < TERMS; b++) {
                        equations[a][b] += terms[a] * terms[b];
                    }
                    equations[a][TERMS] += terms[a] * channel[fitted[i]];
                }
            }
        }
        double count = equations[0][0];
        for (int a = 0; a < TERMS; a++) {
            equations[a][a] += (a == 0 ? 0 : 1e-3 * count) + 1e-9;
        }
        return solved(equations);
    }

    /** Gauss and Jordan; the equations are symmetric and positive, so no pivot is 0. */
    private static double[] solved(double[][] equations) {
        for (int a = 0; a < TERMS; a++) {
            double pivot = equations[a][a];
            for (int b = a; b <= TERMS; b++) {
                equations[a][b] /= pivot;
            }
            for (int row = 0; row < TERMS; row++) {
                double factor = equations[row][a];
                for (int b = a; row != a && b <= TERMS; b++) {
                    equations[row][b] -= factor * equations[a][b];
                }
            }
        }
        return Arrays.stream(equations).mapToDouble(row -> row[TERMS]).toArray();
    }

    private static void terms(int x, int y, int width, int height, double[] terms) {
        double u = 2.0 * x / width - 1;
        double v = 2.0 * y / height - 1;
        terms[0] = 1;
        terms[1] = u;
        terms[2] = v;
        terms[3] = u * u;
        terms[4] = u * v;
        terms[5] = v * v;
    }

    private static float[] rest(float[] channel, int[] fitted, double[] surface, int width, int height) {
        float[] rest = new float[fitted.length];
        double[] terms = new double[TERMS];
        for (int i = 0; i < fitted.length; i++) {
            terms(fitted[i] % width, fitted[i] / width, width, height, terms);
            rest[i] = (float) (channel[fitted[i]] - level(surface, terms));
        }
        return rest;
    }

    private static double level(double[] surface, double[] terms) {
        double level = 0;
        for (int a = 0; a < TERMS; a++) {
            level += surface[a] * terms[a];
        }
        return level;
    }

    /** From the median distance, which a few grains do not move. */
    private static double noise(float[] rest, boolean[] background) {
        float[] distances = new float[rest.length];
        int count = 0;
        for (int i = 0; i < rest.length; i++) {
            if (background[i]) {
                distances[count++] = Math.abs(rest[i]);
            }
        }
        Arrays.sort(distances, 0, count);
        return count == 0 ? LEAST_NOISE : Math.max(LEAST_NOISE, 1.4826 * distances[count / 2]);
    }

    private static float[] distances(float[][] channels, double[][] surfaces, int width, int height) {
        float[] distance = new float[width * height];
        double[] terms = new double[TERMS];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                terms(x, y, width, height, terms);
                double sum = 0;
                for (int c = 0; c < 3; c++) {
                    double d = channels[c][i] - level(surfaces[c], terms);
                    sum += d * d;
                }
                distance[i] = (float) Math.sqrt(sum);
            }
        }
        return distance;
    }
}
