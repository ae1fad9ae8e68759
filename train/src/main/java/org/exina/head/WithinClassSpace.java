package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.exina.matrix.Cholesky;
import org.exina.matrix.Matrices;

/**
 * Points in a space where plain squared distances are Mahalanobis distances under the covariance within classes, shrunk as
 * {@link Shrinkage} says. A point may belong to classes in part, or to none, so that guessed labels help to estimate it.
 */
public final class WithinClassSpace {
    /** Of the mean variance, what stands on the diagonal where nothing is shrunk and nothing varies. */
    private static final double LEAST = 1e-9;

    private final double[][] points; // (samples, dimensions)
    private final double[][] means; // (classes, dimensions)

    private WithinClassSpace(double[][] points, double[][] means) {
        this.points = points;
        this.means = means;
    }

    /**
     * Finds it.
     *
     * @param samples (samples, dimensions), not changed
     * @param shares (samples, classes), how much of a sample is of a class, at least 0; each class has some
     */
    public static WithinClassSpace of(double[][] samples, double[][] shares) {
        int dimensions = samples[0].length;
        double[] sums = new double[shares[0].length];
        double[][] means = new double[sums.length][dimensions];
        for (int k = 0; k < sums.length; k++) {
            for (int i = 0; i < samples.length; i++) {
                if (shares[i][k] > 0) {
                    sums[k] += shares[i][k];
                    Matrices.addScaled(shares[i][k], samples[i], means[k], 0, dimensions);
                }
            }
            double sum = sums[k];
            double[] mean = means[k];
            Arrays.setAll(mean, axis -> mean[axis] / sum);
        }
        List<double[]> rows = new ArrayList<>(); // samples around their means, by the roots of their shares
        for (int i = 0; i < samples.length; i++) {
            for (int k = 0; k < sums.length; k++) {
                if (shares[i][k] > 0) {
                    double[] row = samples[i].clone();
                    Matrices.addScaled(-1, means[k], row, 0, dimensions);
                    double factor = Math.sqrt(shares[i][k]);
                    Arrays.setAll(row, axis -> row[axis] * factor);
                    rows.add(row);
                }
            }
        }
        double freedom = Math.max(1, Arrays.stream(sums).sum() - sums.length);
        Cholesky factor = Cholesky.of(covariance(rows.toArray(double[][]::new), freedom));
        return new WithinClassSpace(factor.half(samples), factor.half(means));
    }

    private static double[][] covariance(double[][] centred, double freedom) {
        double[][] covariance = new double[centred[0].length][centred[0].length];
        Matrices.addColumnGram(1 / freedom, centred, covariance);
        Matrices.mirror(covariance);
        double[] squares = Arrays.stream(centred)
                .mapToDouble(row -> Matrices.dot(row, row) / freedom * centred.length)
                .toArray();
        double[][] products = Matrices.copy(covariance);
        for (double[] row : products) {
            Arrays.setAll(row, axis -> row[axis] * centred.length);
        }
        Shrinkage shrinkage = Shrinkage.ledoitWolf(squares, products, centred.length, covariance.length);
        for (int axis = 0; axis < covariance.length; axis++) {
            double[] row = covariance[axis];
            Arrays.setAll(row, other -> (1 - shrinkage.intensity()) * row[other]);
            double least = LEAST * (shrinkage.target() > 0 ? shrinkage.target() : 1);
            row[axis] += Math.max(least, shrinkage.intensity() * shrinkage.target());
        }
        return covariance;
    }

    /** The samples, in their order: (samples, dimensions). */
    public double[][] points() {
        return points;
    }

    /** The means of the classes: (classes, dimensions). */
    public double[][] means() {
        return means;
    }
}
