package org.exina.dataset;

import org.exina.image.DihedralView;

/**
 * The signs of a small grey image's 16 x 16 lowest frequencies (two-dimensional cosine transform, type II), as 256
 * bits. Images saved anew, resized or brightened differ in few of them. Mirroring an image changes the sign of every
 * other frequency and transposing it transposes them, so the hashes of all eight views follow from one.
 *
 * @param low frequencies 0 to 7 across and down; bit 8 v + u is across u, down v; the mean (bit 0) is left out
 * @param right 8 to 15 across, 0 to 7 down
 * @param below 0 to 7 across, 8 to 15 down
 * @param fine 8 to 15 across and down
 */
record PerceptualHash(long low, long right, long below, long fine) {
    private static final int FREQUENCIES = 16;
    private static final long ODD_COLUMNS = 0xAAAA_AAAA_AAAA_AAAAL;
    private static final long ODD_ROWS = 0xFF00_FF00_FF00_FF00L;
    private static final float[] COSINES = cosines(); // (frequency, position)

    /**
     * Hashes a small grey image.
     *
     * @param grey a {@link Thumbnail}
     */
    static PerceptualHash of(float[] grey) {
        int side = Thumbnail.SIDE;
        float[] across = new float[side * FREQUENCIES]; // (y, u)
        for (int y = 0; y < side; y++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                float sum = 0;
                for (int x = 0; x < side; x++) {
                    sum += grey[y * side + x] * COSINES[u * side + x];
                }
                across[y * FREQUENCIES + u] = sum;
            }
        }
        long[] blocks = new long[4];
        for (int v = 0; v < FREQUENCIES; v++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                float sum = 0;
                for (int y = 0; y < side; y++) {
                    sum += across[y * FREQUENCIES + u] * COSINES[v * side + y];
                }
                if (sum > 0 && u + v > 0) {
                    blocks[v / 8 * 2 + u / 8] |= 1L << (v % 8 * 8 + u % 8);
                }
            }
        }
        return new PerceptualHash(blocks[0], blocks[1], blocks[2], blocks[3]);
    }

    /** The hash of the same image in another view. */
    PerceptualHash view(DihedralView view) {
        PerceptualHash hash = view.mirrored() ? flipped(ODD_COLUMNS) : this;
        for (int turn = 0; turn < view.turns(); turn++) {
            hash = hash.transposed().flipped(ODD_ROWS); // a quarter turn counterclockwise
        }
        return hash;
    }

    /** How many of the 63 lowest frequencies differ in sign. */
    int distance(PerceptualHash other) {
        return Long.bitCount(low ^ other.low);
    }

    /** How many of all 255 differ. */
    int fullDistance(PerceptualHash other) {
        return Long.bitCount(low ^ other.low)
                + Long.bitCount(right ^ other.right)
                + Long.bitCount(below ^ other.below)
                + Long.bitCount(fine ^ other.fine);
    }

    private PerceptualHash flipped(long mask) {
        return new PerceptualHash(low ^ mask, right ^ mask, below ^ mask, fine ^ mask);
    }

    private PerceptualHash transposed() {
        return new PerceptualHash(transpose(low), transpose(below), transpose(right), transpose(fine));
    }

    /** An 8 x 8 matrix of bits (Warren: Hacker's Delight, 2nd edition, section 7-3). */
    private static long transpose(long bits) {
        long x = bits;
        long t = (x ^ (x >>> 7)) & 0x00AA_00AA_00AA_00AAL;
        x ^= t ^ (t << 7);
        t = (x ^ (x >>> 14)) & 0x0000_CCCC_0000_CCCCL;
        x ^= t ^ (t << 14);
        t = (x ^ (x >>> 28)) & 0x0000_0000_F0F0_F0F0L;
        return x ^ t ^ (t << 28);
    }

    private static float[] cosines() {
        float[] table = new float[FREQUENCIES * Thumbnail.SIDE];
        for (int u = 0; u < FREQUENCIES; u++) {
            for (int x = 0; x < Thumbnail.SIDE; x++) {
                table[u * Thumbnail.SIDE + x] =
                        (float) StrictMath.cos(Math.PI * u * (2 * x + 1) / (2.0 * Thumbnail.SIDE));
            }
        }
        return table;
    }
}
