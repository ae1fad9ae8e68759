package org.exina.synthetic;

import org.exina.math.SplitMix64;

/**
 * Draws numbers that are the same on every platform and in every version of Java: {@link SplitMix64}, basic arithmetic
 * and square roots. Not for use by several threads.
 */
final class Chance {
    private final SplitMix64 random;

    private Chance(SplitMix64 random) {
        this.random = random;
    }

    /**
     * Chance that depends on a seed and on what is drawn: each key in turn is added and mixed in, so near keys give
     * unrelated draws and (1, 2) is not (2, 1).
     */
    static Chance of(long seed, long... keys) {
        long state = SplitMix64.mix(seed + SplitMix64.STEP);
        for (long key : keys) {
            state = SplitMix64.mix(state + SplitMix64.STEP * (key + 1));
        }
        return new Chance(new SplitMix64(state));
    }

    long nextLong() {
        return random.nextLong();
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
