package org.exina.image.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;

/** Images as bytes of a file, as thumbnails, and as the platform's own for drawing on. */
public final class ImageEncoder {
    private ImageEncoder() {}

    /** Lossless: decoding gives the same pixels. */
    public static byte[] png(RgbImage image) {
        return write(image, "png", -1);
    }

    /**
     * The image as the bytes of a JPEG file.
     *
     * @param quality in (0, 1]; 0.85 is hard to tell from the original
     */
    public static byte[] jpeg(RgbImage image, float quality) {
        if (!(quality > 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality must be in (0, 1], got " + quality);
        }
        return write(image, "jpeg", quality);
    }

    /** The image with its sides in proportion, none over {@code maxSide}; itself if it is no larger. */
    public static RgbImage thumbnail(RgbImage image, int maxSide) {
        if (maxSide < 1) {
            throw new IllegalArgumentException("maxSide must be at least 1, got " + maxSide);
        }
        int longest = Math.max(image.width(), image.height());
        if (longest <= maxSide) {
            return image;
        }
        int width = (int) Math.max(1, Math.round((double) image.width() * maxSide / longest));
        int height = (int) Math.max(1, Math.round((double) image.height() * maxSide / longest));
        return Resize.resize(image, width, height, Interpolation.BICUBIC);
    }

    /** A copy of the pixels, of type {@link BufferedImage#TYPE_INT_RGB}, to be drawn or drawn on. */
    public static BufferedImage toBufferedImage(RgbImage image) {
        BufferedImage out = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] pixels = image.pixels();
        int[] row = new int[image.width()];
        for (int y = 0, from = 0; y < image.height(); y++) {
            for (int x = 0; x < row.length; x++, from += 3) {
                row[x] = (pixels[from] & 0xFF) << 16 | (pixels[from + 1] & 0xFF) << 8 | (pixels[from + 2] & 0xFF);
            }
            out.getRaster().setDataElements(0, y, row.length, 1, row);
        }
        return out;
    }

    private static byte[] write(RgbImage image, String format, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next(); // every Java has these two
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (quality > 0) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(toBufferedImage(image), null, null), settings);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail as a disk does", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
