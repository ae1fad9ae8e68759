package org.exina.predict;

import java.util.List;
import java.util.stream.IntStream;

/** What a model says of one picture. Immutable. */
public final class Prediction {
    private final List<String> classes;
    private final double[] probabilities;

    Prediction(List<String> classes, double[] probabilities) {
        this.classes = classes;
        this.probabilities = probabilities;
    }

    /** A class and how likely it is, in [0, 1]. */
    public record Ranked(String label, double probability) {}

    /** The likeliest class. */
    public String label() {
        return top(1).get(0).label();
    }

    /** One per class, in the model's order, summing to 1; the caller's own array. */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** The likeliest classes first; of equals, in the model's order. @param k at least 1; all when there are fewer */
    public List<Ranked> top(int k) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a])) // stable
                .limit(k)
                .map(i -> new Ranked(classes.get(i), probabilities[i]))
                .toList();
    }
}
