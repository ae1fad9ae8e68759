package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exina.io.ExinaException;
import org.exina.matrix.Matrices;
import org.exina.onnx.OnnxGraph;

/**
 * Tells samples that are like none of the training samples. A sample's novelty is its distance from the nearest class
 * mean on the {@link CanonicalVariates} of a discriminant analysis (K. Lee and others, A Simple Unified Framework for Detecting
 * Out-of-Distribution Samples, NeurIPS 2018, section 2.1, in the space the means span), over the distance that
 * nineteen in twenty known samples stay below. It is independent of the head, and so says nothing of which class.
 * Features of several networks, or of several depths of one, get an analysis each, and their squared distances to a class
 * are added: one network's blind spot is then seen by another, where one analysis of all told unknown classes worse.
 *
 * <p>Few classes span few axes, and on these a novel sample often stands where some known sample does. With up to four of them
 * the distance outside of all axes ({@link ResidualMahalanobis}) counts too. It counts less with each class more, and would make it worse
 * with many: what differs within classes, and not between them, then says little of what a novel sample is.
 *
 * <p>With more features than samples, training samples lie far closer to their own mean than samples not trained on, so
 * that distance is taken from coordinates that each group has when it is left out ({@link LeaveGroupOut}), on axes that are orthonormal then; on the axes of all samples the distance would come out too
 * large, and 97 in 100 known samples be kept where 95 were meant. The means are the ones trained on: means of left-out coordinates, distances to the nearest left-out samples and whitening by their
 * covariance were tried, and all told unknown classes worse. Immutable; safe for several threads.
 */
public final class NoveltyDetector {
    /** Above this novelty a sample counts as unknown. */
    public static final double LIMIT = 1;

    /** With more classes than these, only what lies on the axes counts. */
    private static final int FEW = 4;

    /**
     * What the middle square outside of the axes counts, in middle squares on them, for two classes; less by the square of
     * the number of axes with more. Tried: 1 to 32 times, for 2, 3, 4, 6, 12 and 22 classes.
     */
    private static final double OUTSIDE = 16;

    /** Into how many parts images of few classes are split to be left out: fewer of many images, which take longer. */
    private static final int MOST_PARTS = 20;

    private static final int LEAST_PARTS = 5;
    private static final int ENOUGH = 10_000; // parts times samples

    private final double[][] weights; // (axes, features)
    private final double[] intercepts; // (axes)
    private final double[][] means; // (classes, axes)
    private final List<ResidualTerm> beyond; // one for each block, or none
    private final double unit; // the distance that is novelty 1
    private final List<List<Double>> leftOut; // (samples, axes)

    private NoveltyDetector(
            double[][] weights,
            double[] intercepts,
            double[][] means,
            List<ResidualTerm> beyond,
            double unit,
            List<List<Double>> leftOut) {
        this.weights = weights;
        this.intercepts = intercepts;
        this.means = means;
        this.beyond = beyond;
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
    public static Optional<NoveltyDetector> train(TrainingSet set, List<Integer> blocks, double keep)
            throws ExinaException {
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
        List<DetectorBlock> found = new ArrayList<>();
        int from = 0;
        for (int length : blocks) {
            DetectorBlock.of(set, from, from + length).ifPresent(found::add);
            from += length;
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(joined(set, found, keep));
    }

    /** Blocks side by side, so that squared distances to a mean add up. */
    private static NoveltyDetector joined(TrainingSet set, List<DetectorBlock> blocks, double keep)
            throws ExinaException {
        NoveltyDetector axes = placed(set.features(), blocks, List.of());
        List<List<Double>> all = new ArrayList<>();
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < set.samples(); i++) {
            int sample = i;
            boolean without = blocks.get(0).leftOut[i] != null;
            double[] z = without
                    ? flat(blocks.stream().map(block -> block.leftOut[sample]).toList())
                    : axes.coordinates(set.row(i));
            if (without) {
                distances.add(Math.sqrt(DetectorBlock.least(added(blocks, sample))));
            }
            all.add(Arrays.stream(z).boxed().toList());
        }
        List<double[]> squares = set.classes() > FEW ? List.of() : squaresOfParts(set, blocks);
        return squares.isEmpty()
                ? axes.with(Math.max(DetectorBlock.UNIT, DetectorBlock.quantile(distances, keep)), all)
                : withOutside(set, blocks, squares, keep, all);
    }

    /**
     * Weighs squared distances outside of the axes against those along them.
     *
     * @param squares of {@link #squaresOfParts}
     */
    private static NoveltyDetector withOutside(
            TrainingSet set,
            List<DetectorBlock> blocks,
            List<double[]> squares,
            double keep,
            List<List<Double>> coordinates)
            throws ExinaException {
        List<Double> weights = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            int column = 1 + b;
            double middle = DetectorBlock.quantile(
                    squares.stream().map(row -> row[column]).toList(), 0.5);
            weights.add(OUTSIDE / Math.pow(set.classes() - 1, 2) / Math.max(DetectorBlock.UNIT, middle));
        }
        List<Double> together = new ArrayList<>();
        for (double[] row : squares) {
            double square = row[0];
            for (int b = 0; b < weights.size(); b++) {
                square += weights.get(b) * row[1 + b];
            }
            together.add(Math.sqrt(square));
        }
        return placed(set.features(), blocks, beyond(set, blocks, weights))
                .with(Math.max(DetectorBlock.UNIT, DetectorBlock.quantile(together, keep)), coordinates);
    }

