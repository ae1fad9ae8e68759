package org.exina.image;

/** A picture of 8-bit RGB pixels. Not changed after it is made; whoever asks for its pixels must not write to them. */
public final class RgbImage {
    private final int width;
    private final int height;
    private final byte[] pixels;

    private RgbImage(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * A picture over {@code pixels}, which it keeps (no copy): the caller must not write to them afterwards.
     *
     * @param pixels rows from the top, (height, width, 3), R G B, each 0 to 255 as an unsigned byte
     */
    public static RgbImage of(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1 || pixels.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "expected 3 x " + width + " x " + height + " bytes, got " + pixels.length);
        }
        return new RgbImage(width, height, pixels);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** (height, width, 3), unsigned; the picture's own array, not to be written to. */
    public byte[] pixels() {
        return pixels;
    }
}
