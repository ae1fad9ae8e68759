package org.exina.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.exina.math.SplitMix64;
import org.exina.math.Statistics;

/**
 * A figure, and an interval that holds the true one with 95 % confidence.
 *
 * @param low at most {@code high}; the value itself may lie outside where the figure is biased in small samples
 */
public record IntervalEstimate(double value, double low, double high) {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    public IntervalEstimate {
        if (!Double.isFinite(value) || !(low <= high)) {
            throw new IllegalArgumentException(
                    "expected a number and low <= high, got " + value + " and " + low + ", " + high);
        }
    }

    /** A share with its score interval, {@link Interval#wilson}; 0 of 0 is 0, of which nothing is known. */
    public static IntervalEstimate share(long part, long whole) {
        if (part == 0 && whole == 0) {
            return new IntervalEstimate(0, 0, 1);
        }
        Interval interval = Interval.wilson(part, whole);
        return new IntervalEstimate((double) part / whole, interval.low(), interval.high());
    }

    /**
     * The percentile bootstrap over groups, as {@link MeanInterval#bootstrap} but of any figure: whole groups are drawn with
     * replacement, 2000 times.
     *
     * @param groups how many there are, at least 2: one alone knows no spread
     * @param seed the same one gives the same interval everywhere
     * @param figure the figure of so many copies of each group; NaN where it is not defined, which must not be that of one
     *     copy of each
     */
    public static IntervalEstimate bootstrap(int groups, long seed, ToDoubleFunction<int[]> figure) {
        if (groups < 2) {
            throw new IllegalArgumentException("expected at least 2 groups, got " + groups);
        }
        int[] copies = new int[groups];
        Arrays.fill(copies, 1);
        double value = figure.applyAsDouble(copies);
        SplitMix64 random = new SplitMix64(seed);
        double[] figures = new double[RESAMPLES];
        int defined = 0;
        for (int r = 0; r < RESAMPLES; r++) {
            Arrays.fill(copies, 0);
            for (int g = 0; g < groups; g++) {
                copies[random.nextInt(groups)]++;
            }
            figures[defined] = figure.applyAsDouble(copies);
            defined += Double.isNaN(figures[defined]) ? 0 : 1;
        }
        if (defined == 0) {
            return new IntervalEstimate(value, value, value);
        }
        double[] sorted = Arrays.copyOf(figures, defined);
        Arrays.sort(sorted);
        return new IntervalEstimate(value, Statistics.quantile(sorted, TAIL), Statistics.quantile(sorted, 1 - TAIL));
    }
}
