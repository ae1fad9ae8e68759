package org.exina.report;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.exina.dataset.Dataset;
import org.exina.experiment.TestPrediction;
import org.exina.experiment.TrainingSets;
import org.exina.head.PrincipalComponents;
import org.exina.task.Progress;
import tagbio.umap.ProgressListener;
import tagbio.umap.Umap;
import tagbio.umap.UmapProgress;

/**
 * A data set as a map: images whose features are alike lie near to each other; labels take no part in it (L. McInnes, J.
 * Healy, J. Melville, UMAP: Uniform Manifold Approximation and Projection for Dimension Reduction, arXiv:1802.03426,
 * 2018). Distances between far groups mean little. Same features, same seed, same map.
 *
 * @param classes sorted; a label index points here
 * @param points in the order of the data set
 */
public record DataMap(List<String> classes, List<Point> points) {
    private static final int COMPONENTS = 50;
    private static final int NEIGHBOURS = 15;
    /** Dots that are very alike do not hide each other; 0.1, the usual one, is a little truer (0.984 against 0.979). */
    private static final float LEAST_DISTANCE = 0.5f;
    /** The library tells its progress to all who listen, whichever map it is of. */
    private static final Object ONE_AT_A_TIME = new Object();
    /** Fewer images than this have no neighbourhoods to speak of: their two main components are shown. */
    private static final int FEW = 12;

    public DataMap {
        classes = List.copyOf(classes);
        points = List.copyOf(points);
    }

    /**
     * An image.
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
     * @param predictions of its images, from a cross-validation; of several repeats the first counts; may be empty
     * @throws InterruptedIOException when the thread is interrupted
     */
    public static DataMap of(TrainingSets data, List<TestPrediction> predictions, long seed, Progress progress)
            throws IOException {
        Dataset dataset = data.images().dataset();
        int[] all = IntStream.range(0, dataset.size()).toArray();
        double[][] places = scaled(places(data.features().rows(all), seed, progress));
        Map<String, Integer> predicted = new HashMap<>();
        predictions.forEach(prediction -> predicted.putIfAbsent(prediction.path(), prediction.predicted()));
        int[] labels = dataset.labels();
        List<Point> points = new ArrayList<>();
        for (int i : all) {
            String path = dataset.relativePaths().get(i);
            points.add(new Point(places[i][0], places[i][1], path, labels[i], predicted.getOrDefault(path, labels[i])));
        }
        return new DataMap(dataset.classes(), points);
    }

    /**
     * Places samples in the plane by their features alone.
     *
     * @return (samples, 2)
     */
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
        Umap umap = new Umap();
        umap.setNumberComponents(2);
        umap.setNumberNearestNeighbours(Math.min(NEIGHBOURS, features.length - 1));
        umap.setMinDist(LEAST_DISTANCE);
        umap.setSeed(seed);
        umap.setThreads(1); // more threads, other numbers
        ProgressListener listener = state -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedMapException();
            }
            progress.report("drawing the map", Math.min(state.getCount(), state.getTotal()), state.getTotal());
        };
        synchronized (ONE_AT_A_TIME) {
            UmapProgress.addProgressListener(listener);
            try {
                return umap.fitTransform(points);
            } catch (InterruptedMapException e) {
                InterruptedIOException interrupted =
                        new InterruptedIOException("interrupted while the map was drawn; features are kept");
                interrupted.initCause(e);
                throw interrupted;
            } finally {
                UmapProgress.removeProgressListener(listener);
            }
        }
    }

    /**
     * Into the unit square. Half of a coordinate is its rank: a few groups that lie far off would press all others together
     * else, and how far off they lie means nothing. The order along each axis stays.
     */
    private static double[][] scaled(double[][] places) {
        int n = places.length;
        double[][] result = new double[n][2];
        for (int axis = 0; axis < 2; axis++) {
            int a = axis;
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> places[i][a]))
                    .mapToInt(i -> i)
                    .toArray();
            double low = places[order[0]][a];
            double size = Math.max(places[order[n - 1]][a] - low, 1e-12);
            for (int rank = 0; rank < n; rank++) {
                double linear = (places[order[rank]][a] - low) / size;
                result[order[rank]][a] = (linear + (rank + 0.5) / n) / 2;
            }
        }
        return result;
    }
}
