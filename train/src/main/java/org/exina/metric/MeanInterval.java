package org.exina.metric;

import java.util.Arrays;
import org.exina.math.SplitMix64;
import org.exina.math.Statistics;

/**
 * A mean, and an interval that holds the true one with 95 % confidence.
 *
 * @param low at most {@code high}
 */
public record MeanInterval(double mean, double low, double high) {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    public MeanInterval {
        if (!(low <= high) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "expected a mean and low <= high, got " + mean + " and " + low + ", " + high);
        }
    }

    /**
     * The percentile bootstrap over groups (A. C. Davison and D. V. Hinkley, Bootstrap Methods and their Application,
     * 1997, section 3.8): whole groups are drawn with replacement, 2000 times, since members of one group tell less than
     * as many others would. Right for losses, of which few are large. With one group only, it knows no spread.
     *
     * @param groups for each value, the number of the group that it is of
     * @param seed the same one gives the same interval everywhere
     */
    public static MeanInterval bootstrap(double[] values, int[] groups, long seed) {
        if (values.length == 0 || values.length != groups.length) {
            throw new IllegalArgumentException(
                    "expected a group for each of at least 1 value, got " + values.length + " and " + groups.length);
        }
        int[] names = Arrays.stream(groups).distinct().sorted().toArray();
        double[] sums = new double[names.length];
        int[] sizes = new int[names.length];
        for (int i = 0; i < values.length; i++) {
            int group = Arrays.binarySearch(names, groups[i]);
            sums[group] += values[i];
            sizes[group]++;
        }
        SplitMix64 random = new SplitMix64(seed);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            int size = 0;
            for (int g = 0; g < names.length; g++) {
                int drawn = random.nextInt(names.length);
                sum += sums[drawn];
                size += sizes[drawn];
            }
            means[r] = sum / size;
        }
        Arrays.sort(means);
        return new MeanInterval(
                Arrays.stream(values).sum() / values.length,
                Statistics.quantile(means, TAIL),
                Statistics.quantile(means, 1 - TAIL));
    }

    /** This mean and its interval, both higher by a constant. */
    public MeanInterval plus(double constant) {
        return new MeanInterval(mean + constant, low + constant, high + constant);
    }
}
