package org.exina.head;

import java.util.Optional;
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

    /**
     * The probabilities of a sample of which more is known than its features; the same as {@link #probabilities(float[])}
     * for heads that go by features alone.
     */
    default double[] probabilities(float[] x, Covariates covariates) {
        return probabilities(x);
    }

    /** What was chosen or came out in training (penalty, shrinkage, iterations), to be kept as JSON. */
    Record report();

    /**
     * Adds this head to a model.
     *
     * @param features the name of a float value of shape (n, {@link #features()})
     * @return the name of the probabilities, float, shape (n, {@link #classes()})
     */
    String toOnnx(OnnxGraph graph, String features);

    /**
     * Adds this head to a model that is told how large grains are.
     *
     * @param features the name of a float value of shape (n, {@link #features()})
     * @param diameters the name of a float value of shape (n, 1), in micrometres, 0 or less where it is not known; empty
     *     when the model is told none
     * @return the name of the probabilities, float, shape (n, {@link #classes()})
     */
    default String toOnnx(OnnxGraph graph, String features, Optional<String> diameters) {
        return toOnnx(graph, features);
    }
}
