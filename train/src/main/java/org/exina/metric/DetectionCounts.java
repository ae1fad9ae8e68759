package org.exina.metric;

/**
 * How well things are found.
 *
 * @param matched predictions that are right, each with a true one of its own
 * @param predicted all finds
 * @param actual all there were to predict
 */
public record DetectionCounts(long matched, long predicted, long actual) {
    public DetectionCounts {
        if (matched < 0 || matched > predicted || matched > actual) {
            throw new IllegalArgumentException("expected matched in [0, predicted] and in [0, actual], got " + matched
                    + ", " + predicted + ", " + actual);
        }
    }

    /** Of the predicted, how many are right, with its score interval; 0 when nothing was predicted. */
    public IntervalEstimate precision() {
        return IntervalEstimate.share(matched, predicted);
    }

    /** Of the actual ones, how many were predicted, with its score interval; 0 when there was none. */
    public IntervalEstimate recall() {
        return IntervalEstimate.share(matched, actual);
    }

    /**
     * The harmonic mean of both. The interval is that of the share of the matched among all predicted and actual together
     * (Jaccard's), carried over: F1 = 2 J / (1 + J) rises with it.
     */
    public IntervalEstimate f1() {
        IntervalEstimate jaccard = IntervalEstimate.share(matched, predicted + actual - matched);
        return new IntervalEstimate(f1(jaccard.value()), f1(jaccard.low()), f1(jaccard.high()));
    }

    private static double f1(double jaccard) {
        return 2 * jaccard / (1 + jaccard);
    }
}
