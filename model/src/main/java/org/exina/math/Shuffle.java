package org.exina.math;

/**
 * A generator of random numbers that are the same on every platform and in every version of Java, for orders that must be
 * kept: SplitMix64 (Steele, Lea and Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, figure 17).
 * {@link java.util.SplittableRandom} is the same algorithm today, but its documentation does not promise it.
 */
public final class Shuffle {
    private long state;

    public Shuffle(long seed) {
        state = seed;
    }

    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
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

    private int below(int bound) {
        while (true) {
            long bits = next() >>> 1;
            long value = bits % bound;
            if (bits - value + (bound - 1) >= 0) { // no overflow: every remainder was equally likely
                return (int) value;
            }
        }
    }
}
