package org.exina.head;

import org.exina.matrix.Matrices;

/**
 * The intensity with which an empirical covariance is drawn towards a multiple of the identity: O. Ledoit, M. Wolf, A
 * well-conditioned estimator for large-dimensional covariance matrices, Journal of Multivariate Analysis 88 (2004),
 * lemma 3.2 and section 3.3, the sums over features turned into sums over samples, so that no (features, features)
 * matrix is made.
 */
final class Shrinkage {
    private final double intensity;
    private final double target;

    private Shrinkage(double intensity, double target) {
        this.intensity = intensity;
        this.target = target;
    }

    /**
     * Estimates the intensity from centred samples.
     *
     * @param centred (samples, columns), each column of mean 0
     * @param features columns that count; those left out are all 0
     */
    static Shrinkage ledoitWolf(double[][] centred, int features) {
        return ledoitWolf(Matrices.gram(centred), centred.length, features);
    }

    /**
     * Estimates the intensity from nothing but products of samples.
     *
     * @param gram products of the samples, (samples, samples)
     */
    static Shrinkage ledoitWolf(double[][] gram, int samples, int features) {
        double n = samples;
        double trace = 0;
        double fourth = 0; // sum of the squared squared lengths of the samples
        double squared = 0; // squared norm of the gram matrix, which is that of the scatter matrix
        for (int i = 0; i < gram.length; i++) {
            trace += gram[i][i] / n;
            fourth += gram[i][i] * gram[i][i];
            squared += Matrices.dot(gram[i], gram[i]);
        }
        squared /= n * n;
        double mu = trace / features;
        double delta = (squared - 2 * mu * trace + features * mu * mu) / features;
        double beta = Math.max(0, (fourth / n - squared) / (features * n));
        return new Shrinkage(beta == 0 ? 0 : Math.min(1, beta / delta), mu);
    }

    static Shrinkage fixed(double intensity, double[][] centred, int features) {
        double sum = 0;
        for (double[] row : centred) {
            sum += Matrices.dot(row, row);
        }
        return new Shrinkage(intensity, sum / centred.length / features);
    }

    /** In [0, 1]; 1 keeps nothing of the empirical covariance. */
    double intensity() {
        return intensity;
    }

    /** The mean variance, which the diagonal is drawn towards. */
    double target() {
        return target;
    }
}
