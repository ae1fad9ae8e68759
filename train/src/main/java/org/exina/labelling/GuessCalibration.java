package org.exina.labelling;

import java.util.List;

/**
 * Probabilities of guesses, mended by how often such guesses were right: their logits over one number, so that as many
 * would have been expected wrong as were.
 */
final class GuessCalibration {
    /** Guesses that are thought to have been checked before any was, their logit, and the share of them that was wrong. */
    private static final int EARLIER = 20;

    private static final double EARLIER_LOGIT = 3;
    private static final double EARLIER_WRONG = 0.1;
    private static final double LEAST = 0.2;
    private static final double MOST = 20;
    private static final int HALVINGS = 40;
    private static final double NEVER = 1e-6;

    private final double divisor;

    GuessCalibration(List<KnownLabels.Checked> checked) {
        double wrong = EARLIER * EARLIER_WRONG
                + checked.stream().filter(each -> !each.right()).count();
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            double expected = EARLIER / (1 + Math.exp(EARLIER_LOGIT / middle));
            for (KnownLabels.Checked each : checked) {
                expected += 1 / (1 + Math.exp(logit(each.probability()) / middle));
            }
            if (expected < wrong) {
                low = middle;
            } else {
                high = middle;
            }
        }
        divisor = Math.sqrt(low * high);
    }

    double of(double probability) {
        return 1 / (1 + Math.exp(-logit(probability) / divisor));
    }

    private static double logit(double probability) {
        double inside = Math.min(1 - NEVER, Math.max(NEVER, probability));
        return Math.log(inside / (1 - inside));
    }
}
