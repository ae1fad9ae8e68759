package org.exina.head;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.exina.matrix.Matrices;

/**
 * Rows of features that training sets take samples from, so that the folds of a cross-validation neither copy them nor sum
 * up their products anew: those of a fold are those of all rows less those of the few that it leaves out. The rows are not
 * copied, since they can fill most of the memory; the caller does not change them. Safe for several threads.
 */
public final class FeatureRows {
    /** Rows whose products are summed up at a time. */
    static final int BLOCK = 256;
    /** Sums are shared with training sets that leave out no more than one row in so many. */
    private static final int SHARE = 3;

    private final float[][] rows; // (rows, features)
    private final Map<Range, FeatureRows> parts = new ConcurrentHashMap<>();
    private double[] mean;
    private double[][] products; // around the mean, (features, features), on and above the diagonal

    /**
     * Takes rows over.
     *
     * @param rows (rows, features), finite, all of one length
     */
    public FeatureRows(float[][] rows) {
        this.rows = rows.clone();
        check();
    }

    private record Range(int from, int to) {}

    int features() {
        return rows[0].length;
    }

    float[] row(int i) {
        return rows[i];
    }

    /** Some of the features, copied when first asked for. */
    FeatureRows columns(int from, int to) {
        return from == 0 && to == features()
                ? this
                : parts.computeIfAbsent(
                        new Range(from, to),
                        range -> new FeatureRows(Arrays.stream(rows)
                                .map(row -> Arrays.copyOfRange(row, from, to))
                                .toArray(float[][]::new)));
    }

    /**
     * Products of features, summed up over some of the rows.
     *
     * @param around subtracted from each feature, the mean of all rows
     * @param products the caller's own, right on and above the diagonal
     * @param variances of all rows
     */
    @SuppressWarnings("ArrayRecordComponent") // a tuple of one call, its arrays the caller's own
    record Scatter(double[] around, double[][] products, double[] variances) {}

    /** Empty when so many rows are left out that their sums are not worth taking from those of all. */
    Optional<Scatter> scatter(int[] samples) {
        if ((rows.length - samples.length) * SHARE > rows.length) {
            return Optional.empty();
        }
        sumUp();
        double[][] own = Matrices.copy(products);
        boolean[] in = new boolean[rows.length];
        Arrays.stream(samples).forEach(i -> in[i] = true);
        add(-1, IntStream.range(0, rows.length).filter(i -> !in[i]).toArray(), own);
        double[] variances = new double[mean.length];
        Arrays.setAll(variances, j -> products[j][j] / rows.length);
        return Optional.of(new Scatter(mean, own, variances));
    }

    private synchronized void sumUp() {
        if (products == null) {
            double[] sums = new double[features()];
            for (float[] row : rows) {
                for (int j = 0; j < sums.length; j++) {
                    sums[j] += row[j];
                }
            }
            mean = Arrays.stream(sums).map(sum -> sum / rows.length).toArray();
            double[][] all = new double[mean.length][mean.length];
            add(1, IntStream.range(0, rows.length).toArray(), all);
            products = all;
        }
    }

    private void add(double factor, int[] samples, double[][] to) {
        for (int first = 0; first < samples.length; first += BLOCK) {
            double[][] block = new double[Math.min(BLOCK, samples.length - first)][mean.length];
            for (int i = 0; i < block.length; i++) {
                float[] row = rows[samples[first + i]];
                for (int j = 0; j < mean.length; j++) {
                    block[i][j] = row[j] - mean[j];
                }
            }
            Matrices.addColumnGram(factor, block, to);
        }
    }

    private void check() {
        int expected = rows[0].length;
        if (expected == 0) {
            throw new IllegalArgumentException("samples have no features");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != expected) {
                throw new IllegalArgumentException(
                        "sample " + i + ": expected " + expected + " features as in sample 0, got " + rows[i].length);
            }
            for (int j = 0; j < expected; j++) {
                if (!Float.isFinite(rows[i][j])) {
                    throw new IllegalArgumentException(
                            "sample " + i + ", feature " + j + ": expected a finite number, got " + rows[i][j]);
                }
            }
        }
    }
}
