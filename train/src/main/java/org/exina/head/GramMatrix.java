package org.exina.head;

import java.util.List;
import org.exina.matrix.Matrices;

/**
 * Products of all pairs of training samples in some of their features, each feature in units of its deviation within the
 * classes. Features put together have the sum of their products: so many sets of features can be compared by {@link
 * LeaveGroupOutLda} at the cost of one matrix of (samples, samples) each.
 */
public final class GramMatrix {
    private final double[][] products; // (samples, samples)
    private final int varying;

    private GramMatrix(double[][] products, int varying) {
        this.products = products;
        this.varying = varying;
    }

    /**
     * The products of all samples in a range of features.
     *
     * @param from the first feature
     * @param to behind the last
     */
    public static GramMatrix of(TrainingSet set, int from, int to) {
        double[][] rows = new double[set.samples()][to - from];
        int varying = 0;
        double[] column = new double[rows.length];
        for (int j = from; j < to; j++) {
            for (int i = 0; i < rows.length; i++) {
                column[i] = set.row(i)[j];
            }
            if (standardize(column, set)) {
                varying++;
                for (int i = 0; i < rows.length; i++) {
                    rows[i][j - from] = column[i];
                }
            }
        }
        return new GramMatrix(Matrices.gram(rows), varying);
    }

    /**
     * Around its mean, in units of the deviation within classes, in place.
     *
     * @return false when it does not vary there
     */
    private static boolean standardize(double[] column, TrainingSet set) {
        int n = column.length;
        double[] means = new double[set.classes()];
        int[] sizes = set.classSizes();
        double mean = 0;
        for (int i = 0; i < n; i++) {
            means[set.label(i)] += column[i] / sizes[set.label(i)];
            mean += column[i] / n;
        }
        double within = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double difference = column[i] - means[set.label(i)];
            within += difference * difference / n;
            largest = Math.max(largest, Math.abs(column[i]));
        }
        if (Standardizer.isConstant(within, largest, n)) {
            return false;
        }
        double deviation = Math.sqrt(within);
        for (int i = 0; i < n; i++) {
            column[i] = (column[i] - mean) / deviation;
        }
        return true;
    }

    /**
     * Of features put together.
     *
     * @param parts at least one, of the same samples
     */
    public static GramMatrix sum(List<GramMatrix> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int n = parts.get(0).products.length;
        double[][] sum = new double[n][n];
        int varying = 0;
        for (GramMatrix part : parts) {
            varying += part.varying;
            for (int i = 0; i < n; i++) {
                double[] row = part.products[i];
                double[] to = sum[i];
                for (int j = 0; j < n; j++) {
                    to[j] += row[j];
                }
            }
        }
        return new GramMatrix(sum, varying);
    }

    double of(int i, int j) {
        return products[i][j];
    }

    double[] row(int i) {
        return products[i];
    }

    int samples() {
        return products.length;
    }

    /** Features that vary within the classes. */
    int varying() {
        return varying;
    }
}
