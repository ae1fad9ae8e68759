package org.exina.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

/**
 * Precision over all shares of truths that can be found, the most certain predictions first: the area below the curve of
 * precision against recall, each precision raised to the best at any higher recall (M. Everingham, J. Winn, The PASCAL
 * Visual Object Classes Challenge 2012 Development Kit, section 3.4.1: all points, as since 2010; not the 11 points before,
 * nor the 101 of COCO). 1 is perfect; truths that were never found count against it.
 *
 * <p>Finds of equal certainty are taken in at once: no threshold can part them, so their order says nothing.
 */
public final class AveragePrecision {
    private AveragePrecision() {}

    /**
     * Of finds in any order.
     *
     * @param certainties of the finds; may be none
     * @param right for each, whether it was matched with a truth that no other has
     * @param truths how many there are to be found, at least 1 and as many as are right
     */
    public static double of(double[] certainties, boolean[] right, long truths) {
        if (certainties.length != right.length) {
            throw new IllegalArgumentException(
                    "expected for each find whether it is right, got " + certainties.length + " and " + right.length);
        }
        Integer[] order = new Integer[certainties.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, Comparator.comparingDouble((Integer i) -> certainties[i]).reversed());
        double[] sorted = new double[order.length];
        boolean[] sortedRight = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = certainties[order[i]];
            sortedRight[i] = right[order[i]];
        }
        return ofCopies(sorted, sortedRight, i -> 1, truths);
    }

    /**
     * Of finds that stand for several, which are sorted.
     *
     * @param certainties falling
     * @param copies how many the find of this index stands for, at least 0
     */
    public static double ofCopies(double[] certainties, boolean[] right, IntUnaryOperator copies, long truths) {
        long found = 0;
        long matched = 0;
        for (int i = 0; i < certainties.length; i++) {
            found += copies.applyAsInt(i);
            matched += right[i] ? copies.applyAsInt(i) : 0;
        }
        if (truths < 1 || matched > truths) {
            throw new IllegalArgumentException(
                    "expected at least 1 truth and one for each right find, got " + truths + " for " + matched);
        }
        double best = 0;
        double area = 0;
        for (int end = certainties.length;
                end > 0; ) { // the least certain first: the best at any higher recall is known
            best = found == 0 ? best : Math.max(best, (double) matched / found);
            long matchedBefore = matched;
            double certainty = certainties[end - 1];
            while (end > 0 && certainties[end - 1] == certainty) {
                end--;
                found -= copies.applyAsInt(end);
                matched -= right[end] ? copies.applyAsInt(end) : 0;
            }
            area += best * (matchedBefore - matched) / truths;
        }
        return area;
    }
}
