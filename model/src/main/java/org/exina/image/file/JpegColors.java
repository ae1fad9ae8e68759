package org.exina.image.file;

import org.exina.image.Pixels;

/**
 * The colour conversions of JPEG, in place, to the bit as libjpeg (jdcolor.c) and, for inks, Pillow make them. The
 * platform's own are not used: they apply embedded profiles, and do not know inks.
 */
final class JpegColors {
    private static final int[] CR_TO_RED = new int[256];
    private static final int[] CB_TO_BLUE = new int[256];
    private static final int[] CR_TO_GREEN = new int[256];
    private static final int[] CB_TO_GREEN = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int x = i - 128;
            CR_TO_RED[i] = (fixed(1.40200) * x + (1 << 15)) >> 16;
            CB_TO_BLUE[i] = (fixed(1.77200) * x + (1 << 15)) >> 16;
            CR_TO_GREEN[i] = -fixed(0.71414) * x;
            CB_TO_GREEN[i] = -fixed(0.34414) * x + (1 << 15);
        }
    }

    private JpegColors() {}

    /**
     * Brightness and colour differences to RGB.
     *
     * @param bytes pixels of {@code step} bytes, 3 or 4
     */
    static void yccToRgb(byte[] bytes, int step) {
        for (int i = 0; i < bytes.length; i += step) {
            int y = bytes[i] & 0xFF;
            int cb = bytes[i + 1] & 0xFF;
            int cr = bytes[i + 2] & 0xFF;
            bytes[i] = clip(y + CR_TO_RED[cr]);
            bytes[i + 1] = clip(y + ((CB_TO_GREEN[cb] + CR_TO_GREEN[cr]) >> 16));
            bytes[i + 2] = clip(y + CB_TO_BLUE[cb]);
        }
    }

    /** Four inks, stored as Adobe does (255 none, 0 full), to RGB: a new array of three bytes a pixel. */
    static byte[] inksToRgb(byte[] inks, boolean ycck) {
        if (ycck) { // Y, Cb, Cr code 255 less the stored inks, so light
            yccToRgb(inks, 4);
        }
        byte[] out = new byte[inks.length / 4 * 3];
        for (int from = 0, to = 0; from < inks.length; from += 4, to += 3) {
            int light = inks[from + 3] & 0xFF;
            for (int c = 0; c < 3; c++) {
                int stored = inks[from + c] & 0xFF;
                int ink = ycck ? stored : 255 - stored;
                out[to + c] = (byte) (light - Pixels.divideBy255(ink * light));
            }
        }
        return out;
    }

    static byte[] greyToRgb(byte[] grey) {
        byte[] out = new byte[3 * grey.length];
        for (int from = 0, to = 0; from < grey.length; from++, to += 3) {
            out[to] = grey[from];
            out[to + 1] = grey[from];
            out[to + 2] = grey[from];
        }
        return out;
    }

    private static int fixed(double value) {
        return (int) (value * 65536 + 0.5);
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
