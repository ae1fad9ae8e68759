package org.exina.head;

import org.exina.onnx.OnnxGraph;

/**
 * (x - mean) * factor of each feature, in single precision: what a network is trained on, to the last bit, is what it is
 * fed later.
 */
public final class FeatureScaling {
    private final float[] mean;
    private final float[] factor; // empty when nothing is scaled
    private final int features;

    /**
     * A scaling with a mean and a factor for each feature.
     *
     * @param mean taken over, as is factor
     */
    FeatureScaling(float[] mean, float[] factor) {
        this(mean, factor, mean.length);
    }

    private FeatureScaling(float[] mean, float[] factor, int features) {
        this.mean = mean;
        this.factor = factor;
        this.features = features;
    }

    public static FeatureScaling none(int features) {
        return new FeatureScaling(new float[0], new float[0], features);
    }

    public int features() {
        return features;
    }

    public boolean isNone() {
        return factor.length == 0;
    }

    /** In place. */
    public void apply(float[] row) {
        for (int j = 0; j < factor.length; j++) {
            row[j] = (row[j] - mean[j]) * factor[j];
        }
    }

    public String toOnnx(OnnxGraph graph, String x) {
        if (isNone()) {
            return x;
        }
        String shifted = graph.node("Sub", x, graph.constant("head_mean", mean, features));
        return graph.node("Mul", shifted, graph.constant("head_factor", factor, features));
    }
}
