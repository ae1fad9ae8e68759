package org.exina.head;

/**
 * What came of training {@link HeadSpec.LogisticRegression}.
 *
 * @param head as it was asked for
 * @param innerLogLoss the one that the penalty was chosen by; null where it was given
 * @param l2 the penalty
 * @param iterations of L-BFGS
 * @param converged whether it ended before the most iterations
 * @param loss mean log loss with the penalty
 */
public record LogisticReport(
        String head, Double innerLogLoss, double l2, int iterations, boolean converged, double loss) {}
