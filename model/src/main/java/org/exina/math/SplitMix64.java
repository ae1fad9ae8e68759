package org.exina.math;

/**
 * Random numbers that are the same on every platform and in every version of Java: SplitMix64 (Steele, Lea and Flood:
 * Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, figure 17). {@link java.util.SplittableRandom} gives the
 * same today, but its documentation does not promise it. Not for use by several threads.
 */
public final class SplitMix64 {
    /** What the state grows by: 2^64 over the golden ratio. */
    public static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix64(long seed) {
        state = seed;
    }

    /**
     * The numbers of one purpose and round in one training, whatever is drawn beside them.
     *
     * @param purpose what it is for, from 0
     * @param round which epoch or layer, from 0
     */
    public static SplitMix64 of(long seed, int purpose, int round) {
        return new SplitMix64(mix(mix(mix(seed + STEP) + purpose) + round));
    }

    /** The finishing steps: close numbers give unrelated ones. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long nextLong() {
        state += STEP;
        return mix(state);
    }

    /** In [0, 1). */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** In [0, bound), each equally likely: what {@link java.util.SplittableRandom#nextInt(int)} of Java 17 gives. */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("expected a bound of at least 1, got " + bound);
        }
        int most = bound - 1;
        if ((bound & most) == 0) { // a power of two
            return nextInt() & most;
        }
        while (true) {
            int bits = nextInt() >>> 1;
            int value = bits % bound;
            if (bits + most - value >= 0) { // no overflow: every remainder was equally likely
                return value;
            }
        }
    }

    /** 32 bits, mixed otherwise than those of {@link #nextLong} (D. Stafford's variant 4). */
    private int nextInt() {
        state += STEP;
        long z = (state ^ (state >>> 33)) * 0x62A9D9ED799705F5L;
        return (int) (((z ^ (z >>> 28)) * 0xCB24D0A5C88C35B3L) >>> 32);
    }

    /** 0 to {@code count} - 1, in an order in which every one is equally likely (Fisher and Yates). */
    public int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** As {@link #nextInt(int)}, of 63 bits: the orders that runs were split by hang on it. */
    private int below(int bound) {
        while (true) {
            long bits = nextLong() >>> 1;
            long value = bits % bound;
            if (bits - value + (bound - 1) >= 0) {
                return (int) value;
            }
        }
    }
}
