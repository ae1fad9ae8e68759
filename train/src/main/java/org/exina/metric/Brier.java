package org.exina.metric;

/** The squared distance of probabilities from the truth (G. W. Brier, Monthly Weather Review 78, 1950). */
public final class Brier {
    private Brier() {}

    /**
     * The mean over samples of the sum over classes of squared differences: 0 is perfect, 2 the worst.
     *
     * @param probabilities (samples, classes)
     * @param labels class indices
     */
    public static double of(double[][] probabilities, int[] labels) {
        Checks.probabilities(probabilities, labels);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int k = 0; k < probabilities[i].length; k++) {
                double difference = probabilities[i][k] - (k == labels[i] ? 1 : 0);
                sum += difference * difference;
            }
        }
        return sum / labels.length;
    }
}
