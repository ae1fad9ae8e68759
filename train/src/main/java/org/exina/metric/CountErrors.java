package org.exina.metric;

import java.util.Arrays;

/**
 * By how much counts are wrong.
 *
 * @param n how many were compared
 * @param truth the sum of the true ones
 * @param counted the sum of those counted
 * @param bias the mean of counted less true: above 0 when too many are counted
 * @param meanAbsolute the mean of what each is off, whichever way
 */
public record CountErrors(int n, long truth, long counted, double bias, double meanAbsolute) {
    /**
     * Compares counts with the true ones, one by one.
     *
     * @param truth true counts, at least one
     * @param counted those found, in the same order
     */
    public static CountErrors of(long[] truth, long[] counted) {
        if (truth.length == 0 || truth.length != counted.length) {
            throw new IllegalArgumentException(
                    "expected a count for each of at least 1 true one, got " + counted.length + " for " + truth.length);
        }
        long off = 0;
        for (int i = 0; i < truth.length; i++) {
            off += Math.abs(counted[i] - truth[i]);
        }
        long sumTrue = Arrays.stream(truth).sum();
        long sumCounted = Arrays.stream(counted).sum();
        double n = truth.length;
        return new CountErrors(truth.length, sumTrue, sumCounted, (sumCounted - sumTrue) / n, off / n);
    }

    /** What the sum is off, as a share of the true sum: errors that cancel out are forgiven. 0 of 0 is 0. */
    public double ofTheWhole() {
        return Math.abs(counted - truth) / (double) Math.max(1, truth);
    }

    /** What all are off, as a share of the true sum: nothing cancels out. */
    public double ofEach() {
        return meanAbsolute * n / Math.max(1, truth);
    }
}
