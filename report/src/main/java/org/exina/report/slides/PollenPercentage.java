package org.exina.report.slides;

import org.exina.metric.Interval;

/**
 * How much of the pollen sum a type is, with its 95 % interval.
 *
 * @param share of a type in the sum in [0, 1]; one outside may be more than the sum
 */
public record PollenPercentage(double share, double low, double high) {
    /**
     * Of a type in the sum, by the interval that L. J. Maher gives each type of a count (Nomograms for computing 0.95
     * confidence limits of pollen data, Review of Palaeobotany and Palynology 13, 1972), which is Wilson's.
     *
     * @param sum at least 1
     */
    static PollenPercentage within(long count, long sum) {
        Interval interval = Interval.wilson(count, sum);
        return new PollenPercentage((double) count / sum, interval.low(), interval.high());
    }

    /** The smallest sum that a type outside it can be a share of: below, the interval has no upper end. */
    static final long LEAST_SUM = 4;

    /**
     * Of a type outside the sum (spores, an added marker): its ratio to the sum. The count follows the negative binomial
     * distribution, since counting ends when the sum is reached (J. E. Mosimann, Statistical methods for the pollen analyst,
     * 1965; Maher, 1972).
     *
     * @param sum at least {@link #LEAST_SUM}
     */
    static PollenPercentage beside(long count, long sum) {
        if (count < 0 || sum < LEAST_SUM) {
            throw new IllegalArgumentException(
                    "expected count >= 0 and sum >= " + LEAST_SUM + ", got " + count + " and " + sum);
        }
        double ratio = (double) count / sum;
        double centre = ratio + Interval.Z * Interval.Z / (2 * sum);
        double half = Interval.Z * Math.sqrt(ratio * (1 + ratio) / sum + Interval.Z * Interval.Z / (4.0 * sum * sum));
        double scale = 1 - Interval.Z * Interval.Z / sum;
        return new PollenPercentage(ratio, count == 0 ? 0 : (centre - half) / scale, (centre + half) / scale);
    }
}
