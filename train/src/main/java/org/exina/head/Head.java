package org.exina.head;

import java.util.Map;
import org.exina.onnx.OnnxGraph;

/** A trained classifier over features. Immutable; safe for use by several threads. */
public interface Head {
    /** Numbers per sample it expects. */
    int features();

    int classes();

    /**
     * Scores of one sample, before softmax.
     *
     * @param x one sample, length {@link #features()}, not changed
     * @return one number per class, the largest for the likeliest; no common scale
     */
    double[] scores(float[] x);

    /** The softmax of the scores: length {@link #classes()}, each in [0, 1], summing to 1. */
    default double[] probabilities(float[] x) {
        return Softmax.of(scores(x));
    }

    /** What was chosen or came out in training (penalty, shrinkage, iterations), in a fixed order. */
    Map<String, String> settings();

    /**
     * Adds this head to a model.
     *
     * @param features the name of a float value of shape (n, {@link #features()})
     * @return the name of the probabilities, float, shape (n, {@link #classes()})
     */
    String toOnnx(OnnxGraph graph, String features);
}
