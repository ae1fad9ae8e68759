package org.exina.metric;

/**
 * Whether two classifiers tested on the same samples differ: only samples that one gets right and the other wrong tell
 * (Q. McNemar, Psychometrika 12, 1947; the exact binomial test).
 *
 * @param onlyFirst samples only the first gets right
 * @param onlySecond samples only the second gets right
 * @param p probability of a difference at least as large if neither were better, two-sided, in (0, 1]
 */
public record McNemar(int onlyFirst, int onlySecond, double p) {
    /**
     * Compares two classifiers by what they predict for the same samples, in the same order.
     *
     * @param labels true class indices
     * @param first predictions of one
     * @param second of the other
     */
    public static McNemar of(int[] labels, int[] first, int[] second) {
        Checks.sameLength(labels.length, first.length, "first predictions");
        Checks.sameLength(labels.length, second.length, "second predictions");
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < labels.length; i++) {
            boolean firstRight = first[i] == labels[i];
            boolean secondRight = second[i] == labels[i];
            onlyFirst += firstRight && !secondRight ? 1 : 0;
            onlySecond += secondRight && !firstRight ? 1 : 0;
        }
        return of(onlyFirst, onlySecond);
    }

    /** From counts of samples that only one gets right. */
    public static McNemar of(int onlyFirst, int onlySecond) {
        return new McNemar(onlyFirst, onlySecond, exact(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond));
    }

    /** Twice the lower tail of the binomial distribution with one half. */
    private static double exact(int least, int n) {
        double logHalf = -n * Math.log(2);
        double logChoose = 0;
        double tail = 0;
        for (int k = 0; k <= least; k++) {
            tail += Math.exp(logChoose + logHalf);
            logChoose += Math.log((double) (n - k) / (k + 1));
        }
        return Math.min(1, 2 * tail);
    }
}
