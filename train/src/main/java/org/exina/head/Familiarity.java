package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;
import org.exina.network.OnnxGraph;

/**
 * Tells samples that are like none of the training samples. A sample's novelty is its distance from the nearest class
 * mean on the {@link Axes} of a discriminant analysis (K. Lee and others, A Simple Unified Framework for Detecting
 * Out-of-Distribution Samples, NeurIPS 2018, section 2.1, in the space the means span), over the distance that
 * nineteen in twenty known samples stay below. It is independent of the head, and so says nothing of which class.
 * Features of several networks, or of several depths of one, get an analysis each, and their squared distances to a class
 * are added: one network's blind spot is then seen by another, where one analysis of all told unknown classes worse.
 *
 * <p>With more features than samples, training samples lie far closer to their own mean than samples not trained on, so
 * that distance is taken from coordinates that each group has when it is left out ({@link LeftOut}). The means are the
 * ones trained on: means of left-out coordinates, distances to the nearest left-out samples and whitening by their
 * covariance were tried, and all told unknown classes worse. Immutable; safe for several threads.
 */
public final class Familiarity {
    /** Above this novelty a sample counts as unknown. */
    public static final double LIMIT = 1;

    /**
     * Shrinkage of the covariance. Ledoit and Wolf's, which is best for telling known classes apart, was 0.02 to 0.07 on
     * the data this was tried on and told unknown ones worse.
     */
    private static final Lda ANALYSIS = new Lda(Covariance.POOLED, 0.15);

    private static final double UNIT = 1e-9; // of the distance, where known samples have none at all

    private final double[][] weights; // (axes, features)
    private final double[] intercepts; // (axes)
    private final double[][] means; // (classes, axes)
    private final double unit; // the distance that is novelty 1
    private final List<List<Double>> leftOut; // (samples, axes)

    private Familiarity(
            double[][] weights, double[] intercepts, double[][] means, double unit, List<List<Double>> leftOut) {
        this.weights = weights;
        this.intercepts = intercepts;
        this.means = means;
        this.unit = unit;
        this.leftOut = leftOut;
    }

