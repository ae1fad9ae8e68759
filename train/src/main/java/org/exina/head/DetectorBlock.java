package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exina.io.ExinaException;

/** Axes of some features, in the unit that makes the middle distance of left-out samples 1. */
final class DetectorBlock {
    /**
     * Shrinkage of the covariance. Ledoit and Wolf's, which is best for telling known classes apart, was 0.02 to 0.07 on
     * the data this was tried on and told unknown ones worse.
     */
    private static final double SHRINKAGE = 0.15;

    static final double UNIT = 1e-9; // of the distance, where known samples have none at all

    final int from;
    final int to;
    final CanonicalVariates axes;
    final double[][] leftOut; // (samples, axes); null where a sample cannot be left out
    final double[][] squares; // (samples, classes): of their distances to the means without them, unscaled
    final double scale;

    private DetectorBlock(
            int from, int to, CanonicalVariates axes, double[][] leftOut, double[][] squares, double scale) {
        this.from = from;
        this.to = to;
        this.axes = axes;
        this.leftOut = leftOut;
        this.squares = squares;
        this.scale = scale;
    }

    static Optional<DetectorBlock> of(TrainingSet set, int from, int to) throws ExinaException {
        CanonicalVariates axes = DiscriminantAnalysis.axes(SHRINKAGE, set.columns(from, to));
        if (axes.intercepts().length == 0) {
            return Optional.empty();
        }
        double[][] leftOut = new double[set.samples()][];
        double[][] squares = new double[set.samples()][];
        List<Double> distances = new ArrayList<>();
        for (int[] group : set.groups()) {
            double[][] without = axes.without(group); // the group's, then the means'
            for (int a = 0; a < Math.min(group.length, without.length); a++) {
                double[][] means = Arrays.copyOfRange(without, group.length, without.length);
                leftOut[group[a]] = without[a];
                squares[group[a]] = squares(without[a], means);
                distances.add(Math.sqrt(least(squares[group[a]])));
            }
        }
        if (distances.isEmpty()) {
            return Optional.empty();
        }
        double scale = 1 / Math.max(UNIT, quantile(distances, 0.5));
        for (double[] row : leftOut) {
            if (row != null) {
                multiply(row, scale);
            }
        }
        return Optional.of(new DetectorBlock(from, to, axes, leftOut, squares, scale));
    }

    /** This block's features and scale, with axes of other samples; nothing is left out of them. */
    DetectorBlock trainedOn(TrainingSet other) throws ExinaException {
        CanonicalVariates again = DiscriminantAnalysis.axes(SHRINKAGE, other.columns(from, to));
        return new DetectorBlock(from, to, again, new double[0][], new double[0][], scale);
    }

    /** What lies outside of the axes, trained on {@code set}. */
    ResidualMahalanobis outside(TrainingSet set) throws ExinaException {
        return DiscriminantAnalysis.outside(SHRINKAGE, set.columns(from, to));
    }

    double[][] weights() {
        return scaled(axes.weights());
    }

    double[] intercepts() {
        double[] result = axes.intercepts().clone();
        multiply(result, scale);
        return result;
    }

    double[][] means() {
        return scaled(axes.means());
    }

    private double[][] scaled(double[][] rows) {
        double[][] result = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            result[i] = rows[i].clone();
            multiply(result[i], scale);
        }
        return result;
    }

    private static void multiply(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /** Squared distances of coordinates to each mean. */
    static double[] squares(double[] z, double[][] means) {
        double[] result = new double[means.length];
        for (int k = 0; k < means.length; k++) {
            for (int axis = 0; axis < z.length; axis++) {
                result[k] += (z[axis] - means[k][axis]) * (z[axis] - means[k][axis]);
            }
        }
        return result;
    }

    static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    /**
     * What this share of further distances is expected to stay below: of n distances the i-th stays above i in n + 1, and
     * between two of them it is interpolated. No {@code Statistics.quantile}, which describes the numbers
     * at hand: a limit is for those to come, and the fewer distances, the further out it must lie.
     */
    static double quantile(List<Double> distances, double share) {
        double[] sorted = distances.stream().mapToDouble(d -> d).sorted().toArray();
        double rank = Math.max(1, Math.min(sorted.length, (sorted.length + 1) * share));
        int below = (int) rank;
        double next = sorted[Math.min(below, sorted.length - 1)];
        return sorted[below - 1] + (rank - below) * (next - sorted[below - 1]);
    }
}
