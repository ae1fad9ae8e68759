package org.exina.math;

import java.util.Arrays;

/** What is usual among numbers, and how far they reach. */
public final class Statistics {
    private Statistics() {}

    /** The middle one, or the mean of the middle two, of at least one number in any order. */
    public static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * What a share of some numbers stays below, interpolated between the two nearest, as NumPy does.
     *
     * @param sorted at least one, ascending
     * @param share in [0, 1]
     */
    public static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (above - sorted[below]);
    }
}
