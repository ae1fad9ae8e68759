package org.exina.search;

import java.util.List;
import org.exina.head.Temperature;

/** A candidate and what it says of the training samples when they are left out. */
final class Judged {
    private static final double LEAST = 1e-12;

    private final Candidate candidate;
    private final double[][] probabilities; // (samples, classes), an empty row where nothing could be said
    private final double temperature;
    private final double seconds;
    private final double logLoss;
    private final int errors;

    /** @param probabilities calibrated   @param temperature that made them so */
    Judged(Candidate candidate, double[][] probabilities, double temperature, int[] labels, double seconds) {
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
    static double logLoss(List<Judged> some, int[] labels, double temperature) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] mean = mean(some, i);
            if (mean.length > 0) {
                count++;
                sum -= Math.log(Math.max(LEAST, Temperature.applied(mean, temperature)[labels[i]]));
            }
        }
        return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
    }

    /** Samples that are taken for another class. */
    static int errors(List<Judged> some, int[] labels) {
        int errors = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] mean = mean(some, i);
            for (int k = 0; k < mean.length; k++) {
                if (mean[k] > mean[labels[i]]) {
                    errors++;
                    break;
                }
            }
        }
        return errors;
    }

    /** The mean probabilities of a sample; empty when one of them says nothing. */
    static double[] mean(List<Judged> some, int sample) {
        double[] mean = new double[some.get(0).row(sample).length];
        for (Judged each : some) {
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
