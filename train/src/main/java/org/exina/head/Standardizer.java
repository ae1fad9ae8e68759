package org.exina.head;

import java.util.Arrays;

/**
 * Brings each feature to mean 0 and variance 1 over the training samples (dividing by n, as scikit-learn's
 * {@code StandardScaler}). A feature that does not vary gets a scale of 1.
 */
public final class Standardizer {
    private final double[] mean;
    private final double[] scale;
    private final boolean[] constant;

    private Standardizer(double[] mean, double[] scale, boolean[] constant) {
        this.mean = mean;
        this.scale = scale;
        this.constant = constant;
    }

    public static Standardizer of(TrainingSet set) {
        int n = set.samples();
        int d = set.features();
        double[] mean = new double[d];
        for (int i = 0; i < n; i++) {
            float[] row = set.row(i);
            for (int j = 0; j < d; j++) {
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < d; j++) {
            mean[j] /= n;
        }
        double[] scale = new double[d];
        for (int i = 0; i < n; i++) {
            float[] row = set.row(i);
            for (int j = 0; j < d; j++) {
                double difference = row[j] - mean[j];
                scale[j] += difference * difference;
            }
        }
        boolean[] constant = new boolean[d];
        for (int j = 0; j < d; j++) {
            constant[j] = isConstant(scale[j] / n, mean[j], n);
            scale[j] = constant[j] ? 1 : Math.sqrt(scale[j] / n);
        }
        return new Standardizer(mean, scale, constant);
    }

    /** Whether a variance is only rounding. Bound of Chan, Golub and LeVeque (1983) for the two-pass algorithm. */
    static boolean isConstant(double variance, double mean, int n) {
        double epsilon = Math.ulp(1.0);
        double rounding = n * mean * epsilon;
        return variance <= n * epsilon * variance + rounding * rounding;
    }

    /** All samples, standardised: (samples, features). */
    double[][] apply(TrainingSet set) {
        double[][] result = new double[set.samples()][mean.length];
        for (int i = 0; i < result.length; i++) {
            apply(set.row(i), 0, result[i]);
        }
        return result;
    }

    /** A part of a sample, from some feature on, standardised into {@code to}. */
    void apply(float[] row, int from, double[] to) {
        for (int j = 0; j < to.length; j++) {
            int f = from + j;
            to[j] = constant[f] ? 0 : (row[f] - mean[f]) / scale[f];
        }
    }

    boolean isConstant(int feature) {
        return constant[feature];
    }

    /** What a standardised feature is multiplied by to have its own unit again. */
    double scale(int feature) {
        return scale[feature];
    }

    /** What it does to one sample, in single precision; a feature that does not vary becomes 0. */
    public FeatureScaling scaling() {
        float[] shift = new float[mean.length];
        float[] factor = new float[mean.length];
        for (int j = 0; j < mean.length; j++) {
            shift[j] = (float) mean[j];
            factor[j] = constant[j] ? 0 : (float) (1 / scale[j]);
        }
        return new FeatureScaling(shift, factor);
    }

    /** Features that vary. */
    int varying() {
        int count = 0;
        for (boolean c : constant) {
            count += c ? 0 : 1;
        }
        return count;
    }

    /** A standardised sample as it was. */
    double[] restored(double[] standardized) {
        double[] result = new double[mean.length];
        Arrays.setAll(result, j -> standardized[j] * scale[j] + mean[j]);
        return result;
    }

    /** Makes weights for standardised features into weights for features as they are, in place. */
    void fold(double[][] weights, double[] intercepts) {
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < mean.length; j++) {
                weights[k][j] = constant[j] ? 0 : weights[k][j] / scale[j];
                intercepts[k] -= weights[k][j] * mean[j];
            }
        }
    }
}
