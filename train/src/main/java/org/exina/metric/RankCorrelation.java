package org.exina.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * How far two lists of numbers rise together, whatever their scale (C. Spearman, The Proof and Measurement of Association
 * between Two Things, American Journal of Psychology 15, 1904): the correlation of their ranks, equal numbers sharing the
 * mean of their ranks. 1 when one never falls while the other rises, -1 when it always does, about 0 by chance.
 */
public final class RankCorrelation {
    private RankCorrelation() {}

    /** Nothing when one of them is all the same number, or there are fewer than two. */
    public static OptionalDouble spearman(double[] first, double[] second) {
        double[] once = new double[first.length];
        Arrays.fill(once, 1);
        return spearman(first, second, once);
    }

    /**
     * Of pairs that occur several times.
     *
     * @param times how often each pair occurs, at least 0
     */
    public static OptionalDouble spearman(double[] first, double[] second, double[] times) {
        if (first.length != second.length || first.length != times.length) {
            throw new IllegalArgumentException("expected lists of one length, got " + first.length + ", "
                    + second.length + " and " + times.length);
        }
        return pearson(ranks(first, times), ranks(second, times), times);
    }

    /** From 1; equal numbers have the mean of the ranks that they take up. */
    private static double[] ranks(double[] values, double[] times) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        double below = 0;
        for (int begin = 0; begin < order.length; ) {
            int end = begin;
            double here = 0;
            while (end < order.length && values[order[end]] == values[order[begin]]) {
                here += times[order[end++]];
            }
            for (int i = begin; i < end; i++) {
                ranks[order[i]] = below + (here + 1) / 2;
            }
            below += here;
            begin = end;
        }
        return ranks;
    }

    private static OptionalDouble pearson(double[] x, double[] y, double[] times) {
        double n = Arrays.stream(times).sum();
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += times[i] * x[i] / n;
            meanY += times[i] * y[i] / n;
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += times[i] * (x[i] - meanX) * (y[i] - meanY);
            xx += times[i] * (x[i] - meanX) * (x[i] - meanX);
            yy += times[i] * (y[i] - meanY) * (y[i] - meanY);
        }
        boolean varied = xx > 1e-12 * n && yy > 1e-12 * n; // ranks differ by halves: less is rounding
        return varied ? OptionalDouble.of(Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))) : OptionalDouble.empty();
    }
}
