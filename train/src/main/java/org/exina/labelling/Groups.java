package org.exina.labelling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Groups of points that lie together. */
final class Groups {
    private static final int MOST = 60;
    private static final int LEAST = 3;
    private static final int MEMBERS = 12;
    private static final double PER_CLASS = 2.5;

    private Groups() {}

    /**
     * Finds them.
     *
     * @param among numbers of the points that are looked at, ascending
     * @param classes how many are known
     * @return numbers of points, ascending, of each group
     */
    static int[][] of(double[][] points, int[] among, int classes) {
        int wanted = Math.max(Math.min(MOST, among.length / MEMBERS), (int) (PER_CLASS * classes));
        int count = Math.min(among.length, Math.max(LEAST, wanted));
        int[] groupOf = Ward.of(Arrays.stream(among).mapToObj(i -> points[i]).toArray(double[][]::new))
                .cut(count);
        return IntStream.range(0, count)
                .mapToObj(group -> IntStream.range(0, among.length)
                        .filter(i -> groupOf[i] == group)
                        .map(i -> among[i])
                        .toArray())
                .toArray(int[][]::new);
    }

    static double[] mean(double[][] points, int[] group) {
        double[] mean = new double[points[0].length];
        for (int i : group) {
            Arrays.setAll(mean, axis -> mean[axis] + points[i][axis] / group.length);
        }
        return mean;
    }

    /** Squared distances of the members to their mean. */
    static double[] spread(double[][] points, int[] group) {
        double[] mean = mean(points, group);
        return Arrays.stream(group)
                .mapToDouble(i -> Ward.squared(mean, points[i]))
                .toArray();
    }

    /** The members, the nearest to their mean first. */
    static int[] byTypicality(double[][] points, int[] group) {
        double[] mean = mean(points, group);
        return Arrays.stream(group)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Ward.squared(mean, points[i])))
                .mapToInt(i -> i)
                .toArray();
    }
}
