package org.exina.head.select;

import java.util.Arrays;
import java.util.List;
import org.exina.head.Temperature;

/** A candidate and what it says of the training samples when they are left out. */
final class ScoredCandidate {
    private static final double LEAST = 1e-12;

    private final Candidate candidate;
    private final double[][] probabilities; // (samples, classes), an empty row where nothing could be said
    private final double temperature;
    private final double seconds;
    private final double logLoss;
    private final int errors;

    /**
     * Judges a candidate by its probabilities of samples left out.
     *
     * @param probabilities calibrated
     * @param temperature that made them so
     */
    ScoredCandidate(Candidate candidate, double[][] probabilities, double temperature, int[] labels, double seconds) {
        this.candidate = candidate;
        this.probabilities = probabilities;
        this.temperature = temperature;
        this.seconds = seconds;
        this.logLoss = logLoss(List.of(this), labels, 1);
        this.errors = errors(List.of(this), labels);
    }

    Candidate candidate() {
        return candidate;
    }

    /** What the logarithms of the head's own probabilities were divided by. */
    double temperature() {
        return temperature;
    }

    double seconds() {
        return seconds;
    }

    double logLoss() {
        return logLoss;
    }

    int errors() {
        return errors;
    }

    double[] row(int sample) {
        return probabilities[sample];
    }

    /** Mean log loss of the mean probabilities of some, over samples of which all of them say something. */
    static double logLoss(List<ScoredCandidate> some, int[] labels, double temperature) {
        return logLoss(means(some, labels.length, temperature), labels);
    }

    /** Mean log loss of probabilities; empty rows do not count. */
    static double logLoss(double[][] probabilities, int[] labels) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (probabilities[i].length > 0) {
                count++;
                sum += loss(probabilities[i], labels[i]);
            }
        }
        return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
    }

    static double loss(double[] probabilities, int label) {
        return -Math.log(Math.max(LEAST, probabilities[label]));
    }

    /** Samples that are taken for another class. */
    static int errors(List<ScoredCandidate> some, int[] labels) {
        double[][] means = new double[labels.length][];
        Arrays.setAll(means, i -> mean(some, i));
        return errors(means, labels);
    }

    /** Samples for which another class than their own has a larger probability. */
    static int errors(double[][] probabilities, int[] labels) {
        int errors = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] row = probabilities[i];
            int label = labels[i];
            errors += Arrays.stream(row).anyMatch(other -> other > row[label]) ? 1 : 0;
        }
        return errors;
    }

    /** The mean probabilities of each sample, calibrated; an empty row where one of them says nothing. */
    static double[][] means(List<ScoredCandidate> some, int samples, double temperature) {
        double[][] means = new double[samples][];
        for (int i = 0; i < samples; i++) {
            double[] mean = mean(some, i);
            means[i] = mean.length > 0 ? Temperature.applied(mean, temperature) : mean;
        }
        return means;
    }

    /** The mean probabilities of a sample; empty when one of them says nothing. */
    static double[] mean(List<ScoredCandidate> some, int sample) {
        double[] mean = new double[some.get(0).row(sample).length];
        for (ScoredCandidate each : some) {
            double[] row = each.row(sample);
            if (row.length == 0) {
                return row;
            }
            for (int k = 0; k < mean.length; k++) {
                mean[k] += row[k] / some.size();
            }
        }
        return mean;
    }
}
