package org.exina.head;

import java.util.Arrays;
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
        double[] squares = new double[gram.length];
        Arrays.setAll(squares, i -> gram[i][i]);
        return ledoitWolf(squares, gram, samples, features);
    }

    /**
     * Estimates the intensity from products of samples or of features, whichever are fewer.
     *
     * @param squares those of the lengths of the samples
     * @param products (samples, samples) or (features, features), summed up over the others
     */
    static Shrinkage ledoitWolf(double[] squares, double[][] products, int samples, int features) {
        double n = samples;
        double trace = 0;
        double fourth = 0; // sum of the squared squared lengths of the samples
        for (double square : squares) {
            trace += square / n;
            fourth += square * square;
        }
        double squared = 0; // squared norm of the gram matrix, which is that of the scatter matrix
        for (double[] row : products) {
            squared += Matrices.dot(row, row);
        }
        squared /= n * n;
        double mu = trace / features;
        double delta = (squared - 2 * mu * trace + features * mu * mu) / features;
        double beta = Math.max(0, (fourth / n - squared) / (features * n));
        return new Shrinkage(beta == 0 ? 0 : Math.min(1, beta / delta), mu);
    }

    /** One that is given, with the target that the squared lengths of the samples give. */
    static Shrinkage fixed(double intensity, double[] squares, int features) {
        return new Shrinkage(intensity, Arrays.stream(squares).sum() / squares.length / features);
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