    /**
     * Trains one.
     *
     * @param blocks how many features belong together, in their order: each block gets axes of its own
     * @param keep the share of known samples whose novelty is to be at most {@link #LIMIT}, in (0, 1)
     * @return empty when no sample can be left out: without inner folds, or when each class has one sample or one group; or
     *     when nothing tells the classes apart
     */
    public static Optional<Familiarity> train(TrainingSet set, List<Integer> blocks, double keep) {
        if (!(keep > 0 && keep < 1)) {
            throw new IllegalArgumentException("keep must be in (0, 1), got " + keep);
        }
        int sum = blocks.stream().mapToInt(block -> block).sum();
        if (sum != set.features() || blocks.contains(0)) {
            throw new IllegalArgumentException(
                    "expected blocks of " + set.features() + " features together, got " + blocks);
        }
        if (!set.hasInnerFolds() || set.samples() == set.classes()) {
            return Optional.empty();
        }
        List<Block> found = new ArrayList<>();
        int from = 0;
        for (int length : blocks) {
            Block.of(set, from, from + length).ifPresent(found::add);
            from += length;
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(joined(set, found, keep));
    }

    /** Blocks side by side, so that squared distances to a mean add up. */
    private static Familiarity joined(TrainingSet set, List<Block> blocks, double keep) {
        List<double[]> weights = new ArrayList<>();
        List<double[]> parts = new ArrayList<>();
        for (Block block : blocks) {
            parts.add(block.intercepts());
            for (double[] row : block.weights()) {
                double[] whole = new double[set.features()];
                System.arraycopy(row, 0, whole, block.from, row.length);
                weights.add(whole);
            }
        }
        double[][] means = new double[set.classes()][];
        for (int k = 0; k < means.length; k++) {
            int label = k;
            means[k] = flat(blocks.stream().map(block -> block.means()[label]).toList());
        }
        double[][] matrix = weights.toArray(double[][]::new);
        Familiarity trained = new Familiarity(matrix, flat(parts), means, 1, List.of());
        List<Double> distances = new ArrayList<>();
        List<List<Double>> all = new ArrayList<>();
        for (int i = 0; i < set.samples(); i++) {
            int sample = i;
            boolean without = blocks.get(0).leftOut[i] != null;
            double[] z = without
                    ? flat(blocks.stream().map(block -> block.leftOut[sample]).toList())
                    : trained.coordinates(set.row(i));
            if (without) {
                distances.add(Math.sqrt(least(added(blocks, sample))));
            }
            all.add(Arrays.stream(z).boxed().toList());
        }
        return new Familiarity(matrix, flat(parts), means, Math.max(UNIT, quantile(distances, keep)), all);
    }

    /** Squared distances of a sample left out to each class, over all blocks. */
    private static double[] added(List<Block> blocks, int sample) {
        double[] sum = new double[blocks.get(0).squares[sample].length];
        for (Block block : blocks) {
            Arrays.setAll(sum, k -> sum[k] + block.squares[sample][k] * block.scale * block.scale);
        }
        return sum;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double[] flat(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Axes of some features, in the unit that makes the middle distance of left-out samples 1. */
    private static final class Block {
        private final int from;
        private final Axes axes;
        private final double[][] leftOut; // (samples, axes); null where a sample cannot be left out
        private final double[][] squares; // (samples, classes): of their distances to the means without them, unscaled
        private final double scale;

        private Block(int from, Axes axes, double[][] leftOut, double[][] squares, double scale) {
            this.from = from;
            this.axes = axes;
            this.leftOut = leftOut;
            this.squares = squares;
            this.scale = scale;
        }

        static Optional<Block> of(TrainingSet set, int from, int to) {
            Axes axes = DiscriminantAnalysis.axes(ANALYSIS, set.columns(from, to));
            if (axes.intercepts().length == 0) {
                return Optional.empty();
            }
            double[][] leftOut = new double[set.samples()][];
            double[][] squares = new double[set.samples()][];
            List<Double> distances = new ArrayList<>();
            for (int[] group : set.groups()) {
                double[][] without = axes.without(group); // the group's, then the means'
                for (int a = 0; a < Math.min(group.length, without.length); a++) {
                    double[][] means = Arrays.copyOfRange(without, group.length, without.length);
                    leftOut[group[a]] = without[a];
                    squares[group[a]] = squares(without[a], means);
                    distances.add(Math.sqrt(least(squares[group[a]])));
                }
            }
            if (distances.isEmpty()) {
                return Optional.empty();
            }
            double scale = 1 / Math.max(UNIT, quantile(distances, 0.5));
            for (double[] row : leftOut) {
                if (row != null) {
                    multiply(row, scale);
                }
            }
            return Optional.of(new Block(from, axes, leftOut, squares, scale));
        }

        double[][] weights() {
            return scaled(axes.weights());
        }

        double[] intercepts() {
            double[] result = axes.intercepts().clone();
            multiply(result, scale);
            return result;
        }

        double[][] means() {
            return scaled(axes.means());
        }

        private double[][] scaled(double[][] rows) {
            double[][] result = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                result[i] = rows[i].clone();
                multiply(result[i], scale);
            }
            return result;
        }

        private static void multiply(double[] values, double factor) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
        }
    }

    /** The least of the distances that at least this share of further ones is expected to stay below. */
    private static double quantile(List<Double> distances, double share) {
        double[] sorted = distances.stream().mapToDouble(d -> d).sorted().toArray();
        int rank = (int) Math.ceil((sorted.length + 1) * share);
        return sorted[Math.min(sorted.length, rank) - 1];
    }

    /** Numbers per sample it expects. */
    public int features() {
        return weights[0].length;
    }

    /** Coordinates per sample: for each block at most one less than there are classes. */
    public int axes() {
        return weights.length;
    }

    /** How it is computed, in one word for the record. */
    public String method() {
        return "nearest-mean-lda";
    }

    /** @param x one sample, length {@link #features()}   @return length {@link #axes()}; the caller's own */
    public double[] coordinates(float[] x) {
        if (x.length != features()) {
            throw new IllegalArgumentException("expected " + features() + " features, got " + x.length);
        }
        double[] result = intercepts.clone();
        for (int axis = 0; axis < result.length; axis++) {
            double[] w = weights[axis];
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += w[j] * x[j];
            }
            result[axis] += sum;
        }
        return result;
    }

