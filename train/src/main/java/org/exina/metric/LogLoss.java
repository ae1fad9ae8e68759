package org.exina.metric;

import java.util.Arrays;

/** How surprised a classifier was by the truth. */
public final class LogLoss {
    private static final double LEAST = 2.220446049250313e-16; // as scikit-learn clips doubles

    private LogLoss() {}

    /**
     * The mean negative natural logarithm of the probability given to the true class, clipped to at least 2.2e-16.
     *
     * @param probabilities (samples, classes)
     * @param labels class indices
     */
    public static double of(double[][] probabilities, int[] labels) {
        return Arrays.stream(each(probabilities, labels)).average().orElseThrow();
    }

    /** What {@link #of} is the mean of: one for each sample. */
    public static double[] each(double[][] probabilities, int[] labels) {
        Checks.probabilities(probabilities, labels);
        double[] losses = new double[labels.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = -Math.log(Math.min(1 - LEAST, Math.max(LEAST, probabilities[i][labels[i]])));
        }
        return losses;
    }
}
