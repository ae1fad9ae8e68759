package org.exina.head;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.exina.io.ExinaException;
import org.exina.matrix.Cholesky;
import org.exina.matrix.Matrices;

/**
 * What {@link HeadSpec.Lda#DEFAULT} says of each training sample when its group is left out, from products of samples
 * alone: no weights are made. The shrunk covariance is R'R (1 - a) / n + a t I in units of the deviation within classes,
 * with R the samples around their class means, a the shrinkage and t its target; all that {@link LeaveGroupOut} needs follows
 * from R R' by Woodbury's identity.
 */
public final class LeaveGroupOutLda {
    /** Of the samples' own covariance: less would cost the digits of what is left when it is taken from 1. */
    private static final double LEAST_SHARE = 1e-6;
    /** Of features of variance 1: less would cost the digits that products of samples have. */
    private static final double FLOOR = 1e-6;

    private final TrainingSet set;
    private final GramMatrix products;
    private final int[] labels;
    private final int[] sizes;
    private final double[][] meanRows; // (classes, samples): products of class means with samples
    private final double[][] means; // (classes, classes)
    private final double[][] scores; // (samples, classes), null where nothing can be said
    private double temperature;

    private LeaveGroupOutLda(TrainingSet set, GramMatrix products) {
        this.set = set;
        this.products = products;
        this.sizes = set.classSizes();
        this.labels = IntStream.range(0, set.samples()).map(set::label).toArray();
        this.scores = new double[labels.length][];
        this.meanRows = meansOfRows();
        this.means = new double[sizes.length][sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            for (int i = 0; i < labels.length; i++) {
                means[k][labels[i]] += meanRows[k][i] / sizes[labels[i]];
            }
        }
    }

    /**
     * Leaves each group out.
     *
     * @param set with groups
     * @param products of its samples
     * @throws ExinaException when nothing varies within the classes
     */
    public static LeaveGroupOutLda of(TrainingSet set, GramMatrix products) throws ExinaException {
        if (!set.hasInnerFolds()) {
            throw new IllegalArgumentException("leaving groups out needs groups; the training set has none");
        }
        if (set.samples() == set.classes() || products.varying() == 0) {
            throw new ExinaException("lda needs features that vary within the classes, found none; add samples");
        }
        LeaveGroupOutLda analysis = new LeaveGroupOutLda(set, products);
        analysis.calibrate(analysis.leftOut());
        return analysis;
    }

    /**
     * Calibrated probabilities of each sample, by an analysis without its group.
     *
     * @return (samples, classes); an empty row where all of the sample's class is in its group
     */
    public double[][] probabilities() {
        double[][] result = new double[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            result[i] = scores[i] == null ? new double[0] : probabilities(scores[i], temperature);
        }
        return result;
    }

    /** What scores are divided by: the one that the analysis of all samples is given, too. */
    double temperature() {
        return temperature;
    }

    private double[][] meansOfRows() {
        double[][] result = new double[sizes.length][labels.length];
        for (int i = 0; i < labels.length; i++) {
            double[] to = result[labels[i]];
            double[] row = products.row(i);
            for (int j = 0; j < row.length; j++) {
                to[j] += row[j] / sizes[labels[i]];
            }
        }
        return result;
    }

    /** R R': products of samples around their class means. */
    private double[][] within() {
        double[][] result = new double[labels.length][labels.length];
        for (int i = 0; i < labels.length; i++) {
            double[] row = products.row(i);
            double[] own = meanRows[labels[i]];
            for (int j = 0; j < labels.length; j++) {
                result[i][j] = row[j] - own[j] - meanRows[labels[j]][i] + means[labels[i]][labels[j]];
            }
        }
        return result;
    }

    private LeaveGroupOut leftOut() {
        double[][] within = within();
        Shrinkage shrinkage = Shrinkage.ledoitWolf(within, within.length, products.varying());
        double ridge = Math.max(FLOOR, shrinkage.intensity() * shrinkage.target());
        double scale = Math.sqrt(Math.max(LEAST_SHARE, 1 - shrinkage.intensity()) / labels.length);
        for (int i = 0; i < within.length; i++) { // becomes I + U U' / ridge, with U = R scale
            for (int j = 0; j < within.length; j++) {
                within[i][j] *= scale * scale / ridge;
            }
            within[i][i] += 1;
        }
        Cholesky inverse = Cholesky.of(within);
        double[][] rowsWithMeans = rowsWithMeans(scale); // U m, (classes, samples)
        double[][] solved = inverse.solve(rowsWithMeans);
        double[][] underInverse = Matrices.transpose(solved); // U times the inverse covariance times m
        for (double[] row : underInverse) {
            for (int k = 0; k < row.length; k++) {
                row[k] /= ridge;
            }
        }
        return new LeaveGroupOut(
                labels,
                sizes,
                scale,
                (i, j) -> (i == j ? 1 : 0) - inverse.inverse(i, j),
                underInverse,
                meansUnderInverse(rowsWithMeans, solved, ridge));
    }

    private double[][] rowsWithMeans(double scale) {
        double[][] result = new double[sizes.length][labels.length];
        for (int k = 0; k < sizes.length; k++) {
            for (int i = 0; i < labels.length; i++) {
                result[k][i] = scale * (meanRows[k][i] - means[k][labels[i]]);
            }
        }
        return result;
    }

    private double[][] meansUnderInverse(double[][] rowsWithMeans, double[][] solved, double ridge) {
        double[][] result = new double[sizes.length][sizes.length];
        for (int j = 0; j < sizes.length; j++) {
            for (int k = 0; k < sizes.length; k++) {
                result[j][k] = (means[j][k] - Matrices.dot(rowsWithMeans[j], solved[k]) / ridge) / ridge;
            }
        }
        return result;
    }

    private void calibrate(LeaveGroupOut leftOut) {
        Temperature all = new Temperature();
        for (int[] group : set.groups()) {
            tell(leftOut, group, all);
        }
        temperature = all.best();
    }

    /** Keeps the scores of a group's samples, minus infinity for classes that only the group has. */
    private void tell(LeaveGroupOut leftOut, int[] group, Temperature all) {
        int[] left = sizes.clone();
        for (int i : group) {
            left[labels[i]]--;
        }
        int[] known = IntStream.range(0, left.length).filter(k -> left[k] > 0).toArray();
        Temperature told = new Temperature();
        leftOut.tell(group, told);
        int next = 0;
        for (int i : group) {
            if (left[labels[i]] > 0 && next < told.scores().size()) {
                double[] given = told.scores().get(next++);
                all.add(given, Arrays.binarySearch(known, labels[i]));
                scores[i] = new double[left.length];
                Arrays.fill(scores[i], Double.NEGATIVE_INFINITY);
                for (int k = 0; k < known.length; k++) {
                    scores[i][known[k]] = given[k];
                }
            }
        }
    }

    private static double[] probabilities(double[] scores, double temperature) {
        double[] result = new double[scores.length];
        Arrays.setAll(result, k -> scores[k] / temperature);
        Softmax.logSumExp(result);
        return result;
    }
}
