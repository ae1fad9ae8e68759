package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One number that all scores are divided by, so that probabilities mean what they say; the winner stays the winner. C.
 * Guo and others, On Calibration of Modern Neural Networks, ICML 2017, section 4.2. The labels are softened as in J.
 * Platt, Probabilistic Outputs for Support Vector Machines, 1999, section 2.2, so that samples without a single error do
 * not ask for certainty.
 */
final class Temperature {
    private static final double LOWEST = 1e-6;
    private static final double HIGHEST = 1e6;
    private static final int STEPS = 60;

    private final List<double[]> scores = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    private Temperature() {}

    /** Trains on all inner folds but one, looks at the scores of that one, in turn. 1 when no fold can be trained on. */
    static double byInnerFolds(TrainingSet set, Function<TrainingSet, LinearHead> training) {
        Temperature temperature = new Temperature();
        for (int fold : set.foldNumbers()) {
            temperature.look(set, fold, training);
        }
        return temperature.scores.isEmpty() ? 1 : temperature.best();
    }

    static double best(double[][] scores, int[] labels) {
        Temperature temperature = new Temperature();
        temperature.scores.addAll(List.of(scores));
        Arrays.stream(labels).forEach(temperature.labels::add);
        return temperature.best();
    }

    static void divide(double[][] weights, double[] intercepts, double temperature) {
        for (int k = 0; k < weights.length; k++) {
            intercepts[k] /= temperature;
            for (int j = 0; j < weights[k].length; j++) {
                weights[k][j] /= temperature;
            }
        }
    }

    /** Classes that only the fold left out has are left out of the comparison too. */
    private void look(TrainingSet set, int fold, Function<TrainingSet, LinearHead> training) {
        int[] names = new int[set.classes()]; // class here to class in the inner training set, or -1
        Arrays.fill(names, -1);
        List<Integer> members = new ArrayList<>();
        int classes = 0;
        for (int i = 0; i < set.samples(); i++) {
            if (set.innerFold(i) != fold) {
                members.add(i);
                if (names[set.label(i)] < 0) {
                    names[set.label(i)] = classes++;
                }
            }
        }
        if (classes < 2 || members.size() == classes) {
            return;
        }
        float[][] rows = members.stream().map(set::row).toArray(float[][]::new);
        int[] known = members.stream().mapToInt(i -> names[set.label(i)]).toArray();
        LinearHead head = training.apply(TrainingSet.of(rows, known, classes));
        for (int i = 0; i < set.samples(); i++) {
            if (set.innerFold(i) == fold && names[set.label(i)] >= 0) {
                scores.add(head.scores(set.row(i)));
                labels.add(names[set.label(i)]);
            }
        }
    }

    /** The slope of the loss grows with the inverse temperature, so its zero is found by halving. */
    private double best() {
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
        double softness = 1.0 / (scores.size() + 2);
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            double[] s = scores.get(i);
            double[] p = new double[s.length];
            Arrays.setAll(p, k -> inverse * s[k]);
            Softmax.logSumExp(p);
            for (int k = 0; k < s.length; k++) {
                double target = k == labels.get(i) ? 1 - softness : softness / (s.length - 1);
                sum += (p[k] - target) * s[k];
            }
        }
        return sum;
    }
}
