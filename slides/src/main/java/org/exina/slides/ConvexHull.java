package org.exina.slides;

import java.util.Arrays;

/** Area of the convex hull of rows of pixels. Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979. */
final class ConvexHull {
    private ConvexHull() {}

    /**
     * The area in pixels.
     *
     * @param first the left edge of each row, from the top
     * @param last the right edge of each, greater than the left one
     */
    static double area(int[] first, int[] last) {
        int[] left = chain(first, -1);
        int[] right = chain(last, 1);
        return beside(last, right) - beside(first, left);
    }

    /**
     * The rows' corners that lie on the hull: the upper corner of a row is (edge, row), the lower one (edge, row + 1).
     *
     * @return pairs of 2 x row + (0 or 1), ascending
     */
    private static int[] chain(int[] edge, int side) {
        int[] hull = new int[2 * edge.length];
        int size = 0;
        for (int corner = 0; corner < 2 * edge.length; corner++) {
            while (size >= 2 && side * turn(edge, hull[size - 2], hull[size - 1], corner) >= 0) {
                size--;
            }
            hull[size++] = corner;
        }
        return Arrays.copyOf(hull, size);
    }

    private static int x(int[] edge, int corner) {
        return edge[corner / 2];
    }

    private static int y(int corner) {
        return corner / 2 + corner % 2;
    }

    /** Above 0 when the way from a over b to c turns to the right edge's inside, that is when b lies left of a-c. */
    private static long turn(int[] edge, int a, int b, int c) {
        long straight = (long) (x(edge, c) - x(edge, a)) * (y(b) - y(a));
        long bent = (long) (x(edge, b) - x(edge, a)) * (y(c) - y(a));
        return straight - bent;
    }

    /** Between the chain and x = 0. */
    private static double beside(int[] edge, int[] chain) {
        double area = 0;
        for (int i = 1; i < chain.length; i++) {
            area += (x(edge, chain[i - 1]) + x(edge, chain[i])) / 2.0 * (y(chain[i]) - y(chain[i - 1]));
        }
        return area;
    }
}
