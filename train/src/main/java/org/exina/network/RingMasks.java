package org.exina.network;

/** Overlapping rings around the middle: hats in the distance from it, 0.4 half sides wide, the last one open. */
final class RingMasks {
    private static final double WIDTH = 0.4;

    private RingMasks() {}

    /** (height x width, rings): weights, each ring's summing to one. */
    static double[] masks(int rings, int height, int width) {
        double[] result = new double[height * width * rings];
        double[] sums = new double[rings];
        for (int i = 0; i < height * width; i++) {
            int row = i / width;
            double y = (2 * row + 1.0) / height - 1;
            double x = (2 * (i % width) + 1.0) / width - 1;
            double distance = Math.hypot(x, y) / WIDTH;
            for (int r = 0; r < rings; r++) {
                boolean beyond = r == rings - 1 && distance > r;
                double weight = beyond ? 1 : Math.max(0, 1 - Math.abs(distance - r));
                result[i * rings + r] = weight;
                sums[r] += weight;
            }
        }
        for (int i = 0; i < result.length; i++) {
            result[i] /= sums[i % rings];
        }
        return result;
    }
}
