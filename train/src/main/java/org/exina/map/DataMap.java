package org.exina.map;

import de.javagl.tsne.Tsne;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.exina.dataset.Dataset;
import org.exina.experiment.LabelledFeatures;
import org.exina.experiment.Outcome;
import org.exina.head.PrincipalComponents;
import org.exina.store.Progress;

/**
 * A data set as a map: pictures whose features are alike lie near to each other; labels take no part in it (L. van der
 * Maaten, G. Hinton, Visualizing Data using t-SNE, JMLR 9, 2008, in the form of L. van der Maaten, Accelerating t-SNE
 * using Tree-Based Algorithms, JMLR 15, 2014). Distances between far groups mean little. Same features, same seed, same
 * map.
 *
 * @param classes sorted; a label index points here
 * @param points in the order of the data set
 */
public record DataMap(List<String> classes, List<Point> points) {
    private static final int COMPONENTS = 50;
    private static final double MOST_NEIGHBOURS = 30;
    private static final int ITERATIONS = 1000;
    /** Fewer pictures than this have no neighbourhoods to speak of: their two main components are shown. */
    private static final int FEW = 12;

    public DataMap {
        classes = List.copyOf(classes);
        points = List.copyOf(points);
    }

    /**
     * A picture.
     *
     * @param x in [0, 1]
     * @param y in [0, 1]
     * @param path relative to the data set's root
     * @param label index of its class
     * @param predicted index of the class that it was taken for by a head that never saw it; its label if nobody was asked
     */
    public record Point(double x, double y, String path, int label, int predicted) {
        public boolean isMistaken() {
            return label != predicted;
        }
    }

    /** Ends a map that is being drawn: the library asks nobody else. */
    private static final class InterruptedMapException extends RuntimeException {
        InterruptedMapException() {
            super("interrupted");
        }
    }

    /**
     * Draws it.
     *
     * @param outcomes of its pictures, from a cross-validation; of several repeats the first counts; may be empty
     * @throws InterruptedIOException when the thread is interrupted
     */
    public static DataMap of(LabelledFeatures data, List<Outcome> outcomes, long seed, Progress progress)
            throws IOException {
        Dataset dataset = data.dataset();
        int[] all = IntStream.range(0, dataset.size()).toArray();
        double[][] places = scaled(places(data.rows(all), seed, progress));
        Map<String, Integer> predicted = new HashMap<>();
        outcomes.forEach(outcome -> predicted.putIfAbsent(outcome.path(), outcome.predicted()));
        int[] labels = dataset.labels();
        List<Point> points = new ArrayList<>();
        for (int i : all) {
            String path = dataset.relativePaths().get(i);
            points.add(new Point(places[i][0], places[i][1], path, labels[i], predicted.getOrDefault(path, labels[i])));
        }
        return new DataMap(dataset.classes(), points);
    }

    /** @return (samples, 2) */
    static double[][] places(float[][] features, long seed, Progress progress) throws IOException {
        PrincipalComponents components = PrincipalComponents.of(features, COMPONENTS);
        double[][] points = components.points();
        if (features.length < FEW || components.count() < 3) {
            return IntStream.range(0, features.length)
                    .mapToObj(i -> new double[] {
                        components.count() > 0 ? points[i][0] : 0, components.count() > 1 ? points[i][1] : 0
                    })
                    .toArray(double[][]::new);
        }
        Tsne tsne = new Tsne();
        tsne.setOutputDims(2);
        tsne.setInitialDims(points[0].length); // as they are: its own reduction needs an EJML that is long gone
        tsne.setPerplexity(Math.min(MOST_NEIGHBOURS, (features.length - 1) / 4.0));
        tsne.setMaxIterations(ITERATIONS);
        tsne.setRandomSeed(seed);
        tsne.setMessageConsumer(message -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedMapException();
            }
        });
        tsne.setProgressConsumer(share -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedMapException();
            }
            progress.report("drawing the map", Math.round(share * ITERATIONS), ITERATIONS);
        });
        try {
            return tsne.run(points);
        } catch (InterruptedMapException e) {
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted while the map was drawn; features are kept");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Into the unit square, both axes by the same factor. */
    private static double[][] scaled(double[][] places) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double[] place : places) {
            for (int axis = 0; axis < 2; axis++) {
                low[axis] = Math.min(low[axis], place[axis]);
                high[axis] = Math.max(high[axis], place[axis]);
            }
        }
        double size = Math.max(Math.max(high[0] - low[0], high[1] - low[1]), 1e-12);
        double[][] result = new double[places.length][2];
        for (int i = 0; i < places.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                double middle = (low[axis] + high[axis]) / 2;
                result[i][axis] = 0.5 + (places[i][axis] - middle) / size;
            }
        }
        return result;
    }
}