    /** Blocks side by side; the unit is 1. */
    private static NoveltyDetector placed(int features, List<DetectorBlock> blocks, List<ResidualTerm> beyond) {
        List<double[]> weights = new ArrayList<>();
        List<double[]> parts = new ArrayList<>();
        for (DetectorBlock block : blocks) {
            parts.add(block.intercepts());
            for (double[] row : block.weights()) {
                double[] whole = new double[features];
                System.arraycopy(row, 0, whole, block.from, row.length);
                weights.add(whole);
            }
        }
        double[][] means = new double[blocks.get(0).means().length][];
        for (int k = 0; k < means.length; k++) {
            int label = k;
            means[k] = flat(blocks.stream().map(block -> block.means()[label]).toList());
        }
        return new NoveltyDetector(weights.toArray(double[][]::new), flat(parts), means, beyond, 1, List.of());
    }

    private NoveltyDetector with(double newUnit, List<List<Double>> coordinates) {
        return new NoveltyDetector(weights, intercepts, means, beyond, newUnit, coordinates);
    }

    /**
     * Squares of samples that were not trained on: of the distance to the nearest mean, and for each block of that outside
     * of its axes. Parts of the groups are left out in turn, and everything but the blocks' scales is trained without them:
     * in many directions at once even the deviations that features are measured in know too well what they were taken from.
     *
     * @return (samples, 1 + blocks), without samples of a part that has a class of its own
     */
    private static List<double[]> squaresOfParts(TrainingSet set, List<DetectorBlock> blocks) throws ExinaException {
        List<int[]> groups = set.groups();
        int parts = Math.min(groups.size(), Math.max(LEAST_PARTS, Math.min(MOST_PARTS, ENOUGH / set.samples())));
        List<double[]> squares = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            int part = p;
            int[] out = IntStream.range(0, groups.size())
                    .filter(g -> g % parts == part)
                    .flatMap(g -> Arrays.stream(groups.get(g)))
                    .sorted()
                    .toArray();
            int[] rest = IntStream.range(0, set.samples())
                    .filter(i -> Arrays.binarySearch(out, i) < 0)
                    .toArray();
            long classes = Arrays.stream(rest).map(set::label).distinct().count();
            if (classes == set.classes() && rest.length > classes) {
                squares.addAll(squaresWithout(set, out, rest, blocks));
            }
        }
        return squares;
    }

    private static List<double[]> squaresWithout(TrainingSet set, int[] out, int[] rest, List<DetectorBlock> blocks)
            throws ExinaException {
        int[] columns = IntStream.range(0, set.features()).toArray();
        TrainingSet less = set.withoutFolds().part(rest, columns);
        List<DetectorBlock> again = new ArrayList<>();
        for (DetectorBlock block : blocks) {
            again.add(block.trainedOn(less));
        }
        if (again.stream().anyMatch(block -> block.axes.intercepts().length == 0)) {
            return List.of();
        }
        List<ResidualTerm> beyond = beyond(less, again, Collections.nCopies(blocks.size(), 1.0));
        NoveltyDetector without = placed(set.features(), again, List.of());
        List<double[]> squares = new ArrayList<>();
        for (int i : out) {
            double[] z = without.coordinates(set.row(i));
            double[] row = new double[1 + blocks.size()];
            row[0] = DetectorBlock.least(DetectorBlock.squares(z, without.means));
            for (int b = 0; b < blocks.size(); b++) {
                row[1 + b] = beyond.get(b).of(set.row(i), z);
            }
            squares.add(row);
        }
        return squares;
    }

    /**
     * What lies outside of the axes of each block, trained on {@code set}.
     *
     * @param weights one for each block
     */
    private static List<ResidualTerm> beyond(TrainingSet set, List<DetectorBlock> blocks, List<Double> weights)
            throws ExinaException {
        List<ResidualTerm> beyond = new ArrayList<>();
        int axis = 0;
        for (int b = 0; b < blocks.size(); b++) {
            DetectorBlock block = blocks.get(b);
            int axes = block.axes.intercepts().length;
            beyond.add(new ResidualTerm(
                    block.outside(set), block.from, block.to, axis, axis + axes, block.scale, weights.get(b)));
            axis += axes;
        }
        return beyond;
    }

    /** Squared distances of a sample left out to each class, over all blocks. */
    private static double[] added(List<DetectorBlock> blocks, int sample) {
        double[] sum = new double[blocks.get(0).squares[sample].length];
        for (DetectorBlock block : blocks) {
            Arrays.setAll(sum, k -> sum[k] + block.squares[sample][k] * block.scale * block.scale);
        }
        return sum;
    }

    private static double[] flat(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
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
        return beyond.isEmpty() ? "nearest-mean-lda" : "nearest-mean-lda-and-outside";
    }

    /**
     * Where a sample lies on the axes.
     *
     * @param x one sample, length {@link #features()}
     * @return length {@link #axes()}; the caller's own
     */
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
        double[] z = coordinates(x);
        double square = DetectorBlock.least(DetectorBlock.squares(z, means));
        for (ResidualTerm block : beyond) {
            square += block.of(x, z);
        }
        return Math.sqrt(square) / unit;
    }

    /**
     * Coordinates of the training samples as they would be, had each one's group been left out, so that they can be
     * compared with those of new samples: (samples, {@link #axes()}).
     */
    public List<List<Double>> leftOut() {
        return leftOut;
    }

    /**
     * Names of what it adds to a graph.
     *
     * @param novelty float (n)
     * @param coordinates float (n, axes)
     */
    public record Nodes(String novelty, String coordinates) {}

    /**
     * Adds novelty and coordinates to a graph.
     *
     * @param features the name of a float value of shape (n, {@link #features()})
     */
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
        String each = graph.node("Mul", z, z);
        String square = graph.node("MatMul", each, graph.constant("axes_ones", ones, axes, 1));
        for (ResidualTerm block : beyond) {
            square = graph.node("Add", square, block.toOnnx(graph, exact, each, axes));
        }
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
}
