package org.exina.metric;

/**
 * How well things are found.
 *
 * @param matched finds that are right, each with a truth of its own
 * @param found all finds
 * @param truths all there was to find
 */
public record Finding(long matched, long found, long truths) {
    public Finding {
        if (matched < 0 || matched > found || matched > truths) {
            throw new IllegalArgumentException(
                    "expected matched in [0, found] and in [0, truths], got " + matched + ", " + found + ", " + truths);
        }
    }

    /** Of the finds, how many are right, with its score interval; 0 when nothing was found. */
    public Estimate precision() {
        return Estimate.share(matched, found);
    }

    /** Of the truths, how many were found, with its score interval; 0 when there was none. */
    public Estimate recall() {
        return Estimate.share(matched, truths);
    }

    /**
     * The harmonic mean of both. The interval is that of the share of the matched among all finds and truths together
     * (Jaccard's), carried over: F1 = 2 J / (1 + J) rises with it.
     */
    public Estimate f1() {
        Estimate jaccard = Estimate.share(matched, found + truths - matched);
        return new Estimate(f1(jaccard.value()), f1(jaccard.low()), f1(jaccard.high()));
    }

    private static double f1(double jaccard) {
        return 2 * jaccard / (1 + jaccard);
    }
}
