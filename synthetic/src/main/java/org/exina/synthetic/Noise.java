package org.exina.synthetic;

import org.exina.math.SplitMix64;

/** Noise made of hashes: the value at a place depends on the place and a seed alone, never on what was asked before. */
final class Noise {
    private Noise() {}

    /** Smooth noise in space, about [-1, 1], one bump per unit of length (value noise, quintic interpolation). */
    static double smooth(int seed, double x, double y, double z) {
        int ix = floor(x);
        int iy = floor(y);
        int iz = floor(z);
        double fx = fade(x - ix);
        double fy = fade(y - iy);
        double fz = fade(z - iz);
        double near = plane(seed, ix, iy, iz, fx, fy);
        double far = plane(seed, ix, iy, iz + 1, fx, fy);
        return near + (far - near) * fz;
    }

    /** Near normal, mean 0, standard deviation 1, independent from pixel to pixel. */
    static float white(long seed, int x, int y) {
        long bits = SplitMix64.mix(seed + SplitMix64.STEP * (((long) y << 32) ^ (x & 0xFFFFFFFFL)));
        long sum = (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
        return (sum - 131070) * (1.7320508f / 65536);
    }

    private static double plane(int seed, int ix, int iy, int iz, double fx, double fy) {
        double top = hash(seed, ix, iy, iz);
        top += (hash(seed, ix + 1, iy, iz) - top) * fx;
        double bottom = hash(seed, ix, iy + 1, iz);
        bottom += (hash(seed, ix + 1, iy + 1, iz) - bottom) * fx;
        return top + (bottom - top) * fy;
    }

    private static double hash(int seed, int x, int y, int z) {
        int h = seed + x * 0x27D4EB2F + y * 0x165667B1 + z * 0x9E3779B1;
        h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >>> 12)) * 0x297A2D39;
        return (h ^ (h >>> 15)) * 0x1p-31;
    }

    private static int floor(double value) {
        int whole = (int) value;
        return value < whole ? whole - 1 : whole;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    /** 0 up to {@code from}, 1 from {@code to} on, an S between. */
    static double step(double from, double to, double value) {
        double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }
}
