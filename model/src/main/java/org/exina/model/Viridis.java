package org.exina.model;

/**
 * A colour map that is even to the eye, also in grey and to the colour-blind: viridis, by S. van der Walt and N. Smith,
 * 2015, in the public domain (CC0).
 */
final class Viridis {
    private static final int[] COLOURS = {
        0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725
    };

    private Viridis() {}

    /**
     * The colour of a share, from dark violet at 0 to yellow at 1.
     *
     * @param share in [0, 1]
     * @return 0xRRGGBB
     */
    static int at(double share) {
        double place = Math.min(1, Math.max(0, share)) * (COLOURS.length - 1);
        int first = Math.min(COLOURS.length - 2, (int) place);
        return mixed(COLOURS[first], COLOURS[first + 1], place - first);
    }

    /**
     * Mixes two colours, 0xRRGGBB, channel by channel.
     *
     * @param weight of {@code b}, in [0, 1]
     */
    static int mixed(int a, int b, double weight) {
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double value = (a >> shift & 0xFF) * (1 - weight) + (b >> shift & 0xFF) * weight;
            result |= (int) Math.round(value) << shift;
        }
        return result;
    }
}
