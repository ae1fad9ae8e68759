package org.exina.report.slides;

import org.exina.metric.Interval;

/**
 * How much of the pollen sum a type is, with its 95 % interval.
 *
 * @param share of a type in the sum in [0, 1]; one outside may be more than the sum
 */
public record Share(double share, double low, double high) {
    /**
     * Of a type in the sum, by the interval that L. J. Maher gives each type of a count (Nomograms for computing 0.95
     * confidence limits of pollen data, Review of Palaeobotany and Palynology 13, 1972), which is Wilson's.
     *
     * @param sum at least 1
     */
    static Share within(long count, long sum) {
        Interval interval = Interval.wilson(count, sum);
        return new Share((double) count / sum, interval.low(), interval.high());
    }

    /**
     * Of a type outside the sum. Each grain counted is either one of the type or one of the sum: Wilson's interval for the
     * share of the type in both together, turned into grains of the type for each of the sum.
     *
     * @param sum at least 1
     */
    static Share beside(long count, long sum) {
        Interval ofBoth = Interval.wilson(count, count + sum);
        return new Share((double) count / sum, odds(ofBoth.low()), odds(ofBoth.high()));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }
}
