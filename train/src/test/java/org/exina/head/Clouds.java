package org.exina.head;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Samples drawn around a centre for each class, with inner folds; what the tests of heads learn from. */
final class Clouds {
    static final int FOLDS = 4;

    final float[][] x; // (samples, features)
    final int[] labels;
    final int classes;

    private Clouds(float[][] x, int[] labels, int classes) {
        this.x = x;
        this.labels = labels;
        this.classes = classes;
    }

    /** Classes of the sizes given, in turn class by class, their centres about two deviations of the noise apart. */
    static Clouds of(int features, int... sizes) {
        Random random = new Random(features);
        int[] labels = IntStream.range(0, sizes.length)
                .flatMap(k -> IntStream.generate(() -> k).limit(sizes[k]))
                .toArray();
        float[][] centres = gaussian(random, sizes.length, features);
        float[][] x = gaussian(random, labels.length, features);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < features; j++) {
                x[i][j] += centres[labels[i]][j];
            }
        }
        return new Clouds(x, labels, sizes.length);
    }

    /** The same with every feature changed by what is given its column and value. */
    Clouds with(Change change) {
        float[][] changed = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            changed[i] = x[i].clone();
            for (int j = 0; j < changed[i].length; j++) {
                changed[i][j] = change.of(j, x[i]);
            }
        }
        return new Clouds(changed, labels, classes);
    }

    /** What a feature becomes. */
    interface Change {
        float of(int column, float[] row);
    }

    TrainingSet set() {
        int[] seen = new int[classes];
        int[] folds = Arrays.stream(labels).map(k -> seen[k]++ % FOLDS).toArray();
        return new TrainingSet(x, labels, classes, folds);
    }

    /** Share of samples whose class is the likeliest. */
    double accuracy(Head head) {
        return IntStream.range(0, x.length)
                        .filter(i -> largest(head.scores(x[i])) == labels[i])
                        .count()
                / (double) x.length;
    }

    static int largest(double[] values) {
        return IntStream.range(0, values.length).reduce(0, (a, b) -> values[b] > values[a] ? b : a);
    }

    static float[][] gaussian(Random random, int rows, int columns) {
        float[][] result = new float[rows][columns];
        for (float[] row : result) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return result;
    }
}
