package org.exina.image.file;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.exina.image.Box;
import org.exina.image.PixelSource;
import org.exina.image.RgbImage;

/**
 * An image file of which any rectangle can be read, however large it is, in little memory. The pixels are those of {@link
 * ImageFile#decode}: upright, red, green and blue.
 *
 * <p>Up to 40 megapixels are decoded into memory. Larger images (JPEG, PNG, TIFF, BMP) are decoded once, band by band,
 * into a temporary file of 3 bytes a pixel, for no decoder but that of TIFF can begin anywhere but at the top; some 300
 * megabytes of memory do, whatever their size. GIF and WebP are always decoded in memory, and so is the whole of a
 * progressive JPEG by libjpeg. After it is opened any number of threads may read.
 */
public final class ImageRegions implements PixelSource {
    /** 2 gigapixels: 6 GB in the temporary file. */
    public static final long MAX_PIXELS = 2_000_000_000;

    private static final long MOST_IN_MEMORY = 40_000_000;
    private final int width; // upright
    private final int height;
    private final Source source;

    /** Where the pixels are. */
    private interface Source extends Closeable {
        RgbImage read(Box box) throws IOException;
    }

    private ImageRegions(int width, int height, Source source) {
        this.width = width;
        this.height = height;
        this.source = source;
    }

    /** Told how many rows of a large image are decoded. */
    @FunctionalInterface
    public interface RowsDone {
        void report(int rows, int of);
    }

    /** {@link #open(Path, RowsDone)}, telling nobody. */
    public static ImageRegions open(Path file) throws IOException {
        return open(file, (rows, of) -> {});
    }

    /**
     * Opens an image; of a large one all of it is decoded before this returns: of 400 megapixels in 7 (plain TIFF), 14
     * (PNG) or 38 seconds (JPEG) on two Zen 4 cores, but 157 when it is TIFF packed by LZW.
     *
     * @throws ImageException when the file is no image, damaged, too large, or there is no room to unpack it
     * @throws InterruptedIOException when the thread is interrupted; nothing is left behind
     */
    public static ImageRegions open(Path file, RowsDone rowsDone) throws IOException {
        return open(file, DecodeSettings.DEFAULT, rowsDone);
    }

    /** {@link #open(Path, RowsDone)}, read in another way than most. */
    public static ImageRegions open(Path file, DecodeSettings settings, RowsDone rowsDone) throws IOException {
        return open(file, settings, MOST_IN_MEMORY, Long.MAX_VALUE, rowsDone);
    }

    /**
     * Opens an image of which no more is held or decoded at once than is said.
     *
     * @param mostInMemory pixels of an image that is decoded whole
     * @param mostInBand pixels that are decoded together, however many were best
     */
    static ImageRegions open(Path file, DecodeSettings settings, long mostInMemory, long mostInBand, RowsDone rowsDone)
            throws IOException {
        Header header = ImageFile.header(file);
        if (header.pixels() > MAX_PIXELS) {
            throw new ImageException(
                    file,
                    "declares " + header.width() + " x " + header.height() + " pixels ("
                            + DecoderFault.mega(header.pixels())
                            + " megapixels), more than the limit of " + DecoderFault.mega(MAX_PIXELS)
                            + " megapixels; cut it into parts");
        }
        ImageFile.checkShape(header, file);
        boolean whole = header.format() == ImageFormat.GIF || header.format() == ImageFormat.WEBP;
        if (whole || header.pixels() <= mostInMemory) {
            RgbImage image = ImageFile.decode(file, settings);
            return new ImageRegions(image.width(), image.height(), inMemory(image));
        }
        PixelSpool spool = PixelSpool.create(file, header.width(), header.height());
        try {
            fill(spool, file, header, settings, mostInBand, rowsDone);
        } catch (IOException | RuntimeException | Error e) {
            spool.close();
            throw e;
        }
        ImageHeader upright = header.upright();
        return new ImageRegions(upright.width(), upright.height(), turned(spool, header));
    }

    private static Source inMemory(RgbImage image) {
        return new Source() {
            @Override
            public RgbImage read(Box box) {
                return image.part(box.x(), box.y(), box.width(), box.height());
            }

            @Override
            public void close() {} // memory comes back by itself
        };
    }

    private static Source turned(PixelSpool spool, Header header) {
        return new Source() {
            @Override
            public RgbImage read(Box box) throws IOException {
                return header.view().apply(spool.read(stored(box, header)));
            }

            @Override
            public void close() throws IOException {
                spool.close();
            }
        };
    }

