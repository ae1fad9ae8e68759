package org.exina.cleaning;

import java.util.Arrays;
import org.exina.math.Statistics;

/** How far numbers lie from the usual, by median and median absolute deviation: a few odd ones change neither. */
final class Robust {
    /** Makes the deviation that of a normal distribution. */
    private static final double NORMAL = 1.4826;

    private final double median;
    private final double deviation;

    private Robust(double median, double deviation) {
        this.median = median;
        this.deviation = deviation;
    }

    /**
     * The median of some numbers, and how far they usually lie from it.
     *
     * @param numbers at least one, finite
     */
    static Robust of(double[] numbers) {
        double median = Statistics.median(numbers);
        double[] distances =
                Arrays.stream(numbers).map(x -> Math.abs(x - median)).toArray();
        return new Robust(median, NORMAL * Statistics.median(distances));
    }

    /** In deviations from the median; 0 for all when most numbers are one and the same. */
    double deviations(double number) {
        return deviation > 0 ? (number - median) / deviation : 0;
    }
}
