package org.exina.head;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.matrix.Eigenvectors;
import org.exina.matrix.Matrices;

/**
 * Standardised features along the directions in which they vary most, without a look at any label. Found by subspace
 * iteration from a fixed start (N. Halko, P. G. Martinsson, J. A. Tropp, Finding Structure with Randomness, SIAM Review
 * 53, 2011, algorithm 4.4): same features, same points, and no matrix larger than the features themselves.
 */
public final class PrincipalComponents {
    private static final int ITERATIONS = 6;
    /** Directions followed besides those that are wanted: the last ones settle sooner. */
    private static final int SPARE = 10;
    /** Directions with less than this share of the greatest variance are rounding. */
    private static final double LEAST = 1e-10;

    private final double[][] unit; // (components, samples): each of length 1
    private final double[] deviations; // of the samples along each, largest first
    private final double total; // variance of all features together

    private PrincipalComponents(double[][] unit, double[] deviations, double total) {
        this.unit = unit;
        this.deviations = deviations;
        this.total = total;
    }

    /**
     * Finds them.
     *
     * @param rows (samples, features), finite, at least two
     * @param most how many components at most, at least 1; fewer when the features vary in fewer directions
     */
    public static PrincipalComponents of(float[][] rows, int most) {
        if (rows.length < 2 || most < 1) {
            throw new IllegalArgumentException(
                    "expected at least 2 samples and 1 component, got " + rows.length + " and " + most);
        }
        TrainingSet set = new TrainingSet(rows, halves(rows.length), 2, new int[0]);
        double[][] features = Standardizer.of(set).apply(set); // (samples, features)
        double[][] samples = Matrices.transpose(features); // (features, samples)
        int wanted = Math.min(most + SPARE, Math.min(features.length, samples.length));
        Random random = new Random(1);
        double[][] basis = new double[wanted][features.length];
        for (double[] row : basis) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        for (int i = 0; i < ITERATIONS; i++) {
            orthonormalize(basis);
            basis = Matrices.multiply(Matrices.multiply(basis, features), samples);
        }
        orthonormalize(basis);
        return rotated(basis, Matrices.multiply(basis, features), most);
    }

    /** Two labels for a set that has none: nothing here looks at them. */
    private static int[] halves(int samples) {
        return IntStream.range(0, samples).map(i -> i % 2).toArray();
    }

    /** Gram and Schmidt, twice, which is enough; a row without anything of its own becomes 0. */
    private static void orthonormalize(double[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            double before = Math.sqrt(Matrices.dot(rows[i], rows[i]));
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    add(rows[i], rows[j], -Matrices.dot(rows[i], rows[j]));
                }
            }
            double length = Math.sqrt(Matrices.dot(rows[i], rows[i]));
            double factor = length > 1e-12 * before ? 1 / length : 0;
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] *= factor;
            }
        }
    }

    private static void add(double[] row, double[] other, double factor) {
        for (int k = 0; k < row.length; k++) {
            row[k] += factor * other[k];
        }
    }

    /**
     * Turns directions so that the features vary along them independently, and keeps the {@code most} longest.
     *
     * @param basis (directions, samples), orthonormal
     * @param along the features seen along it
     */
    private static PrincipalComponents rotated(double[][] basis, double[][] along, int most) {
        int size = basis.length;
        Eigenvectors eigen = Eigenvectors.of(Matrices.gram(along));
        int n = basis[0].length;
        double[] variances =
                Arrays.stream(eigen.values()).map(value -> value / n).toArray();
        double greatest = Arrays.stream(variances).max().orElseThrow();
        int[] order = IntStream.range(0, size)
                .filter(i -> variances[i] > LEAST * greatest)
                .boxed()
                .sorted((a, b) -> Double.compare(variances[b], variances[a]))
                .limit(most)
                .mapToInt(i -> i)
                .toArray();
        double[][] vectors = new double[order.length][];
        for (int i = 0; i < order.length; i++) {
            vectors[i] = eigen.vector(order[i]);
            upright(vectors[i]);
        }
        double[] deviations =
                Arrays.stream(order).mapToDouble(i -> Math.sqrt(variances[i])).toArray();
        double[][] unit = order.length == 0 ? new double[0][n] : Matrices.multiply(vectors, basis);
        return new PrincipalComponents(
                unit, deviations, Arrays.stream(variances).sum());
    }

    /** Of the two directions that are equally good, always the same. */
    private static void upright(double[] vector) {
        int largest = IntStream.range(0, vector.length)
                .reduce(0, (a, b) -> Math.abs(vector[b]) > Math.abs(vector[a]) ? b : a);
        if (vector[largest] < 0) {
            Arrays.setAll(vector, k -> -vector[k]);
        }
    }

    /** How many there are; 0 when no feature varies. */
    public int count() {
        return deviations.length;
    }

    /** Share of the variance of those that were followed that lies along each, largest first. */
    public double[] shares() {
        return Arrays.stream(deviations).map(d -> d * d / total).toArray();
    }

    /** The samples along the components: (samples, {@link #count()}); distances are nearly those of the features. */
    public double[][] points() {
        return scaled(deviations);
    }

    /** The points with a variance of 1 along each component: what is alike in fine detail, too, lies close. */
    public double[][] whitened() {
        double[] ones = new double[deviations.length];
        Arrays.fill(ones, 1);
        return scaled(ones);
    }

    private double[][] scaled(double[] factors) {
        int n = unit.length == 0 ? 0 : unit[0].length;
        double[][] result = new double[n][unit.length];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < unit.length; c++) {
                result[i][c] = unit[c][i] * factors[c] * Math.sqrt(n);
            }
        }
        return result;
    }
}
