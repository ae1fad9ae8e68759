package org.exina.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether answers given with 80 % confidence are right in 80 % of cases. Answers are put into bins of equal width by the
 * confidence of the likeliest class (Guo et al., On Calibration of Modern Neural Networks, ICML 2017). Immutable.
 */
public final class Calibration {
    private final List<Bin> bins;

    private Calibration(List<Bin> bins) {
        this.bins = List.copyOf(bins);
    }

    /**
     * Answers of about the same confidence.
     *
     * @param low confidences are above it (the first bin holds 0 too)
     * @param high and not above this
     * @param confidence mean of the answers in it, 0 when there are none
     * @param accuracy share of right ones, 0 when there are none
     */
    public record Bin(double low, double high, int count, double confidence, double accuracy) {}

    /**
     * Sorts answers into bins.
     *
     * @param probabilities (samples, classes)
     * @param labels class indices
     * @param bins at least 1
     */
    public static Calibration of(double[][] probabilities, int[] labels, int bins) {
        Checks.probabilities(probabilities, labels);
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be at least 1, got " + bins);
        }
        int[] counts = new int[bins];
        int[] right = new int[bins];
        double[] confidences = new double[bins];
        for (int i = 0; i < labels.length; i++) {
            int predicted = Checks.largest(probabilities[i]);
            double confidence = probabilities[i][predicted];
            int bin = Math.min(bins - 1, Math.max(0, (int) Math.ceil(confidence * bins) - 1));
            counts[bin]++;
            confidences[bin] += confidence;
            right[bin] += predicted == labels[i] ? 1 : 0;
        }
        List<Bin> all = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            int count = Math.max(1, counts[b]);
            all.add(new Bin(
                    (double) b / bins,
                    (double) (b + 1) / bins,
                    counts[b],
                    confidences[b] / count,
                    (double) right[b] / count));
        }
        return new Calibration(all);
    }

    /** All of them, the empty ones too, by confidence. */
    public List<Bin> bins() {
        return bins;
    }

    /** The mean distance of confidence and accuracy over the bins, weighted by their counts: in [0, 1]. */
    public double expectedCalibrationError() {
        double sum = 0;
        int total = 0;
        for (Bin bin : bins) {
            sum += bin.count() * Math.abs(bin.confidence() - bin.accuracy());
            total += bin.count();
        }
        return sum / total;
    }
}
