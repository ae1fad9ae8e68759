package org.exina.metric;

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
        Checks.probabilities(probabilities, labels);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= Math.log(Math.min(1 - LEAST, Math.max(LEAST, probabilities[i][labels[i]])));
        }
        return sum / labels.length;
    }
}
