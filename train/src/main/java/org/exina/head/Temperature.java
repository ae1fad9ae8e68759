package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One number that all scores are divided by, so that probabilities mean what they say; the winner stays the winner. C.
 * Guo and others, On Calibration of Modern Neural Networks, ICML 2017, section 4.2: the one of least log loss on samples
 * that were not trained on. Labels are softened a little, so that samples without a single error do not ask for
 * certainty: as if half an error more had been seen, and the second likeliest class had been right there. (J. Platt,
 * Probabilistic Outputs for Support Vector Machines, 1999, section 2.2, softens by one error and for two classes; spread
 * evenly over many classes it made probabilities a tenth too modest.)
 */
public final class Temperature {
    private static final double LOWEST = 1e-6;
    private static final double HIGHEST = 1e6;
    private static final int STEPS = 60;

    private final List<double[]> scores = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    /** Less likely counts as this: a logarithm must be a number. */
    private static final double LEAST = 1e-30;

    Temperature() {}

    /**
     * What the logarithms of probabilities are to be divided by.
     *
     * @param probabilities (samples, classes), of samples that were not trained on; empty rows do not count
     * @param labels the true classes
     */
    public static double of(double[][] probabilities, int[] labels) {
        Temperature temperature = new Temperature();
        for (int i = 0; i < labels.length; i++) {
            if (probabilities[i].length > 0) {
                temperature.add(logarithms(probabilities[i]), labels[i]);
            }
        }
        return temperature.best();
    }

    /**
     * Probabilities whose logarithms are divided.
     *
     * @return a new array, summing to 1
     */
    public static double[] applied(double[] probabilities, double temperature) {
        double[] result = logarithms(probabilities);
        for (int k = 0; k < result.length; k++) {
            result[k] /= temperature;
        }
        Softmax.logSumExp(result);
        return result;
    }

    private static double[] logarithms(double[] probabilities) {
        return Arrays.stream(probabilities)
                .map(p -> Math.log(Math.max(LEAST, p)))
                .toArray();
    }

    /**
     * Adds scores of a sample that was not trained on.
     *
     * @param given one for each of at least two classes
     * @param label the true class's place in them
     */
    void add(double[] given, int label) {
        scores.add(given);
        labels.add(label);
    }

    /** What was added. */
    List<double[]> scores() {
        return scores;
    }

    static void divide(double[][] weights, double[] intercepts, double temperature) {
        for (int k = 0; k < weights.length; k++) {
            intercepts[k] /= temperature;
            for (int j = 0; j < weights[k].length; j++) {
                weights[k][j] /= temperature;
            }
        }
    }

    /**
     * The best for what was added; 1 when nothing was. The slope of the loss grows with the inverse temperature, so its
     * zero is found by halving.
     */
    double best() {
        if (scores.isEmpty()) {
            return 1;
        }
        double low = Math.log(LOWEST);
        double high = Math.log(HIGHEST);
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (slope(Math.exp(middle)) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.exp(-(low + high) / 2);
    }

    private double slope(double inverse) {
        double softness = 0.5 / (scores.size() + 1);
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            double[] s = scores.get(i);
            double[] p = new double[s.length];
            Arrays.setAll(p, k -> inverse * s[k]);
            Softmax.logSumExp(p);
            for (int k = 0; k < s.length; k++) {
                sum += p[k] * s[k];
            }
            int label = labels.get(i);
            sum -= (1 - softness) * s[label] + softness * bestOfOthers(s, label);
        }
        return sum;
    }

    private static double bestOfOthers(double[] scores, int label) {
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < scores.length; k++) {
            best = k == label ? best : Math.max(best, scores[k]);
        }
        return best;
    }
}
