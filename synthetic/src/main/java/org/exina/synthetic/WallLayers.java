package org.exina.synthetic;

/** The density of a wall from its inner face (0) to its outer face (1), and its running sum. Mean density is 1. */
enum WallLayers {
    /** A floor (nexine), little columns, and a roof (tectum). */
    TECTATE(1.25, 0.45, 1.3),
    /** Floor and columns without a roof. */
    INTECTATE(1.4, 0.9, 0.7),
    /** No layers to be seen. */
    PLAIN(1, 1, 1);

    private static final int STEPS = 64;

    @SuppressWarnings("ImmutableEnumChecker") // never given away, never changed after construction
    private final float[] sum = new float[STEPS + 1];

    WallLayers(double floor, double columns, double roof) {
        double mean = 0.35 * floor + 0.3 * columns + 0.35 * roof;
        for (int i = 0; i < STEPS; i++) {
            double at = (i + 0.5) / STEPS;
            double density = at < 0.35 ? floor : at < 0.65 ? columns : roof;
            sum[i + 1] = sum[i] + (float) (density / mean / STEPS);
        }
    }

    /**
     * Mean density along a way on which the place in the wall runs evenly from {@code from} to {@code to}; outside [0,
     * 1] there is no wall.
     */
    float mean(float from, float to) {
        float way = to - from;
        if (Math.abs(way) < 1e-3f) {
            return from <= 0 || from >= 1 ? 0 : (until(from + 0.01f) - until(from - 0.01f)) * 50;
        }
        return (until(to) - until(from)) / way;
    }

    private float until(float place) {
        if (place <= 0) {
            return 0;
        }
        if (place >= 1) {
            return sum[STEPS];
        }
        float at = place * STEPS;
        int i = (int) at;
        return sum[i] + (sum[i + 1] - sum[i]) * (at - i);
    }
}
