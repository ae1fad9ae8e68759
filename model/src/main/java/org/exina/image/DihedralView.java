package org.exina.image;

import java.util.List;

/** One of the eight ways to lay an image: a quarter turn any number of times, mirrored or not. */
public enum DihedralView {
    IDENTITY(false, 0),
    TURN_90(false, 1),
    TURN_180(false, 2),
    TURN_270(false, 3),
    MIRROR(true, 0),
    MIRROR_TURN_90(true, 1),
    MIRROR_TURN_180(true, 2),
    MIRROR_TURN_270(true, 3);

    private final boolean mirrored;
    private final int turns;

    DihedralView(boolean mirrored, int turns) {
        this.mirrored = mirrored;
        this.turns = turns;
    }

    /** Whether left and right are exchanged before it is turned. */
    public boolean mirrored() {
        return mirrored;
    }

    /** Quarter turns, counterclockwise: 0 to 3. */
    public int turns() {
        return turns;
    }

    /**
     * The first {@code count} views.
     *
     * @param count 1, 2, 4 or 8
     */
    public static List<DihedralView> first(int count) {
        if (count != 1 && count != 2 && count != 4 && count != 8) {
            throw new IllegalArgumentException("views must be 1, 2, 4 or 8, got " + count);
        }
        return List.of(values()).subList(0, count);
    }

    /** The image mirrored left to right if this view is a mirrored one, then turned counterclockwise. */
    public RgbImage apply(RgbImage image) {
        if (this == IDENTITY) {
            return image;
        }
        int w = image.width();
        int h = image.height();
        int outWidth = turns % 2 == 0 ? w : h;
        int outHeight = turns % 2 == 0 ? h : w;
        byte[] in = image.pixels();
        byte[] out = new byte[in.length];
        for (int y = 0; y < outHeight; y++) {
            for (int x = 0; x < outWidth; x++) {
                int sx = turns == 0 ? x : turns == 1 ? w - 1 - y : turns == 2 ? w - 1 - x : y;
                int sy = turns == 0 ? y : turns == 1 ? x : turns == 2 ? h - 1 - y : h - 1 - x;
                int from = 3 * (sy * w + (mirrored ? w - 1 - sx : sx));
                int to = 3 * (y * outWidth + x);
                out[to] = in[from];
                out[to + 1] = in[from + 1];
                out[to + 2] = in[from + 2];
            }
        }
        return RgbImage.of(outWidth, outHeight, out);
    }
}
