package org.exina.head.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.exina.head.Temperature;

/**
 * Which candidates to average: beginning with the best, the one that lowers the log loss of the mean most is added again
 * and again, the same one perhaps several times (R. Caruana and others, Ensemble Selection from Libraries of Models, ICML
 * 2004, section 2).
 */
final class Selection {
    /** At most so many additions, counting repeats. */
    private static final int MOST = 8;
    /** What an addition must gain, as a share of the loss: small gains on the training data are chance. */
    static final double LEAST_GAIN = 0.02;

    private final List<ScoredCandidate> chosen;
    private final double temperature;

    private Selection(List<ScoredCandidate> chosen, double temperature) {
        this.chosen = chosen;
        this.temperature = temperature;
    }

    /**
     * Selects from all candidates that were judged.
     *
     * @param all at least one
     */
    static Selection of(List<ScoredCandidate> all, int[] labels) {
        List<ScoredCandidate> chosen = new ArrayList<>();
        double loss = Double.POSITIVE_INFINITY;
        while (chosen.size() < MOST) {
            ScoredCandidate best = null;
            double bestLoss = loss;
            for (ScoredCandidate each : all) {
                List<ScoredCandidate> with = new ArrayList<>(chosen);
                with.add(each);
                double withLoss = ScoredCandidate.logLoss(with, labels, 1);
                if (best == null || withLoss < bestLoss) {
                    best = each;
                    bestLoss = withLoss;
                }
            }
            if (!chosen.isEmpty() && !(bestLoss < loss * (1 - LEAST_GAIN))) {
                break;
            }
            chosen.add(best);
            loss = bestLoss;
        }
        return new Selection(List.copyOf(chosen), temperature(chosen, labels));
    }

    /** A mean of calibrated probabilities is too modest: its own temperature makes up for it. */
    private static double temperature(List<ScoredCandidate> chosen, int[] labels) {
        if (chosen.stream().distinct().count() == 1) {
            return 1; // calibrated already
        }
        double[][] means = new double[labels.length][];
        Arrays.setAll(means, i -> ScoredCandidate.mean(chosen, i));
        return Temperature.of(means, labels);
    }

    /** With repeats. */
    List<ScoredCandidate> chosen() {
        return chosen;
    }

    double temperature() {
        return temperature;
    }

    /** The share a candidate has; 0 when it was not chosen. */
    double weight(ScoredCandidate judged) {
        return (double) Collections.frequency(chosen, judged) / chosen.size();
    }
}
