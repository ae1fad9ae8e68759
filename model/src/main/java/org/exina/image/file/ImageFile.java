package org.exina.image.file;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.image.UnsupportedPixelsException;
import org.exina.io.FileKind;

/**
 * Image files, told by their content and never by their name: JPEG (grey, colour, four inks), PNG, TIFF (up to 16 bits;
 * the first page that is no reduced copy, or those of the colours of the first plane), BMP, GIF (the first frame), WebP
 * (lossless; the first frame). Usable from several threads. What a file leaves open is decided by {@link DecodeSettings}.
 *
 * <p>Pixels are what Pillow gives for {@code ImageOps.exif_transpose(Image.open(file))}: turned upright as the EXIF tag
 * says; grey, palette and inks made RGB; whatever is transparent laid on white; embedded colour profiles ignored. The
 * differences: samples of more than 8 bits are scaled to 255 and rounded, where Pillow cuts off the lower byte of 16, and
 * colours on pages of their own are put together.
 */
public final class ImageFile {
    private static final String COPY_AGAIN = "; copy it again from where it came from";
    private static final Object ONE_AT_A_TIME = new Object();
    private static final int LONG_SIDE = 25_000;
    private static final int MOST_TIMES_AS_LONG = 100;

    private ImageFile() {}

    /**
     * What is refused before anything is decoded.
     *
     * @param maxPixels width times height; decoding takes 3 to 12 bytes of memory for each
     * @param maxBytes of the file, which is read as a whole; at most {@link Integer#MAX_VALUE} less 8
     */
    public record Limits(long maxPixels, long maxBytes) {
        /** 400 megapixels, 1 GiB. */
        public static final Limits DEFAULT = new Limits(400_000_000, 1 << 30);

