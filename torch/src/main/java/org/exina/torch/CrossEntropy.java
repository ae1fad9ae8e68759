package org.exina.torch;

import java.util.Arrays;
import org.exina.experiment.History;
import org.exina.head.Softmax;

/** Mean cross-entropy of scores (before softmax), its gradient, and how many are right; kept over a pass of batches. */
final class CrossEntropy {
    private final int classes;
    private final double smoothing;
    private final double[] importance; // by class
    private double loss;
    private long right;
    private long seen;

    private CrossEntropy(int classes, double smoothing, double[] importance) {
        this.classes = classes;
        this.smoothing = smoothing;
        this.importance = importance;
    }

    /**
     * The loss to be minimised, with the plan's label smoothing and weights of the classes.
     *
     * @param train from which the classes' importance comes, if the plan wants them balanced
     */
    static CrossEntropy training(int classes, TrainingConfig.Loss plan, Samples train) {
        double[] importance = new double[classes];
        Arrays.fill(importance, 1);
        if (plan.balanced()) {
            int[] sizes = new int[classes];
            for (int i = 0; i < train.size(); i++) {
                sizes[train.label(i)]++;
            }
            Arrays.setAll(importance, k -> sizes[k] == 0 ? 0 : train.size() / ((double) classes * sizes[k]));
        }
        return new CrossEntropy(classes, plan.labelSmoothing(), importance);
    }

    /** All samples count alike, as in Keras. */
    static CrossEntropy validation(int classes, TrainingConfig.Loss plan) {
        double[] importance = new double[classes];
        Arrays.fill(importance, 1);
        return new CrossEntropy(classes, plan.labelSmoothing(), importance);
    }

    /**
     * Counts a batch in.
     *
     * @param scores (n, classes)
     * @param penalty what is added to the loss of this batch
     * @return the gradient of the batch's mean loss by the scores: (n, classes)
     */
    float[] add(float[] scores, int[] labels, double penalty) {
        int n = labels.length;
        float[] gradient = new float[scores.length];
        double[] p = new double[classes];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < classes; k++) {
                p[k] = scores[i * classes + k];
            }
            double logSum = Softmax.logSumExp(p);
            double weight = importance[labels[i]];
            int best = 0;
            for (int k = 0; k < classes; k++) {
                double target = smoothing / classes + (k == labels[i] ? 1 - smoothing : 0);
                float score = scores[i * classes + k];
                loss += weight * target * (logSum - score);
                gradient[i * classes + k] = (float) (weight * (p[k] - target) / n);
                best = score > scores[i * classes + best] ? k : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        loss += penalty * n;
        seen += n;
        return gradient;
    }

    /** What came out since the beginning. */
    History.Score score() {
        return new History.Score(loss / seen, (double) right / seen);
    }
}
