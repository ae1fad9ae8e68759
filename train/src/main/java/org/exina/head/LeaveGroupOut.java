package org.exina.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.matrix.Cholesky;
import org.exina.matrix.Matrices;

/**
 * The scores that a discriminant analysis trained without a group gives to that group, without training it: taking
 * samples away moves the means of their classes and changes the covariance by a matrix of low rank, whose inverse follows
 * by Woodbury's identity (W. J. Krzanowski, Cross-validatory choice and canonical variates, 1987, has single samples).
 * Standardisation, shrinkage and what it draws towards stay those of all samples.
 *
 * <p>With u a sample's row around its class mean, scaled as in the covariance, every vector needed is a sum of rows u of
 * the group and class means m; so all is done in their products under the inverse covariance.
 */
final class LeaveGroupOut {
    private final int[] labels;
    private final int[] sizes;
    private final double scale; // of rows u: sqrt((1 - shrinkage) / samples)
    private final Products rows; // u with u
    private final double[][] rowsWithMeans; // (samples, classes)
    private final double[][] means; // (classes, classes)

    /**
     * Keeps what an analysis of all samples has computed, so that groups can be taken out of it.
     *
     * @param sizes samples of each class
     * @param scale what rows around their means were multiplied by
     */
    LeaveGroupOut(int[] labels, int[] sizes, double scale, Products rows, double[][] rowsWithMeans, double[][] means) {
        this.labels = labels;
        this.sizes = sizes;
        this.scale = scale;
        this.rows = rows;
        this.rowsWithMeans = rowsWithMeans;
        this.means = means;
    }

    /** Products of two samples' rows under the inverse covariance. */
    interface Products {
        double of(int i, int j);
    }

    /**
     * Tells the scores of a group.
     *
     * @param group samples
     * @param told takes the scores and the true class; classes that only the group has are left out of both
     */
    void tell(int[] group, Temperature told) {
        int[] left = without(group);
        int[] known = classesIn(left);
        if (known.length < 2) {
            return;
        }
        Part part = part(group, left, known);
        for (int a = 0; a < group.length; a++) {
            int label = labels[group[a]];
            if (left[label] > 0) {
                double[] scores = new double[known.length];
                for (int k = 0; k < known.length; k++) {
                    scores[k] = part.product(k, a) - 0.5 * part.ofMeans(k, k) + Math.log(left[known[k]]);
                }
                told.add(scores, Arrays.binarySearch(known, label));
            }
        }
    }

    /**
     * Products of a group's samples, and then of the class means, with the class means, all as they would be without the
     * group, under the inverse covariance without it: (group + classes, classes). Empty when a class is in that group
     * alone.
     */
    double[][] products(int[] group) {
        int[] left = without(group);
        int[] known = classesIn(left);
        if (known.length < sizes.length) {
            return new double[0][];
        }
        Part part = part(group, left, known);
        double[][] result = new double[group.length + sizes.length][sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            for (int a = 0; a < group.length; a++) {
                result[a][k] = part.product(k, a);
            }
            for (int l = 0; l < sizes.length; l++) {
                result[group.length + l][k] = part.ofMeans(k, l);
            }
        }
        return result;
    }

    private int[] without(int[] group) {
        int[] left = sizes.clone();
        for (int i : group) {
            left[labels[i]]--;
        }
        return left;
    }

    private Part part(int[] group, int[] left, int[] known) {
        return new Part(group, left, known, productsWithout(group, left));
    }

    /** A group and the means without it, as sums of the group's rows and of the old means. */
    private final class Part {
        private final int[] group;
        private final int[] left;
        private final int[] known;
        private final double[][]
                withMeans; // (known classes, group + classes): of means and these, under the new inverse

        Part(int[] group, int[] left, int[] known, double[][] products) {
            this.group = group;
            this.left = left;
            this.known = known;
            this.withMeans = new double[known.length][];
            for (int k = 0; k < known.length; k++) {
                withMeans[k] = products[group.length + known[k]].clone();
                for (int a = 0; a < group.length; a++) {
                    if (labels[group[a]] == known[k]) {
                        Matrices.addScaled(moved(k), products[a], withMeans[k], 0, withMeans[k].length);
                    }
                }
            }
        }

        /** How much of a row of its class that is gone a mean has. */
        private double moved(int k) {
            return -1 / (scale * left[known[k]]);
        }

        /** Of a mean and a sample. */
        double product(int k, int a) {
            return withMeans[k][a] / scale + withMeans[k][group.length + labels[group[a]]];
        }

        /** Of two means. */
        double ofMeans(int k, int l) {
            double product = withMeans[k][group.length + known[l]];
            for (int a = 0; a < group.length; a++) {
                product += labels[group[a]] == known[l] ? moved(l) * withMeans[k][a] : 0;
            }
            return product;
        }
    }

    private static int[] classesIn(int[] left) {
        return IntStream.range(0, left.length).filter(k -> left[k] > 0).toArray();
    }

    /** (group + classes, the same): products of the group's rows and the old means under the new inverse covariance. */
    private double[][] productsWithout(int[] group, int[] left) {
        int q = group.length;
        double[][] products = new double[q + sizes.length][q + sizes.length];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                products[a][b] = rows.of(group[a], group[b]);
            }
            for (int k = 0; k < sizes.length; k++) {
                products[a][q + k] = rowsWithMeans[group[a]][k];
                products[q + k][a] = products[a][q + k];
            }
        }
        for (int k = 0; k < sizes.length; k++) {
            System.arraycopy(means[k], 0, products[q + k], q, sizes.length);
        }
        double[][] gone = gone(group, left);
        double[][] f = Matrices.multiply(gone, Arrays.copyOf(products, q));
        double[][] system = new double[gone.length][gone.length];
        for (int a = 0; a < gone.length; a++) {
            for (int b = 0; b < gone.length; b++) {
                double h = 0;
                for (int i = 0; i < q; i++) {
                    h += f[a][i] * gone[b][i];
                }
                system[a][b] = (a == b ? 1 : 0) - h;
            }
        }
        double[][] solved = Cholesky.solve(system, Matrices.transpose(f)); // (group + classes, gone)
        double[][] change = Matrices.multiply(solved, f);
        for (int a = 0; a < products.length; a++) {
            for (int b = 0; b < products.length; b++) {
                products[a][b] += change[a][b];
            }
        }
        return products;
    }

    /**
     * What leaves the covariance, as rows that are sums of the group's rows: each of them, and for each class that stays,
     * what the move of its mean adds.
     */
    private double[][] gone(int[] group, int[] left) {
        List<double[]> result = new ArrayList<>();
        for (int a = 0; a < group.length; a++) {
            double[] one = new double[group.length];
            one[a] = 1;
            result.add(one);
        }
        for (int k = 0; k < sizes.length; k++) {
            if (left[k] > 0 && left[k] < sizes[k]) {
                double[] sum = new double[group.length];
                for (int a = 0; a < group.length; a++) {
                    sum[a] = labels[group[a]] == k ? 1 / Math.sqrt(left[k]) : 0;
                }
                result.add(sum);
            }
        }
        return result.toArray(double[][]::new);
    }
}
