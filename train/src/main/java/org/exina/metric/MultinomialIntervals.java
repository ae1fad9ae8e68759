package org.exina.metric;

import java.util.Arrays;
import java.util.List;
import org.exina.math.NormalQuantile;

/**
 * Intervals for the percentages of types in a count.
 *
 * <p>Which one? A pollen diagram is read curve by curve: for each type, how far its percentage may be off. That is what L. J.
 * Maher's intervals say (Nomograms for computing 0.95 confidence limits of pollen data, Review of Palaeobotany and
 * Palynology 13, 1972, after J. E. Mosimann, Statistical methods for the pollen analyst, 1965), which palynologists use and
 * which this program prints: {@link #maher}. Each holds with 95 % confidence; of twenty types, one is expected outside its
 * own. {@link #simultaneous} is wider: with 95 % confidence all of them hold at once.
 */
public final class MultinomialIntervals {
    private static final double Z = 1.959963984540054; // the normal distribution's 97.5 % quantile

    private MultinomialIntervals() {}

    /**
     * For each type its own: its count in the sum is binomial, and Maher's formula is the score interval, {@link
     * Interval#wilson}.
     *
     * @param counts of the types of the pollen sum, one of them at least not 0
     */
    public static List<Interval> maher(long[] counts) {
        long sum = sum(counts);
        return Arrays.stream(counts)
                .mapToObj(count -> Interval.wilson(count, sum))
                .toList();
    }

    /**
     * For all types at once (L. A. Goodman, On Simultaneous Confidence Intervals for Multinomial Proportions, Technometrics
     * 7, 1965).
     *
     * @param counts as in {@link #maher}
     */
    public static List<Interval> simultaneous(long[] counts) {
        long sum = sum(counts);
        double z = NormalQuantile.of(1 - 0.025 / counts.length);
        return Arrays.stream(counts)
                .mapToObj(count -> Interval.score(count, sum, z))
                .toList();
    }

    /**
     * Of a type outside the sum (spores, an added marker), as a ratio to it: the count follows the negative binomial
     * distribution, since counting ends when the sum is reached (Mosimann, 1965; Maher, 1972).
     *
     * @param count of what is outside
     * @param sum of the pollen sum, at least 4
     * @return the ratio, which may be above 1
     */
    public static Estimate outsideTheSum(long count, long sum) {
        if (count < 0 || sum < 4) { // below, the interval has no upper end
            throw new IllegalArgumentException("expected count >= 0 and sum >= 4, got " + count + " and " + sum);
        }
        double ratio = (double) count / sum;
        double centre = ratio + Z * Z / (2 * sum);
        double half = Z * Math.sqrt(ratio * (1 + ratio) / sum + Z * Z / (4.0 * sum * sum));
        double scale = 1 - Z * Z / sum;
        return new Estimate(ratio, count == 0 ? 0 : (centre - half) / scale, (centre + half) / scale);
    }

    private static long sum(long[] counts) {
        long sum = Arrays.stream(counts).sum();
        if (sum < 1 || Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException(
                    "expected counts of 0 or more and a sum of at least 1, got " + Arrays.toString(counts));
        }
        return sum;
    }
}