    /** 0 or more; above {@link #LIMIT} for samples like none it was trained on. */
    public double novelty(float[] x) {
        return distance(coordinates(x), means) / unit;
    }

    /**
     * Coordinates of the training samples as they would be, had each one's group been left out, so that they can be
     * compared with those of new samples: (samples, {@link #axes()}).
     */
    public List<List<Double>> leftOut() {
        return leftOut;
    }

    /** Names of what it adds to a graph. @param novelty float (n)   @param coordinates float (n, axes) */
    public record Nodes(String novelty, String coordinates) {}

    /** @param features the name of a float value of shape (n, {@link #features()}) */
    public Nodes toOnnx(OnnxGraph graph, String features) {
        int axes = axes();
        int classes = means.length;
        double[] matrix = new double[features() * axes];
        for (int j = 0; j < features(); j++) {
            for (int axis = 0; axis < axes; axis++) {
                matrix[j * axes + axis] = weights[axis][j];
            }
        }
        double[] across = new double[axes * classes]; // minus twice the means
        double[] squares = new double[classes];
        for (int k = 0; k < classes; k++) {
            for (int axis = 0; axis < axes; axis++) {
                across[axis * classes + k] = -2 * means[k][axis];
            }
            squares[k] = Matrices.dot(means[k], means[k]);
        }
        double[] ones = new double[axes];
        Arrays.fill(ones, 1);
        String exact = graph.cast(features, OnnxGraph.Type.DOUBLE);
        String z = graph.node(
                "Add",
                graph.node("MatMul", exact, graph.constant("axes_weights", matrix, features(), axes)),
                graph.constant("axes_intercepts", intercepts, axes));
        String square = graph.node("MatMul", graph.node("Mul", z, z), graph.constant("axes_ones", ones, axes, 1));
        String products = graph.node("MatMul", z, graph.constant("axes_means", across, axes, classes));
        String distances = graph.node(
                "Add", graph.node("Add", products, square), graph.constant("axes_squares", squares, classes));
        return new Nodes(novelty(graph, distances), graph.cast(z, OnnxGraph.Type.FLOAT));
    }

    /** The least of squared distances, by operators that mean the same in every operator set. */
    private String novelty(OnnxGraph graph, String squaredDistances) {
        String negative = graph.cast(graph.node("Neg", squaredDistances), OnnxGraph.Type.FLOAT);
        String rows = graph.node("Reshape", negative, graph.constant("rows", new long[] {-1, 1, means.length}));
        String nearest = graph.node("Neg", graph.node("GlobalMaxPool", rows));
        String distance = graph.node("Sqrt", graph.node("Relu", nearest)); // rounding can go below 0
        String novelty = graph.node("Div", distance, graph.scalar("axes_unit", (float) unit));
        return graph.node("Reshape", novelty, graph.constant("one_each", new long[] {-1}));
    }

    private static double distance(double[] z, double[][] means) {
        return Math.sqrt(least(squares(z, means)));
    }

    private static double[] squares(double[] z, double[][] means) {
        double[] result = new double[means.length];
        for (int k = 0; k < means.length; k++) {
            for (int axis = 0; axis < z.length; axis++) {
                result[k] += (z[axis] - means[k][axis]) * (z[axis] - means[k][axis]);
            }
        }
        return result;
    }
}
