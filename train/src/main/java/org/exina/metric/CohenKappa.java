package org.exina.metric;

import java.util.Optional;

/**
 * How far two people agree beyond what chance alone would give (J. Cohen, A Coefficient of Agreement for Nominal Scales,
 * Educational and Psychological Measurement 20, 1960): 1 when they always do, 0 when no more than by chance.
 */
public final class CohenKappa {
    private CohenKappa() {}

    /**
     * Kappa with its interval (J. L. Fleiss, J. Cohen, B. S. Everitt, Large Sample Standard Errors of Kappa and Weighted
     * Kappa, Psychological Bulletin 72, 1969, formula 13). The interval is one of large samples: of less than some 30 it is
     * too narrow.
     *
     * @param counts how often the first said one class (row) and the second another (column); square
     * @return empty when nothing was counted, or both always said one and the same class: chance would agree as well
     */
    public static Optional<IntervalEstimate> of(long[][] counts) {
        int classes = counts.length;
        double[] first = new double[classes];
        double[] second = new double[classes];
        double n = 0;
        double same = 0;
        for (int i = 0; i < classes; i++) {
            Checks.sameLength(classes, counts[i].length, "columns of row " + i);
            for (int j = 0; j < classes; j++) {
                first[i] += counts[i][j];
                second[j] += counts[i][j];
                n += counts[i][j];
            }
            same += counts[i][i];
        }
        double agreed = same / n;
        double chance = 0;
        for (int i = 0; i < classes; i++) {
            chance += first[i] / n * (second[i] / n);
        }
        if (!(chance < 1)) { // nothing counted, too
            return Optional.empty();
        }
        double kappa = (agreed - chance) / (1 - chance);
        double spread = -Math.pow(agreed * chance - 2 * chance + agreed, 2);
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                double weight = i == j
                        ? Math.pow((1 - chance) - (first[i] + second[i]) / n * (1 - agreed), 2)
                        : Math.pow((1 - agreed) * (second[i] + first[j]) / n, 2);
                spread += counts[i][j] / n * weight;
            }
        }
        double half = Interval.Z * Math.sqrt(Math.max(0, spread) / n) / Math.pow(1 - chance, 2);
        return Optional.of(new IntervalEstimate(kappa, Math.max(-1, kappa - half), Math.min(1, kappa + half)));
    }
}