    /** Where a rectangle of the upright image lies in the stored one. */
    private static Box stored(Box box, Header header) {
        int w = header.width();
        int h = header.height();
        Box turned = switch (header.view().turns()) {
            case 1 -> new Box(w - box.bottom(), box.x(), box.height(), box.width());
            case 2 -> new Box(w - box.right(), h - box.bottom(), box.width(), box.height());
            case 3 -> new Box(box.y(), h - box.right(), box.height(), box.width());
            default -> box;
        };
        return header.view().mirrored()
                ? new Box(w - turned.right(), turned.y(), turned.width(), turned.height())
                : turned;
    }

    /**
     * Opens an image of any format but GIF and WebP, which are decoded as a whole.
     *
     * @throws IOException when it is damaged, cut off, or of a kind that is not read by bands
     */
    private static RowDecoder rowDecoder(Path file, Header header, DecodeSettings settings) throws IOException {
        header.checkSize(Files.size(file));
        return switch (header.format()) {
            case JPEG -> RowDecoder.Jpeg.open(file, header);
            case PNG -> PngRowDecoder.open(file, header, settings.bits());
            case TIFF -> RowDecoder.Tiff.open(file, header, settings);
            case BMP -> new RowDecoder.Plain(file, header, new BMPImageReaderSpi().createReaderInstance(null), 16);
            case GIF, WEBP -> throw new IllegalArgumentException(header.format() + " is decoded as a whole");
        };
    }

    private static void fill(
            PixelSpool spool, Path file, Header header, DecodeSettings settings, long mostInBand, RowsDone rowsDone)
            throws IOException {
        int height = header.height();
        long fitting = Math.min(mostInBand, Runtime.getRuntime().maxMemory() / 3 / header.memory(1));
        try (RowDecoder bands = rowDecoder(file, header, settings)) {
            long bandPixels = Math.min(fitting, bands.pixelsTogether());
            int together = bands.rowsTogether();
            int rows = (int) Math.max(1, Math.min(height, bandPixels / header.width()));
            rows -= rows > together ? rows % together : 0; // no strip or tile is decoded twice
            for (int top = 0; top < height; top += rows) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException(
                            file + ": interrupted while it was decoded; nothing is left behind");
                }
                int count = Math.min(rows, height - top);
                spool.add(bands.rows(top, count));
                rowsDone.report(top + count, height);
            }
        } catch (PixelSpool.FullException e) {
            throw e.of(file);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) { // as in ImageFile
            throw DecoderFault.of(e, header, file, Files.size(file), header.memory(Math.max(fitting, header.width())));
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** A copy of a rectangle, which must lie within the image. */
    @Override
    public RgbImage read(Box box) throws IOException {
        if (!box.isWithin(width, height)) {
            throw new IllegalArgumentException("expected a part of " + width + " x " + height + " pixels, got " + box);
        }
        return source.read(box);
    }

    /**
     * The whole image with its sides in proportion, none over {@code maxSide}: averaged in whole squares, then reduced
     * as {@link ImageEncoder#thumbnail} does.
     */
    @Override
    public RgbImage overview(int maxSide) throws IOException {
        if (maxSide < 1) {
            throw new IllegalArgumentException("maxSide must be at least 1, got " + maxSide);
        }
        int square = Math.max(1, Math.max(width, height) / (2 * maxSide));
        int wide = Math.max(1, width / square);
        int high = Math.max(1, height / square);
        byte[] pixels = new byte[Math.multiplyExact(3 * wide, high)];
        long[] sums = new long[3 * wide];
        for (int y = 0; y < high; y++) {
            int rows = Math.min(square, height - y * square);
            Arrays.fill(sums, 0);
            for (int row = 0; row < rows; row++) {
                add(read(new Box(0, y * square + row, width, 1)), square, sums);
            }
            int across = Math.min(square, width);
            for (int i = 0; i < sums.length; i++) {
                long count = (long) across * rows;
                pixels[3 * wide * y + i] = (byte) ((2 * sums[i] + count) / (2 * count));
            }
        }
        return ImageEncoder.thumbnail(RgbImage.of(wide, high, pixels), maxSide);
    }

    private static void add(RgbImage row, int square, long[] sums) {
        byte[] pixels = row.pixels();
        int columns = Math.min(row.width(), sums.length / 3 * square);
        for (int x = 0; x < columns; x++) {
            int to = 3 * (x / square);
            for (int c = 0; c < 3; c++) {
                sums[to + c] += pixels[3 * x + c] & 0xFF;
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
