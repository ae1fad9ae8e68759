package org.exina.math;

/** The normal distribution. */
public final class Normal {
    private static final int TERMS = 120;

    private Normal() {}

    /** The share below x, to 1e-15: the series of G. Marsaglia, "Evaluating the Normal Distribution", 2004, eq. 3. */
    public static double below(double x) {
        if (Math.abs(x) > 8) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < TERMS && sum + term != sum; n++) {
            term *= x * x / (2 * n + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    /**
     * The weights of a Gaussian blur.
     *
     * @param sigma in pixels, greater than 0
     * @param radius pixels to each side
     * @return length {@code 2 * radius + 1}, summing to 1
     */
    public static float[] kernel(double sigma, int radius) {
        double[] exact = new double[2 * radius + 1];
        double total = 0;
        for (int i = -radius; i <= radius; i++) {
            exact[i + radius] = StrictMath.exp(-i * i / (2 * sigma * sigma));
            total += exact[i + radius];
        }
        float[] kernel = new float[exact.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (exact[i] / total);
        }
        return kernel;
    }
}
