package org.exina.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Decoded pixels of any kind as 8-bit RGB.
 *
 * <p>Samples are taken as they are stored, never through {@link BufferedImage#getRGB}: that one treats grey as linear
 * light and makes 188 of 128, and applies embedded colour profiles, which no training script in Python does.
 */
public final class Pixels {
    /** The largest value that 16 bits hold. */
    static final int MOST_OF_16 = 65_535;

    private Pixels() {}

    /** What to make of an image's last channel. */
    public enum Alpha {
        /** What its colour model says. */
        AS_DECLARED,
        /** Transparency, and the colours have been multiplied with it already. */
        PREMULTIPLIED,
        /** Nothing that is seen. */
        IGNORED
    }

    /**
     * Converts decoded pixels to RGB; {@code alpha} says what becomes of the last channel.
     *
     * @param mostOf16 the largest value that samples of 16 bits have; larger ones are as bright
     * @return (height, width, 3)
     * @throws UnsupportedPixelsException when the samples are of a kind that has no plain meaning in 8 bits
     */
    static byte[] toRgb(BufferedImage image, Alpha alpha, int mostOf16) throws UnsupportedPixelsException {
        ColorModel colors = image.getColorModel();
        if (colors instanceof IndexColorModel palette) {
            return ofPalette(image.getRaster(), palette);
        }
        int type = colors.getColorSpace().getType();
        int channels = colors.getNumColorComponents();
        boolean plain = (type == ColorSpace.TYPE_GRAY && channels == 1)
                || (type == ColorSpace.TYPE_RGB && channels == 3)
                || (type == ColorSpace.TYPE_CMYK && channels == 4);
        return plain ? ofSamples(image.getRaster(), colors, channels, alpha, mostOf16) : ofForeignColors(image);
    }

    private static byte[] ofPalette(Raster raster, IndexColorModel palette) {
        int[] rgb = new int[palette.getMapSize()];
        palette.getRGBs(rgb);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = onWhite(rgb[i]);
        }
        int width = raster.getWidth();
        byte[] out = new byte[3 * width * raster.getHeight()];
        int[] row = new int[width];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            readRow(raster, y, 1, row);
            for (int x = 0; x < width; x++) {
                int color = row[x] < rgb.length ? rgb[row[x]] : 0;
                out[to++] = (byte) (color >> 16);
                out[to++] = (byte) (color >> 8);
                out[to++] = (byte) color;
            }
        }
        return out;
    }

    private static byte[] ofSamples(Raster raster, ColorModel colors, int channels, Alpha alpha, int mostOf16)
            throws UnsupportedPixelsException {
        int dataType = raster.getSampleModel().getDataType();
        int bits = raster.getSampleModel().getSampleSize(0);
        boolean packed = !(raster.getSampleModel() instanceof ComponentSampleModel);
        boolean unsigned = packed || dataType == DataBuffer.TYPE_BYTE || dataType == DataBuffer.TYPE_USHORT;
        if (!unsigned || bits > 16) {
            boolean whole = dataType == DataBuffer.TYPE_SHORT || dataType == DataBuffer.TYPE_INT;
            throw new UnsupportedPixelsException(
                    bits + "-bit " + (whole ? "whole-number" : "floating-point") + " samples");
        }
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        boolean seen = alpha != Alpha.IGNORED && colors.hasAlpha() && bands > channels;
        int alphaBand = seen ? channels : -1;
        boolean premultiplied = alpha == Alpha.PREMULTIPLIED || colors.isAlphaPremultiplied();
        byte[] out = new byte[3 * width * raster.getHeight()];
        int[] row = new int[width * bands];
        int[] max = new int[bands];
        for (int b = 0; b < bands; b++) {
            int stored = (1 << raster.getSampleModel().getSampleSize(b)) - 1;
            max[b] = stored == MOST_OF_16 ? mostOf16 : stored;
        }
        for (int y = 0; y < raster.getHeight(); y++) {
            readRow(raster, y, bands, row);
            toEightBits(row, max);
            if (channels == 4) {
                inksToRgb(row, width, bands);
            }
            writeRow(row, width, bands, Math.min(channels, 3), alphaBand, premultiplied, out, 3 * width * y);
        }
        return out;
    }

    /** Lab and the like: what the platform's colour conversion makes of them. */
    private static byte[] ofForeignColors(BufferedImage image) {
        int width = image.getWidth();
        byte[] out = new byte[3 * width * image.getHeight()];
        int[] row = new int[width];
        int to = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int color = onWhite(argb);
                out[to++] = (byte) (color >> 16);
                out[to++] = (byte) (color >> 8);
                out[to++] = (byte) color;
            }
        }
        return out;
    }

    /** One row of samples, (width, bands); the raster's own arrays where it has plain ones, ten times as fast. */
    private static void readRow(Raster raster, int y, int bands, int[] row) {
        if (!(raster.getSampleModel() instanceof ComponentSampleModel model)
                || !(raster.getDataBuffer() instanceof DataBufferByte buffer)) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            return;
        }
        int x0 = raster.getMinX() - raster.getSampleModelTranslateX();
        int y0 = raster.getMinY() - raster.getSampleModelTranslateY() + y;
        int step = model.getPixelStride();
        for (int b = 0; b < bands; b++) {
            int bank = model.getBankIndices()[b];
            byte[] data = buffer.getData(bank);
            int from = buffer.getOffsets()[bank] + model.getOffset(x0, y0, b);
            for (int x = 0, to = b; x < raster.getWidth(); x++, to += bands, from += step) {
                row[to] = data[from] & 0xFF;
            }
        }
    }

    /** Scales samples of any depth to 0..255, rounding to the nearest. */
    private static void toEightBits(int[] row, int[] max) {
        for (int b = 0; b < max.length; b++) {
            int most = max[b];
            if (most == 255) {
                continue;
            }
            for (int i = b; i < row.length; i += max.length) {
                row[i] = most == MOST_OF_16
                        ? (row[i] * 255 + 32895) >>> 16
                        : (Math.min(row[i], most) * 510 + most) / (2 * most);
            }
        }
    }

    /** Inks (0 none, 255 full) to light, in place, as Pillow does: each of C, M, Y times what black leaves. */
    private static void inksToRgb(int[] row, int width, int bands) {
        for (int i = 0; i < width * bands; i += bands) {
            int light = 255 - row[i + 3];
            row[i] = light - divideBy255(row[i] * light);
            row[i + 1] = light - divideBy255(row[i + 1] * light);
            row[i + 2] = light - divideBy255(row[i + 2] * light);
        }
    }

    private static void writeRow(
            int[] row, int width, int bands, int channels, int alphaBand, boolean premultiplied, byte[] out, int to) {
        int green = channels == 1 ? 0 : 1;
        int blue = channels == 1 ? 0 : 2;
        for (int x = 0, i = 0, o = to; x < width; x++, i += bands, o += 3) {
            int r = row[i];
            int g = row[i + green];
            int b = row[i + blue];
            if (alphaBand >= 0) {
                int alpha = row[i + alphaBand];
                r = onWhite(r, alpha, premultiplied);
                g = onWhite(g, alpha, premultiplied);
                b = onWhite(b, alpha, premultiplied);
            }
            out[o] = (byte) r;
            out[o + 1] = (byte) g;
            out[o + 2] = (byte) b;
        }
    }

    private static int onWhite(int sample, int alpha, boolean premultiplied) {
        return premultiplied ? Math.min(255, sample + 255 - alpha) : divideBy255(sample * alpha + 255 * (255 - alpha));
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        return onWhite((argb >> 16) & 0xFF, alpha, false) << 16
                | onWhite((argb >> 8) & 0xFF, alpha, false) << 8
                | onWhite(argb & 0xFF, alpha, false);
    }

    /** value / 255 to the nearest, for 0 to 65025. */
    public static int divideBy255(int value) {
        int v = value + 128;
        return ((v >> 8) + v) >> 8;
    }
}
