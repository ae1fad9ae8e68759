package org.exina.metric;

/**
 * How well things are found.
 *
 * @param matched finds that are right, each with a truth of its own
 * @param predicted all finds
 * @param actual all there was to find
 */
public record DetectionCounts(long matched, long predicted, long actual) {
    public DetectionCounts {
        if (matched < 0 || matched > predicted || matched > actual) {
            throw new IllegalArgumentException("expected matched in [0, found] and in [0, truths], got " + matched
                    + ", " + predicted + ", " + actual);
        }
    }

    /** Of the finds, how many are right, with its score interval; 0 when nothing was found. */
    public IntervalEstimate precision() {
        return IntervalEstimate.share(matched, predicted);
    }

    /** Of the truths, how many were found, with its score interval; 0 when there was none. */
    public IntervalEstimate recall() {
        return IntervalEstimate.share(matched, actual);
    }

    /**
     * The harmonic mean of both. The interval is that of the share of the matched among all finds and truths together
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
