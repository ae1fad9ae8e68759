package org.exina.metric;

/**
 * An interval that holds the true share with 95 % confidence.
 *
 * @param low in [0, high]
 * @param high in [low, 1]
 */
public record Interval(double low, double high) {
    /** How many standard deviations an interval of 95 % reaches to each side. */
    public static final double Z = 1.959963984540054; // the normal distribution's 97.5 % quantile

    public Interval {
        if (!(0 <= low && low <= high && high <= 1)) {
            throw new IllegalArgumentException("expected 0 <= low <= high <= 1, got " + low + " and " + high);
        }
    }

    /**
     * The score interval of a share (E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
     * JASA 22, 1927): good for shares near 0 and 1 and for few samples, where the usual one is not.
     *
     * @param correct in [0, n]
     * @param n at least 1
     */
    public static Interval wilson(long correct, long n) {
        if (n < 1 || correct < 0 || correct > n) {
            throw new IllegalArgumentException("expected 0 <= correct <= n and n >= 1, got " + correct + " of " + n);
        }
        double share = (double) correct / n;
        double centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
        return new Interval(
                correct == 0 ? 0 : Math.max(0, centre - half), correct == n ? 1 : Math.min(1, centre + half));
    }
}
