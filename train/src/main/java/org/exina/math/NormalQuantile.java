package org.exina.math;

/** The standard normal distribution's quantiles. */
public final class NormalQuantile {
    private static final double FARTHEST = 7;

    private NormalQuantile() {}

    /**
     * Good to 12 digits, which bisection takes a while for.
     *
     * @param p in [0.5, 1 - 1e-10]
     */
    public static double of(double p) {
        if (!(p >= 0.5 && p <= 1 - 1e-10)) {
            throw new IllegalArgumentException("p must be in [0.5, 1 - 1e-10], got " + p);
        }
        double low = 0;
        double high = FARTHEST;
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            } else if (below(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** The share below x: 1/2 + phi(x) (x + x^3/3 + x^5/(3*5) + ...) (G. Marsaglia, Evaluating the Normal Distribution, 2004). */
    private static double below(double x) {
        double sum = x;
        double term = x;
        for (int i = 3; sum + term != sum; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
