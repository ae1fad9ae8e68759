package org.exina.experiment;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What became of one image in one repeat: where it stood, what it is, what it was taken for. */
public final class TestPrediction {
    private final String path;
    private final int repeat;
    private final int fold;
    private final int group;
    private final int label;
    private final double[] probabilities;

    /**
     * One tested image and the probabilities it was given.
     *
     * @param path relative to the data set's root
     * @param repeat from 0
     * @param fold from 0
     * @param group number of the set it must stay together with
     * @param label class index
     * @param probabilities one per class, summing to 1
     */
    public TestPrediction(String path, int repeat, int fold, int group, int label, double[] probabilities) {
        if (label < 0 || label >= probabilities.length) {
            throw new IllegalArgumentException(
                    path + ": class index must be in [0, " + probabilities.length + "), got " + label);
        }
        this.path = path;
        this.repeat = repeat;
        this.fold = fold;
        this.group = group;
        this.label = label;
        this.probabilities = probabilities.clone();
    }

    public String path() {
        return path;
    }

    public int repeat() {
        return repeat;
    }

    public int fold() {
        return fold;
    }

    public int group() {
        return group;
    }

    /** The true class index. */
    public int label() {
        return label;
    }

    /** The likeliest class index; the lower of two that are equally likely. */
    public int predicted() {
        return ranking()[0];
    }

    public boolean isCorrect() {
        return predicted() == label;
    }

    /** Of the likeliest class. */
    public double confidence() {
        return Arrays.stream(probabilities).max().orElseThrow();
    }

    public double probability(int classIndex) {
        return probabilities[classIndex];
    }

    /** One per class; the caller's own array. */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** Class indices, likeliest first. */
    public int[] ranking() {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .mapToInt(i -> i)
                .toArray();
    }
}
