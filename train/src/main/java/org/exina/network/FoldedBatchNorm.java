package org.exina.network;

import java.util.Arrays;
import java.util.List;

/** y = scale x + shift, per channel: what a batch norm is once it is trained. In doubles until it is rounded once. */
final class FoldedBatchNorm {
    private final double[] scale;
    private final double[] shift;

    private FoldedBatchNorm(double[] scale, double[] shift) {
        this.scale = scale;
        this.shift = shift;
    }

    /**
     * Folds a batch norm.
     *
     * @param scaled whether it learned gamma, which is then the first of its weights
     */
    static FoldedBatchNorm of(boolean scaled, float epsilon, List<Tensor> weights) {
        int first = scaled ? 1 : 0;
        float[] beta = weights.get(first).values();
        float[] mean = weights.get(first + 1).values();
        float[] variance = weights.get(first + 2).values();
        double[] scale = new double[beta.length];
        double[] shift = new double[beta.length];
        for (int c = 0; c < beta.length; c++) {
            double gamma = scaled ? weights.get(0).values()[c] : 1;
            scale[c] = gamma / Math.sqrt((double) variance[c] + epsilon);
            shift[c] = beta[c] - mean[c] * scale[c];
        }
        return new FoldedBatchNorm(scale, shift);
    }

    static FoldedBatchNorm identity(int channels) {
        double[] scale = new double[channels];
        Arrays.fill(scale, 1);
        return new FoldedBatchNorm(scale, new double[channels]);
    }

    int channels() {
        return scale.length;
    }

    double scale(int channel) {
        return scale[channel];
    }

    /** The layer's bias after folding. */
    float shift(int channel, double bias) {
        return (float) (scale[channel] * bias + shift[channel]);
    }

    float[] scales() {
        return rounded(scale);
    }

    float[] shifts() {
        return rounded(shift);
    }

    private static float[] rounded(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
