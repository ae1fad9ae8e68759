package org.exina.cleaning;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which labels are doubtful, by the probabilities of heads that never saw the image (C. Northcutt, L. Jiang, I. Chuang,
 * Confident Learning, JAIR 70, 2021). The order is that of the logarithm of how much likelier another class is. Compared
 * with the paper's self-confidence and its margins, plain and against thresholds of each class, it was best or as good on
 * every set of planted errors: a margin calls all sure answers equal, and thresholds punish a class that is easy.
 */
final class LabelDoubts {
    /** Below it, "relabel" is proposed: of planted errors nearly all lie below, of right labels few. */
    private static final double UNLIKELY = 0.05;

    private static final double TINY = 1e-300;

    private LabelDoubts() {}

    /**
     * One image that was taken for something else.
     *
     * @param proposal the class it was taken for
     * @param own probability of its label
     * @param other probability of the proposal
     * @param sure whether its label is so unlikely that the proposal should take its place
     */
    record Doubt(int sample, int proposal, double own, double other, boolean sure) {
        /** How many times likelier the proposal is, as a natural logarithm: above 0. */
        double score() {
            return Math.log(Math.max(other, TINY)) - Math.log(Math.max(own, TINY));
        }
    }

    /**
     * The doubtful ones, most doubtful first.
     *
     * @param probabilities (samples, classes), each by a head that was trained without the sample
     * @param labels a class index per sample
     */
    static List<Doubt> of(double[][] probabilities, int[] labels) {
        return IntStream.range(0, labels.length)
                .mapToObj(i -> doubt(i, probabilities[i], labels[i]))
                .filter(doubt -> doubt.other() > doubt.own())
                .sorted(Comparator.comparingDouble(Doubt::score).reversed()) // stable: then in the order of samples
                .toList();
    }

    private static Doubt doubt(int sample, double[] probabilities, int label) {
        int best = label == 0 ? 1 : 0;
        for (int k = 0; k < probabilities.length; k++) {
            best = k != label && probabilities[k] > probabilities[best] ? k : best;
        }
        double own = probabilities[label];
        return new Doubt(sample, best, own, probabilities[best], own < UNLIKELY);
    }
}
