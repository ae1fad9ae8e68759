package org.exina.synthetic;

/**
 * Draws numbers that are the same on every platform and in every version of Java: SplitMix64 (Steele, Lea and Flood:
 * Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, figure 17), basic arithmetic and square roots. Not for
 * use by several threads.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(long seed) {
        state = seed;
    }

    /**
     * Chance that depends on a seed and on what is drawn: each key in turn is added and mixed in, so near keys give
     * unrelated draws and (1, 2) is not (2, 1).
     */
    static Chance of(long seed, long... keys) {
        long state = mix(seed + GOLDEN);
        for (long key : keys) {
            state = mix(state + GOLDEN * (key + 1));
        }
        return new Chance(state);
    }

    /** The finishing steps of SplitMix64. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    double uniform(double low, double high) {
        return low + (high - low) * ((nextLong() >>> 11) * 0x1p-53);
    }

    /**
     * Near normal, but never further than 3.5 standard deviations from the mean (sum of four uniform numbers), as the
     * sizes of living things are.
     */
    double around(double mean, double deviation) {
        double sum = uniform(0, 1) + uniform(0, 1) + uniform(0, 1) + uniform(0, 1);
        return mean + deviation * 1.7320508 * (sum - 2);
    }

    int below(int bound) {
        return (int) Math.min(bound - 1.0, uniform(0, bound));
    }

    boolean hits(double probability) {
        return uniform(0, 1) < probability;
    }

    /** A unit vector, uniform on the sphere. */
    double[] direction() {
        while (true) {
            double x = uniform(-1, 1);
            double y = uniform(-1, 1);
            double z = uniform(-1, 1);
            double square = x * x + y * y + z * z;
            if (square > 0.01 && square <= 1) {
                double length = Math.sqrt(square);
                return new double[] {x / length, y / length, z / length};
            }
        }
    }
}
