package org.exina.head;

import java.util.Arrays;
import org.exina.matrix.Lbfgs;
import org.exina.matrix.Matrices;

/**
 * The mean log loss of a multinomial logistic model over some of the samples, plus {@code l2 / 2} times the sum of
 * squared weights. Parameters: for each class its weights along the axes, then its intercept.
 */
final class LogisticLoss implements Lbfgs.Objective {
    private static final double LEAST_CURVATURE = 1e-4;

    private final PrincipalBasis axes;
    private final int[] labels;
    private final boolean[] used;
    private final int samples;
    private final double l2;
    private final double[][] weights; // (classes, axes)
    private final double[][] scores; // (samples, classes), then what is wrong with the probabilities
    private final double[][] slopes; // (classes, axes)
    private double curvature;

    /**
     * The loss over some of the samples.
     *
     * @param used the samples that count
     */
    LogisticLoss(PrincipalBasis axes, int[] labels, int classes, boolean[] used, double l2) {
        this.axes = axes;
        this.labels = labels;
        this.used = used;
        this.l2 = l2;
        this.weights = new double[classes][axes.variances().length];
        this.scores = new double[labels.length][classes];
        this.slopes = new double[classes][axes.variances().length];
        int count = 0;
        for (boolean u : used) {
            count += u ? 1 : 0;
        }
        this.samples = count;
    }

    int parameters() {
        return weights.length * (weights[0].length + 1);
    }

    @Override
    public double value(double[] x, double[] gradient) {
        score(x);
        int classes = weights.length;
        double loss = 0;
        double spread = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] p = scores[i];
            if (used[i]) {
                double own = p[labels[i]];
                loss += Softmax.logSumExp(p) - own;
                for (int k = 0; k < classes; k++) {
                    spread += p[k] * (1 - p[k]);
                    p[k] = (p[k] - (k == labels[i] ? 1 : 0)) / samples;
                }
            } else {
                Arrays.fill(p, 0);
            }
        }
        curvature = Math.max(LEAST_CURVATURE, spread / samples / classes);
        axes.points().multiplyTransposed(scores, slopes);
        return loss / samples + 0.5 * l2 * fill(gradient);
    }

    /**
     * The log loss of a probability's logarithm is bent by p (1 - p) times the variance along each axis, and the penalty
     * adds its own (D. Böhning, Multinomial logistic regression algorithm, 1992, for the bound; here the mean is used).
     */
    @Override
    public void precondition(double[] vector) {
        double[] variances = axes.variances();
        int stride = variances.length + 1;
        for (int k = 0; k < weights.length; k++) {
            for (int a = 0; a < variances.length; a++) {
                vector[k * stride + a] /= curvature * variances[a] + l2;
            }
            vector[k * stride + variances.length] /= curvature;
        }
    }

    /** Sum of the log loss over the samples that do not count, of classes that some sample that counts has. */
    double lossOfOthers(double[] x) {
        score(x);
        boolean[] known = new boolean[weights.length];
        for (int i = 0; i < labels.length; i++) {
            known[labels[i]] |= used[i];
        }
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double own = scores[i][labels[i]];
            loss += used[i] || !known[labels[i]] ? 0 : Softmax.logSumExp(scores[i]) - own;
        }
        return loss;
    }

    private void score(double[] x) {
        int count = weights[0].length;
        for (int k = 0; k < weights.length; k++) {
            System.arraycopy(x, k * (count + 1), weights[k], 0, count);
        }
        axes.points().multiply(weights, scores);
        for (int k = 0; k < weights.length; k++) {
            double intercept = x[k * (count + 1) + count];
            for (double[] ofSample : scores) {
                ofSample[k] += intercept;
            }
        }
    }

    /**
     * Fills in the gradient.
     *
     * @return the sum of squared weights
     */
    private double fill(double[] gradient) {
        int count = weights[0].length;
        double squares = 0;
        for (int k = 0; k < weights.length; k++) {
            int from = k * (count + 1);
            for (int a = 0; a < count; a++) {
                gradient[from + a] = slopes[k][a] + l2 * weights[k][a];
            }
            squares += Matrices.dot(weights[k], weights[k]);
            double sum = 0;
            for (double[] wrong : scores) {
                sum += wrong[k];
            }
            gradient[from + count] = sum;
        }
        return squares;
    }
}
