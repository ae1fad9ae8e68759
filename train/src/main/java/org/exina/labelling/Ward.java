package org.exina.labelling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Groups of points, merged in pairs so that the squared distances to their means grow least (J. H. Ward, Hierarchical
 * Grouping to Optimize an Objective Function, JASA 58, 1963), by chains of nearest neighbours (F. Murtagh, A Survey of
 * Recent Advances in Hierarchical Clustering Algorithms, The Computer Journal 26, 1983).
 */
final class Ward {
    private final int points;
    private final int[][] merges; // (points - 1, 2): members of two groups, the cheapest merge first

    private Ward(int points, int[][] merges) {
        this.points = points;
        this.merges = merges;
    }

    /**
     * Merges all.
     *
     * @param points (points, coordinates); memory for all distances is taken
     */
    static Ward of(double[][] points) {
        int n = points.length;
        float[][] distances = new float[n][];
        for (int i = 0; i < n; i++) {
            distances[i] = new float[i];
            for (int j = 0; j < i; j++) {
                distances[i][j] = (float) squared(points[i], points[j]);
            }
        }
        return new Ward(n, new Merging(distances).all());
    }

    static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * So many groups.
     *
     * @return for each point the number of its group, from 0, in the order of first points
     */
    int[] cut(int groups) {
        int[] parent = IntStream.range(0, points).toArray();
        for (int m = 0; m < points - Math.max(1, groups); m++) {
            int a = root(parent, merges[m][0]);
            int b = root(parent, merges[m][1]);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        int[] numbers = new int[points];
        int next = 0;
        for (int i = 0; i < points; i++) {
            int root = root(parent, i);
            numbers[i] = root == i ? next++ : numbers[root];
        }
        return numbers;
    }

    private static int root(int[] parent, int i) {
        int root = i;
        while (parent[root] != root) {
            root = parent[root];
        }
        return root;
    }

    /** The state of {@link #of}. */
    private static final class Merging {
        private final float[][] distances; // [i][j], j < i
        private final int[] sizes; // 0 once merged into another
        private final int[] chain;
        private int length;

        private Merging(float[][] distances) {
            this.distances = distances;
            this.sizes = new int[distances.length];
            this.chain = new int[distances.length];
            Arrays.fill(sizes, 1);
        }

        private record Merge(int a, int b, float cost) {}

        private int[][] all() {
            Merge[] merges = new Merge[Math.max(0, sizes.length - 1)];
            for (int m = 0; m < merges.length; m++) {
                merges[m] = next();
            }
            Arrays.sort(merges, Comparator.comparingDouble(Merge::cost)); // stable
            return Arrays.stream(merges)
                    .map(merge -> new int[] {merge.a(), merge.b()})
                    .toArray(int[][]::new);
        }

        /** Follows nearest neighbours until two are each other's. */
        private Merge next() {
            if (length == 0) {
                int first = 0;
                while (sizes[first] == 0) {
                    first++;
                }
                chain[length++] = first;
            }
            while (true) {
                int end = chain[length - 1];
                int nearest = length > 1 ? chain[length - 2] : -1; // wins a tie, or the chain might run in a circle
                float least = nearest < 0 ? Float.POSITIVE_INFINITY : distance(end, nearest);
                for (int j = 0; j < sizes.length; j++) {
                    if (j != end && sizes[j] > 0 && distance(end, j) < least) {
                        nearest = j;
                        least = distance(end, j);
                    }
                }
                if (length > 1 && nearest == chain[length - 2]) {
                    length -= 2;
                    merge(end, nearest, least);
                    return new Merge(end, nearest, least);
                }
                chain[length++] = nearest;
            }
        }

        private float distance(int a, int b) {
            return a > b ? distances[a][b] : distances[b][a];
        }

        /** Lance and Williams's formula; the second stands for both from now on. */
        private void merge(int a, int b, float between) {
            double sum = sizes[a] + sizes[b];
            for (int k = 0; k < sizes.length; k++) {
                if (k == a || k == b || sizes[k] == 0) {
                    continue;
                }
                double merged = ((sizes[a] + sizes[k]) * (double) distance(a, k)
                                + (sizes[b] + sizes[k]) * (double) distance(b, k)
                                - sizes[k] * (double) between)
                        / (sum + sizes[k]);
                if (b > k) {
                    distances[b][k] = (float) merged;
                } else {
                    distances[k][b] = (float) merged;
                }
            }
            sizes[b] += sizes[a];
            sizes[a] = 0;
        }
    }
}
