package org.exina.metric;

/**
 * By how much one classifier is better than another on the same samples, with a 95 % interval (A. Agresti, Y. Min, Simple
 * Improved Confidence Intervals for Comparing Matched Proportions, Statistics in Medicine 24, 2005: half a sample added to
 * each of the four cells, which holds for few samples too).
 *
 * @param difference share of samples the second gets right, less that of the first: in [-1, 1]
 * @param low in [-1, high]
 * @param high in [low, 1]
 */
public record PairedDifference(double difference, double low, double high) {
    /**
     * From counts.
     *
     * @param onlyFirst samples that only the first gets right
     * @param onlySecond samples that only the second gets right
     * @param n all samples, at least 1
     */
    public static PairedDifference of(int onlyFirst, int onlySecond, int n) {
        if (n < 1 || onlyFirst < 0 || onlySecond < 0 || onlyFirst + onlySecond > n) {
            throw new IllegalArgumentException("expected counts of 0 or more that are no more than n together, got "
                    + onlyFirst + ", " + onlySecond + " of " + n);
        }
        double first = onlyFirst + 0.5;
        double second = onlySecond + 0.5;
        double all = n + 2;
        double centre = (second - first) / all;
        double half = Interval.Z * Math.sqrt(first + second - (second - first) * (second - first) / all) / all;
        return new PairedDifference(
                (double) (onlySecond - onlyFirst) / n, Math.max(-1, centre - half), Math.min(1, centre + half));
    }
}
