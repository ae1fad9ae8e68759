package org.exina.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How often samples of each class were taken for each: rows true, columns predicted. Metrics that are not defined (the
 * precision of a class that was never predicted) are 0, as scikit-learn has it with {@code zero_division=0}. Immutable.
 */
public final class ConfusionMatrix {
    private final long[][] counts; // (true, predicted)

    private ConfusionMatrix(long[][] counts) {
        this.counts = counts;
    }

    /** One class taken for another. */
    public record Confusion(int label, int predicted, long count) {}

    /**
     * Counts.
     *
     * @param labels class indices, at least one
     * @param predicted class indices, one for each label
     * @param classes at least 1; class indices are in [0, classes)
     */
    public static ConfusionMatrix of(int[] labels, int[] predicted, int classes) {
        Checks.sameLength(labels.length, predicted.length, "predictions");
        long[][] counts = new long[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            counts[Checks.label(labels[i], classes, i)][Checks.label(predicted[i], classes, i)]++;
        }
        return new ConfusionMatrix(counts);
    }

    public int classes() {
        return counts.length;
    }

    public long count(int label, int predicted) {
        return counts[label][predicted];
    }

    /** Samples of class {@code k}. */
    public long support(int k) {
        long sum = 0;
        for (long count : counts[k]) {
            sum += count;
        }
        return sum;
    }

    /** Samples taken for class {@code k}. */
    public long predictedAs(int k) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[k];
        }
        return sum;
    }

    public long total() {
        long sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += support(k);
        }
        return sum;
    }

    public long correct() {
        long sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k][k];
        }
        return sum;
    }

    public long errors() {
        return total() - correct();
    }

    public double accuracy() {
        return (double) correct() / total();
    }

    /** Of those taken for class {@code k}, the share that is of it. */
    public double precision(int k) {
        return share(counts[k][k], predictedAs(k));
    }

    /** Of class {@code k}, the share that was recognised. */
    public double recall(int k) {
        return share(counts[k][k], support(k));
    }

    /** The harmonic mean of precision and recall. */
    public double f1(int k) {
        return share(2 * counts[k][k], support(k) + predictedAs(k));
    }

    /** The mean F1 over the classes that have samples or were predicted. */
    public double macroF1() {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < counts.length; k++) {
            if (support(k) + predictedAs(k) > 0) {
                sum += f1(k);
                present++;
            }
        }
        return sum / present;
    }

    /** Different classes that were confused: the most often first, then by true and predicted class. */
    public List<Confusion> mostConfused(int limit) {
        List<Confusion> confusions = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                if (i != j && counts[i][j] > 0) {
                    confusions.add(new Confusion(i, j, counts[i][j]));
                }
            }
        }
        confusions.sort(Comparator.comparingLong(Confusion::count).reversed()); // stable
        return confusions.stream().limit(limit).toList();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
