package org.exina.image;

import java.awt.image.BufferedImage;

/** An image of 8-bit RGB pixels. Not changed after it is made; whoever asks for its pixels must not write to them. */
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
     * An image over {@code pixels}, which it keeps (no copy): the caller must not write to them afterwards.
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

    /**
     * The pixels of a platform image (drawn, read from elsewhere), copied; whatever is transparent laid on white.
     *
     * @throws IllegalArgumentException when its samples have more than 16 bits or are no whole numbers
     */
    public static RgbImage of(BufferedImage image) {
        try {
            return decoded(image, Pixels.Alpha.AS_DECLARED);
        } catch (UnsupportedPixelsException e) {
            throw new IllegalArgumentException("expected 8 or 16 bits a sample, got " + e.getMessage(), e);
        }
    }

    /**
     * Decoded pixels; {@code alpha} says what becomes of the last channel.
     *
     * @throws UnsupportedPixelsException when the samples are of a kind that has no plain meaning in 8 bits
     */
    public static RgbImage decoded(BufferedImage image, Pixels.Alpha alpha) throws UnsupportedPixelsException {
        return decoded(image, alpha, 16);
    }

    /**
     * Decoded pixels whose samples of 16 bits use fewer.
     *
     * @param bits that they use, up to 16; those of a camera of 12 bits go to 4095
     * @throws UnsupportedPixelsException when the samples are of a kind that has no plain meaning in 8 bits
     */
    public static RgbImage decoded(BufferedImage image, Pixels.Alpha alpha, int bits)
            throws UnsupportedPixelsException {
        return of(image.getWidth(), image.getHeight(), Pixels.toRgb(image, alpha, (1 << bits) - 1));
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** (height, width, 3), unsigned; the image's own array, not to be written to. */
    public byte[] pixels() {
        return pixels;
    }

    /** A copy of the rectangle whose upper left corner is at (x, y). It must lie within the image. */
    public RgbImage part(int x, int y, int partWidth, int partHeight) {
        if (x < 0 || y < 0 || partWidth < 1 || partHeight < 1 || partWidth > width - x || partHeight > height - y) {
            throw new IllegalArgumentException("expected a part of " + width + " x " + height + " pixels, got "
                    + partWidth + " x " + partHeight + " at (" + x + ", " + y + ")");
        }
        if (partWidth == width && partHeight == height) {
            return this;
        }
        byte[] out = new byte[3 * partWidth * partHeight];
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(pixels, 3 * ((y + row) * width + x), out, 3 * row * partWidth, 3 * partWidth);
        }
        return new RgbImage(partWidth, partHeight, out);
    }

    /**
     * This image with its upper left corner at (left, top) of a larger one.
     *
     * @param color 0xRRGGBB
     */
    public RgbImage onGround(int groundWidth, int groundHeight, int left, int top, int color) {
        if (groundWidth == width && groundHeight == height) {
            return this;
        }
        byte[] out = new byte[3 * groundWidth * groundHeight];
        for (int i = 0; i < out.length; i += 3) {
            out[i] = (byte) (color >> 16);
            out[i + 1] = (byte) (color >> 8);
            out[i + 2] = (byte) color;
        }
        for (int row = 0; row < height; row++) {
            System.arraycopy(pixels, 3 * row * width, out, 3 * ((top + row) * groundWidth + left), 3 * width);
        }
        return new RgbImage(groundWidth, groundHeight, out);
    }

    /** The mean of the first and last rows and columns, each pixel once, halves rounded up, as 0xRRGGBB. */
    public int meanBorderColor() {
        int color = 0;
        for (int channel = 0; channel < 3; channel++) {
            long sum = 0;
            long count = 0;
            for (int y = 0; y < height; y++) {
                int step = y == 0 || y == height - 1 ? 1 : Math.max(1, width - 1);
                for (int x = 0; x < width; x += step) {
                    sum += pixels[3 * (y * width + x) + channel] & 0xFF;
                    count++;
                }
            }
            color = color << 8 | (int) ((2 * sum + count) / (2 * count));
        }
        return color;
    }
}
