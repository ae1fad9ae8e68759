package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exina.io.ExinaException;

/** Axes of some features, in the unit that makes the middle distance of left-out samples 1. */
final class DetectorBlock {
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
        CanonicalVariates axes = DiscriminantAnalysis.axes(NoveltyDetector.ANALYSIS, set.columns(from, to));
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
                squares[group[a]] = NoveltyDetector.squares(without[a], means);
                distances.add(Math.sqrt(NoveltyDetector.least(squares[group[a]])));
            }
        }
        if (distances.isEmpty()) {
            return Optional.empty();
        }
        double scale = 1 / Math.max(NoveltyDetector.UNIT, NoveltyDetector.quantile(distances, 0.5));
        for (double[] row : leftOut) {
            if (row != null) {
                multiply(row, scale);
            }
        }
        return Optional.of(new DetectorBlock(from, to, axes, leftOut, squares, scale));
    }

    /** This block's features and scale, with axes of other samples; nothing is left out of them. */
    DetectorBlock trainedOn(TrainingSet other) throws ExinaException {
        CanonicalVariates again = DiscriminantAnalysis.axes(NoveltyDetector.ANALYSIS, other.columns(from, to));
        return new DetectorBlock(from, to, again, new double[0][], new double[0][], scale);
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
}
