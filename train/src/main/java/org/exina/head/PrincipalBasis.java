package org.exina.head;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.exina.matrix.Eigenvectors;
import org.exina.matrix.KeptMatrix;
import org.exina.matrix.Matrices;

/**
 * The samples seen along their principal axes: distances and products are as before, but there are at most as many axes
 * as samples, and along each the variance is known. A model with an L2 penalty has the same minimum there, since weights
 * outside the samples' space only cost.
 */
final class PrincipalBasis {
    /** Above it finding the axes (cubic in their number) costs more than it saves. */
    private static final int MOST = 1500;
    /** Axes with less than this share of the greatest variance are rounding. */
    private static final double LEAST = 1e-13;

    private final KeptMatrix points; // (samples, axes)
    private final double[] variances; // per axis
    private final double[][] axes; // (axes, features); length 0: the features themselves

    private PrincipalBasis(double[][] points, double[] variances, double[][] axes) {
        this.points = new KeptMatrix(points);
        this.variances = variances;
        this.axes = axes;
    }

    /**
     * Finds the axes; where they would be too many, the features themselves are the axes.
     *
     * @param standardized (samples, features), each feature of mean 0 and variance 1 or 0
     */
    static PrincipalBasis of(double[][] standardized) {
        int n = standardized.length;
        int d = standardized[0].length;
        if (Math.min(n, d) > MOST) {
            return none(standardized);
        }
        double[][] axes = d <= n
                ? eigenvectors(columnGram(standardized))
                : normalized(Matrices.multiply(eigenvectors(Matrices.gram(standardized)), standardized));
        double[][] points = new double[n][axes.length];
        Matrices.addTransposed(standardized, axes, points);
        double[] variances = new double[axes.length];
        for (double[] point : points) {
            for (int a = 0; a < variances.length; a++) {
                variances[a] += point[a] * point[a] / n;
            }
        }
        return new PrincipalBasis(points, variances, axes);
    }

    private static double[][] columnGram(double[][] rows) {
        double[][] gram = new double[rows[0].length][rows[0].length];
        Matrices.addColumnGram(1, rows, gram);
        Matrices.mirror(gram);
        return gram;
    }

    /** The features as they are. */
    static PrincipalBasis none(double[][] standardized) {
        double[] ones = new double[standardized[0].length];
        Arrays.fill(ones, 1);
        return new PrincipalBasis(standardized, ones, new double[0][]);
    }

    /** Those of a positive semidefinite matrix, as rows, without the ones whose eigenvalue is 0. */
    private static double[][] eigenvectors(double[][] symmetric) {
        int size = symmetric.length;
        Eigenvectors eigen = Eigenvectors.of(symmetric);
        double[] values = eigen.values();
        double greatest = Arrays.stream(values).max().orElseThrow();
        int[] kept = IntStream.range(0, size)
                .filter(i -> values[i] > LEAST * greatest || (greatest <= 0 && i == 0))
                .toArray();
        double[][] result = new double[kept.length][];
        for (int i = 0; i < kept.length; i++) {
            result[i] = eigen.vector(kept[i]);
        }
        return result;
    }

    private static double[][] normalized(double[][] rows) {
        for (double[] row : rows) {
            double length = Math.sqrt(Matrices.dot(row, row));
            for (int j = 0; j < row.length; j++) {
                row[j] /= length > 0 ? length : 1;
            }
        }
        return rows;
    }

    KeptMatrix points() {
        return points;
    }

    double[] variances() {
        return variances;
    }

    /** Turns weights along the axes, (classes, axes), into weights of the features. */
    double[][] toFeatures(double[][] weights) {
        return axes.length == 0 ? weights : Matrices.multiply(weights, axes);
    }
}
