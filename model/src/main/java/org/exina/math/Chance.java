package org.exina.math;

/**
 * The chance of one purpose in one training: its numbers depend on the seed only, never on what is trained beside it, on
 * the platform or on the version of a library. SplitMix64 (Steele, Lea and Flood, 2014, figure 17).
 */
public final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(long state) {
        this.state = state;
    }

    /**
     * The numbers of one purpose and round; the same three give the same numbers.
     *
     * @param purpose what it is for, from 0
     * @param round which epoch or layer, from 0
     */
    public static Chance of(long seed, int purpose, int round) {
        return new Chance(mixed(mixed(mixed(seed + STEP) + purpose) + round));
    }

    /** In [0, 1). */
    public float next() {
        return (bits() >>> 40) * 0x1p-24f;
    }

    /** 0 to {@code count} - 1 in an order in which each is equally likely (Fisher and Yates). */
    public int[] order(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = (int)
                    Math.floorMod(bits() >>> 1, (long) i + 1); // the bias of a remainder of 63 bits is below 2^-32
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private long bits() {
        state += STEP;
        return mixed(state);
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
