package org.exina.augment;

import org.exina.io.Sha256;

/**
 * The numbers of one variant, each taken from a hash of seed, image, variant and the number's own name: the same on
 * every platform, in whatever order they are asked for, and whatever others there are. Sixteen hashes take 10
 * microseconds, a hundredth of what the variant takes.
 */
final class Draws {
    private final String prefix;

    Draws(long seed, String image, int number) {
        this.prefix = seed + "\n" + image + "\n" + number + "\n";
    }

    /** In [0, 1). */
    double uniform(String name) {
        return Long.parseLong(Sha256.of(prefix + name).substring(0, 13), 16) * 0x1p-52;
    }

    /** In [-range, range). */
    double around(String name, double range) {
        return range == 0 ? 0 : range * (2 * uniform(name) - 1);
    }

    /** In [1 - range, 1 + range). */
    double factor(String name, double range) {
        return 1 + around(name, range);
    }
}
