package org.exina.head;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.exina.matrix.Cholesky;
import org.exina.matrix.Eigenvectors;
import org.exina.matrix.Matrices;

/**
 * Canonical axes of a discriminant analysis (R. O. Duda, P. E. Hart, D. G. Stork, Pattern Classification, 2nd edition,
 * 2001, section 3.8.3): the space that the class means span, scaled so that plain distances in it are Mahalanobis
 * distances under the shrunk covariance within the classes. The origin is the mean of the class means.
 */
final class CanonicalVariates {
    /** Axes with less than this share of the greatest spread of the means are rounding. */
    private static final double LEAST = 1e-9;

    /** A spread of the means below this is rounding: features then tell nothing apart, and there are no axes. */
    private static final double ROUNDING = 1e-12;

    /** Added to the spread of the means on each axis, 1 with all samples: without some the means may span less. */
    private static final double VANISHED = 1e-7;

    private final LeaveGroupOut leftOut;
    private final double[][] turn; // (classes, axes): products with the means to coordinates
    private final double[][] means; // (classes, axes)
    private final double[][] weights; // (axes, features), for features as they are
    private final double[] intercepts; // (axes)

    /**
     * Finds the axes of a trained analysis, those that tell the classes apart best first.
     *
     * @param weights inverse covariance times means, (classes, features), standardised
     * @param classMeans (classes, features), standardised
     */
    CanonicalVariates(Standardizer standardizer, double[][] weights, double[][] classMeans, LeaveGroupOut leftOut) {
        this.leftOut = leftOut;
        int classes = weights.length;
        double[][] products = Matrices.multiply(weights, Matrices.transpose(classMeans));
        double[] rowMeans = new double[classes];
        Arrays.setAll(rowMeans, k -> Arrays.stream(products[k]).average().orElseThrow());
        double all = Arrays.stream(rowMeans).average().orElseThrow();
        double[][] spread = new double[classes][classes];
        for (int k = 0; k < classes; k++) {
            for (int l = 0; l < classes; l++) { // symmetric but for rounding
                spread[k][l] = (products[k][l] + products[l][k]) / 2 - rowMeans[k] - rowMeans[l] + all;
            }
        }
        this.turn = turn(spread);
        this.means = Matrices.multiply(spread, turn);
        this.weights = Matrices.multiply(Matrices.transpose(turn), centred(weights));
        this.intercepts = new double[turn[0].length];
        for (int axis = 0; axis < intercepts.length; axis++) {
            for (int k = 0; k < classes; k++) {
                intercepts[axis] -= turn[k][axis] * (rowMeans[k] - all); // what is the origin's
            }
        }
        standardizer.fold(this.weights, intercepts);
    }

    /** Eigenvectors over the roots of their eigenvalues, the greatest first; signs so that the largest part is above 0. */
    private static double[][] turn(double[][] spread) {
        int size = spread.length;
        Eigenvectors eigen = Eigenvectors.of(spread);
        double[] values = eigen.values();
        double greatest = Arrays.stream(values).max().orElseThrow();
        int[] kept = IntStream.range(0, size)
                .filter(i -> values[i] > LEAST * Math.max(greatest, ROUNDING))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(i -> i)
                .toArray();
        double[][] turn = new double[size][kept.length];
        for (int axis = 0; axis < kept.length; axis++) {
            double[] vector = eigen.vector(kept[axis]);
            double largest = Arrays.stream(vector)
                    .boxed()
                    .max(Comparator.comparingDouble(Math::abs))
                    .orElseThrow();
            double scale = Math.signum(largest) / Math.sqrt(values[kept[axis]]);
            for (int k = 0; k < size; k++) {
                turn[k][axis] = vector[k] * scale;
            }
        }
        return turn;
    }

    private static double[][] centred(double[][] rows) {
        double[][] result = new double[rows.length][];
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / rows.length;
            }
        }
        for (int k = 0; k < rows.length; k++) {
            result[k] = rows[k].clone();
            for (int j = 0; j < mean.length; j++) {
                result[k][j] -= mean[j];
            }
        }
        return result;
    }

    /** (axes, features) */
    double[][] weights() {
        return weights;
    }

    double[] intercepts() {
        return intercepts;
    }

    /** Coordinates of the class means: (classes, axes). */
    double[][] means() {
        return means;
    }

    /**
     * Coordinates that a group's samples, and then the class means, would have, had the analysis not seen the group:
     * (group + classes, axes). The axes are these, made orthonormal under the covariance without the group; on these as
     * they are, what was left out would lie too far. Empty when a class is in that group alone.
     */
    double[][] without(int[] group) {
        double[][] products = leftOut.products(group);
        if (products.length == 0) {
            return products;
        }
        double[] origin = new double[turn.length]; // the mean of the class means
        for (int i = 0; i < products.length; i++) {
            double mean = Arrays.stream(products[i]).average().orElseThrow();
            for (int k = 0; k < turn.length; k++) {
                products[i][k] -= mean;
                origin[k] += i < group.length ? 0 : products[i][k] / turn.length;
            }
        }
        for (double[] row : products) {
            Matrices.addScaled(-1, origin, row, 0, row.length);
        }
        double[][] placed = Matrices.multiply(products, turn);
        double[][] means = Arrays.copyOfRange(placed, group.length, placed.length);
        double[][] spread = Matrices.multiply(Matrices.transpose(turn), means); // identity, had nothing changed
        for (int axis = 0; axis < spread.length; axis++) {
            spread[axis][axis] += VANISHED;
        }
        Cholesky factor = Cholesky.of(spread);
        return Arrays.stream(placed).map(factor::half).toArray(double[][]::new);
    }
}