        public Limits {
            if (maxPixels < 1 || maxPixels > Integer.MAX_VALUE / 3) {
                throw new IllegalArgumentException(
                        "maxPixels must be in [1, " + Integer.MAX_VALUE / 3 + "], got " + maxPixels);
            }
            if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(
                        "maxBytes must be in [1, " + (Integer.MAX_VALUE - 8) + "], got " + maxBytes);
            }
        }
    }

    /**
     * Reads a file's header, a few kilobytes however large the file; decodes nothing and applies no limit.
     *
     * @throws ImageException when the file is no image or its header is damaged; sound pixels are not promised
     */
    public static ImageHeader probe(Path file) throws IOException {
        return header(file).upright();
    }

    /** Whether its pixels are stored as {@link #decode(Path)} gives them, and not turned by an EXIF tag. */
    public static boolean isStoredUpright(Path file) throws IOException {
        return header(file).view() == DihedralView.IDENTITY;
    }

    /**
     * What a file's header says of how its pixels are read: pages, depth of samples, scale.
     *
     * @throws ImageException when the file is no image or its header is damaged; sound pixels are not promised
     */
    public static ImageTraits traits(Path file) throws IOException {
        return opened(file, (head, in) -> {
            Header header = readHeader(head, in, file);
            return ImageTraits.read(header.format(), in);
        });
    }

    static Header header(Path file) throws IOException {
        return opened(file, (head, in) -> readHeader(head, in, file));
    }

    @FunctionalInterface
    private interface HeaderReading<T> {
        T read(byte[] head, ImageInputStream in) throws IOException;
    }

    private static <T> T opened(Path file, HeaderReading<T> reading) throws IOException {
        checkIsFile(file);
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            byte[] head = new byte[(int) Math.min(in.length(), ImageFormat.SIGNATURE_BYTES)];
            in.readFully(head);
            return reading.read(head, in);
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** {@link #decode(Path, Limits)} within {@link Limits#DEFAULT}. */
    public static RgbImage decode(Path file) throws IOException {
        return decode(file, Limits.DEFAULT);
    }

    /** {@link #decode(Path)}, read in another way than most. */
    public static RgbImage decode(Path file, DecodeSettings settings) throws IOException {
        return decode(readContent(file), file, Limits.DEFAULT, settings);
    }

    /**
     * Reads an image.
     *
     * @throws ImageException when it cannot be used, naming what was found and what was expected
     */
    public static RgbImage decode(Path file, Limits limits) throws IOException {
        return decode(readContent(file, limits), file, limits);
    }

    /** {@link #decode(byte[], Path, Limits)} within {@link Limits#DEFAULT}. */
    public static RgbImage decode(byte[] content, Path nameForMessages) throws IOException {
        return decode(content, nameForMessages, Limits.DEFAULT);
    }

    /** Decodes a file's content, for callers that need the content too (see {@link #readContent}). */
    public static RgbImage decode(byte[] content, Path nameForMessages, Limits limits) throws IOException {
        return decode(content, nameForMessages, limits, DecodeSettings.DEFAULT);
    }

    /** Decodes a file's content, read in another way than most. */
    public static RgbImage decode(byte[] content, Path nameForMessages, Limits limits, DecodeSettings settings)
            throws IOException {
        Header header;
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(content)) {
            header = readHeader(Arrays.copyOf(content, Math.min(content.length, 16)), in, nameForMessages);
        }
        if (header.pixels() > limits.maxPixels()) {
            throw new ImageException(
                    nameForMessages,
                    "declares " + header.width() + " x " + header.height() + " pixels ("
                            + DecoderFault.mega(header.pixels())
                            + " megapixels), more than the limit of " + DecoderFault.mega(limits.maxPixels())
                            + " megapixels; make it smaller or cut it into parts");
        }
        checkShape(header, nameForMessages);
        return header.view().apply(decodePixels(content, header, settings, nameForMessages));
    }

    /** A line of any length is soon packed, and makes giants of all that is square around it. */
    static void checkShape(Header header, Path file) throws ImageException {
        long longer = Math.max(header.width(), header.height());
        long shorter = Math.min(header.width(), header.height());
        if (longer > LONG_SIDE && longer > MOST_TIMES_AS_LONG * shorter) {
            throw new ImageException(
                    file,
                    "declares " + header.width() + " x " + header.height() + " pixels, one side more than "
                            + MOST_TIMES_AS_LONG + " times as long as the other; cut it into parts");
        }
    }

    /** {@link #readContent(Path, Limits)} within {@link Limits#DEFAULT}. */
    public static byte[] readContent(Path file) throws IOException {
        return readContent(file, Limits.DEFAULT);
    }

    /**
     * The bytes of a file.
     *
     * @throws ImageException when it is no file, cannot be read or is too large
     */
    public static byte[] readContent(Path file, Limits limits) throws IOException {
        checkIsFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            byte[] content = size > limits.maxBytes() ? new byte[0] : in.readNBytes((int) limits.maxBytes());
            if (size > limits.maxBytes() || in.read() >= 0) { // a growing file, a device: the size alone does not tell
                throw new ImageException(
                        file,
                        "holds " + DecoderFault.mega(Math.max(size, limits.maxBytes() + 1))
                                + " megabytes, more than the limit of " + DecoderFault.mega(limits.maxBytes())
                                + " megabytes for one image file");
            }
            return content;
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String other(byte[] head, Path file) throws IOException {
        Optional<FileKind> kind = Files.isRegularFile(file) ? FileKind.of(file) : Optional.empty();
        return kind.filter(each -> each.isArchive()
                        || each == FileKind.LFS_POINTER
                        || each == FileKind.OFFICE) // HDF5 may be images
                .map(FileKind::title)
                .orElseGet(() -> ImageFormat.describeForeign(head, file));
    }

    private static Header readHeader(byte[] head, ImageInputStream in, Path file) throws IOException {
        if (head.length == 0) {
            throw new ImageException(file, "is empty (0 bytes); expected an image: " + ImageFormat.ALL);
        }
        Optional<ImageFormat> known = ImageFormat.of(head);
        if (known.isEmpty()) {
            throw new ImageException(
                    file, "is no image that Exina reads: it is " + other(head, file) + "; expected " + ImageFormat.ALL);
        }
        ImageFormat format = known.get();
        try {
            return Header.read(format, in);
        } catch (EOFException e) {
            throw new ImageException(
                    file,
                    "is a " + format.title() + " image that is cut off: its header is not complete, after "
                            + in.length() + " bytes" + COPY_AGAIN,
                    e);
        } catch (UnsupportedPixelsException e) {
            throw DecoderFault.of(e, format, file);
        } catch (HeaderException e) {
            throw new ImageException(
                    file, "is a " + format.title() + " image with a damaged header: " + e.getMessage() + COPY_AGAIN, e);
        }
    }

    /**
     * Third-party decoders fail in any way at all on damaged content, so every one of them is caught here: of the errors
     * those two that a file alone can bring about, and no others.
     */
    private static RgbImage decodePixels(byte[] content, Header header, DecodeSettings settings, Path file)
            throws ImageException {
        long memory = header.memory(header.pixels());
        try {
            header.checkSize(content.length);
            DecoderFault.checkMemory(header, file, memory);
            try {
                return Decoder.decode(content, header, settings);
            } catch (OutOfMemoryError e) { // other threads may have held what it needs
                synchronized (ONE_AT_A_TIME) {
                    return Decoder.decode(content, header, settings);
                }
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw DecoderFault.of(e, header, file, content.length, memory);
        }
    }

    private static void checkIsFile(Path file) throws ImageException {
        if (Files.isDirectory(file)) {
            throw new ImageException(file, "is a folder; expected an image file");
        }
        if (!Files.exists(file)) {
            throw new ImageException(file, Files.isSymbolicLink(file) ? "is a link to nothing" : "does not exist");
        }
        if (!Files.isReadable(file)) {
            throw new ImageException(file, "cannot be read: permission denied");
        }
    }

    private static ImageException unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new ImageException(file, "does not exist", e);
        }
        if (e instanceof AccessDeniedException) {
            return new ImageException(file, "cannot be read: permission denied", e);
        }
        return new ImageException(file, "cannot be read: " + e.getMessage(), e);
    }
}
