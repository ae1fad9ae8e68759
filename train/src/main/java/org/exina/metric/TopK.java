package org.exina.metric;

/** Whether the truth is among the likeliest classes. */
public final class TopK {
    private TopK() {}

    /**
     * The share of samples whose class is among the {@code k} likeliest; of classes equally likely the earlier counts as
     * the likelier.
     *
     * @param probabilities (samples, classes)
     * @param labels class indices
     * @param k in [1, classes]
     */
    public static double accuracy(double[][] probabilities, int[] labels, int k) {
        Checks.probabilities(probabilities, labels);
        if (k < 1 || k > probabilities[0].length) {
            throw new IllegalArgumentException("k must be in [1, " + probabilities[0].length + "], got " + k);
        }
        int found = 0;
        for (int i = 0; i < labels.length; i++) {
            if (likelier(probabilities[i], labels[i]) < k) {
                found++;
            }
        }
        return (double) found / labels.length;
    }

    /** How many classes stand before this one. */
    private static int likelier(double[] probabilities, int label) {
        int before = 0;
        for (int j = 0; j < probabilities.length; j++) {
            if (probabilities[j] > probabilities[label] || (probabilities[j] == probabilities[label] && j < label)) {
                before++;
            }
        }
        return before;
    }
}
