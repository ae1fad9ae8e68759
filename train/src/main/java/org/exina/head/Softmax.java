package org.exina.head;

/** Scores to probabilities, without overflow. */
public final class Softmax {
    private Softmax() {}

    public static double[] of(double[] scores) {
        double[] result = scores.clone();
        logSumExp(result);
        return result;
    }

    /**
     * Turns scores into probabilities in place.
     *
     * @return the logarithm of the sum of their exponentials
     */
    public static double logSumExp(double[] scores) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - max);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return max + Math.log(sum);
    }
}
