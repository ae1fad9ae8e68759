package org.exina.labelling;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.exina.head.WithinClassSpace;
import org.exina.math.Statistics;

/**
 * A discriminant analysis of the labels that there are, and of guesses for the images without: those that are likely and not
 * far take part in the next round of it, which with a few labels a class makes a third fewer mistakes (A. P. Dempster, N.
 * M. Laird, D. B. Rubin, Maximum Likelihood from Incomplete Data via the EM Algorithm, 1977, with a threshold).
 */
final class LabelModel {
    private static final int ROUNDS = 3;
    /** Guesses below take no part. */
    private static final double LIKELY = 0.5;
    /** How far a guess may lie, by what nine of ten labelled images lie within. */
    private static final double NEAR = 1.5;

    private static final double MOST_LABELLED = 0.9;
    private static final int FOLDS = 5;
    /** Labelled images that the temperature is worth finding by. */
    private static final int ENOUGH = 10;

    private static final double USUAL_TEMPERATURE = 4;
    private static final double LOWEST = Math.log(0.5);
    private static final double HIGHEST = Math.log(60);
    private static final int NARROWINGS = 30;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final double[][] samples;
    private final int[] labels; // -1 for none
    private final boolean[][] refused; // (samples, classes)
    private final int classes;
    private WithinClassSpace space;
    private double[][] distances; // squared, to the means: (samples, classes)
    private double[][] shares; // of samples in classes, guessed ones too: (samples, classes)
    private double[][] probabilities;

    /**
     * Trains it.
     *
     * @param classes at least 2, each with a labelled sample, one with two
     */
    LabelModel(double[][] samples, int[] labels, boolean[][] refused, int classes) {
        this.samples = samples;
        this.labels = labels;
        this.refused = refused;
        this.classes = classes;
        double temperature = temperature();
        shares = given();
        fit();
        for (int round = 0; round < ROUNDS; round++) {
            double near =
                    NEAR * Statistics.quantile(Arrays.stream(own()).sorted().toArray(), MOST_LABELLED);
            double[][] guessed = probabilities(Math.max(1, temperature));
            shares = given();
            for (int i = 0; i < shares.length; i++) {
                if (labels[i] < 0 && Arrays.stream(distances[i]).min().orElseThrow() < near) {
                    double[] guess = guessed[i];
                    Arrays.setAll(shares[i], k -> guess[k] > LIKELY ? guess[k] : 0);
                }
            }
            fit();
        }
        probabilities = probabilities(temperature);
    }

    /** Each labelled sample is wholly of its class. */
    private double[][] given() {
        double[][] given = new double[samples.length][classes];
        for (int i = 0; i < given.length; i++) {
            if (labels[i] >= 0) {
                given[i][labels[i]] = 1;
            }
        }
        return given;
    }

    private void fit() {
        space = WithinClassSpace.of(samples, shares);
        distances = new double[samples.length][];
        for (int i = 0; i < samples.length; i++) {
            distances[i] = distances(space, i);
        }
    }

    /** Of the labelled samples to the means of their own classes. */
    private double[] own() {
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] >= 0)
                .mapToDouble(i -> distances[i][labels[i]])
                .toArray();
    }

    private double[][] probabilities(double temperature) {
        double[][] result = new double[samples.length][];
        for (int i = 0; i < result.length; i++) {
            result[i] = probabilities(distances[i], refused[i], temperature);
        }
        return result;
    }

    /** All 0 where every class is refused. */
    private static double[] probabilities(double[] distances, boolean[] refused, double temperature) {
        double least = IntStream.range(0, distances.length)
                .filter(k -> !refused[k])
                .mapToDouble(k -> distances[k])
                .min()
                .orElse(0);
        double[] p = new double[distances.length];
        Arrays.setAll(p, k -> refused[k] ? 0 : Math.exp((least - distances[k]) / (2 * temperature)));
        double sum = Arrays.stream(p).sum();
        Arrays.setAll(p, k -> sum > 0 ? p[k] / sum : 0);
        return p;
    }

    /** That which gives labelled samples that were left out the least log loss. */
    private double temperature() {
        int[] labelled =
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        double[][] rows = Arrays.stream(labelled).mapToObj(i -> samples[i]).toArray(double[][]::new);
        int[] seen = new int[classes];
        int[] fold = Arrays.stream(labelled).map(i -> seen[labels[i]]++ % FOLDS).toArray();
        double[][] left = new double[labels.length][];
        int tested = 0;
        for (int f = 0; f < FOLDS; f++) {
            double[][] kept = new double[rows.length][classes];
            int[] sizes = new int[classes];
            for (int n = 0; n < rows.length; n++) {
                if (fold[n] != f) {
                    kept[n][labels[labelled[n]]] = 1;
                    sizes[labels[labelled[n]]]++;
                }
            }
            if (Arrays.stream(sizes).allMatch(size -> size > 0)) {
                WithinClassSpace without = WithinClassSpace.of(rows, kept);
                for (int n = 0; n < rows.length; n++) {
                    if (fold[n] == f) {
                        left[labelled[n]] = distances(without, n);
                        tested++;
                    }
                }
            }
        }
        return tested < ENOUGH ? USUAL_TEMPERATURE : Math.exp(best(left));
    }

    private static double[] distances(WithinClassSpace space, int sample) {
        double[] point = space.points()[sample];
        return Arrays.stream(space.means())
                .mapToDouble(mean -> Ward.squared(point, mean))
                .toArray();
    }

    /** The logarithm of the temperature, by golden sections. */
    private double best(double[][] left) {
        double low = LOWEST;
        double high = HIGHEST;
        for (int i = 0; i < NARROWINGS; i++) {
            double first = high - GOLDEN * (high - low);
            double second = low + GOLDEN * (high - low);
            if (loss(left, first) < loss(left, second)) {
                high = second;
            } else {
                low = first;
            }
        }
        return (low + high) / 2;
    }

    private double loss(double[][] left, double logTemperature) {
        double loss = 0;
        for (int i = 0; i < left.length; i++) {
            if (left[i] != null) {
                double[] p = probabilities(left[i], new boolean[classes], Math.exp(logTemperature));
                loss -= Math.log(Math.max(Double.MIN_NORMAL, p[labels[i]]));
            }
        }
        return loss;
    }

    /** (samples, classes); all 0 where every class is refused. */
    double[][] probabilities() {
        return probabilities;
    }

    /** How much of a sample is of a class, guessed ones too: (samples, classes). */
    double[][] shares() {
        return shares;
    }

    /** How far samples lie from the nearest class, by how far labelled ones lie from their own. */
    double novelty(int[] group) {
        double[] mean = Groups.mean(space.points(), group);
        double nearest = Arrays.stream(space.means())
                .mapToDouble(each -> Ward.squared(mean, each))
                .min()
                .orElseThrow();
        return nearest / Statistics.median(own());
    }
}
