package org.exina.metric;

import java.util.Arrays;

/**
 * Area under the receiver operating characteristic: how often a positive has the larger number than a negative, equal
 * numbers counting half. 0.5 is chance, 1 is perfect.
 */
public final class Auroc {
    private Auroc() {}

    /**
     * The area for the numbers that a detector gives to samples of both kinds.
     *
     * @param positives at least one
     * @param negatives at least one
     */
    public static double of(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) {
            throw new IllegalArgumentException("expected at least 1 positive and 1 negative, got " + positives.length
                    + " and " + negatives.length);
        }
        double[] sorted = negatives.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double positive : positives) {
            int below = first(sorted, positive, false);
            int upTo = first(sorted, positive, true);
            sum += below + 0.5 * (upTo - below);
        }
        return sum / positives.length / negatives.length;
    }

    /** How many stand below {@code value}, or up to it. */
    private static int first(double[] sorted, double value, boolean withEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || (withEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
