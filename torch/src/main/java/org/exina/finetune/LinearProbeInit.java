package org.exina.finetune;

import java.util.List;
import org.exina.head.Head;
import org.exina.network.Tensor;

/**
 * A linear head as a dense layer. A classifier that begins with random weights moves the features before it knows what for
 * (A. Kumar and others, "Fine-Tuning can Distort Pretrained Features and Underperform Out-of-Distribution", 2022); this one
 * begins as good as the head on the frozen network.
 */
final class LinearProbeInit {
    private LinearProbeInit() {}

    /**
     * The dense layer that gives the scores of a head.
     *
     * @param head whose scores are weighted sums of the features
     * @return kernel (features, classes) and bias
     */
    static List<Tensor> of(Head head) {
        int features = head.features();
        int classes = head.classes();
        float[] x = new float[features];
        double[] at0 = head.scores(x);
        float[] kernel = new float[features * classes];
        for (int j = 0; j < features; j++) {
            x[j] = 1;
            double[] scores = head.scores(x);
            for (int k = 0; k < classes; k++) {
                kernel[j * classes + k] = (float) (scores[k] - at0[k]);
            }
            x[j] = 0;
        }
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            bias[k] = (float) at0[k];
        }
        return List.of(Tensor.of(List.of(features, classes), kernel), Tensor.of(List.of(classes), bias));
    }
}
