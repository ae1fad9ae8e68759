package org.exina.image.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.DihedralView;

/**
 * What a file declares of itself, read by seeking over everything else.
 *
 * @param width as stored, before {@code view}
 * @param height as stored, before {@code view}
 * @param view how to lay the image
 * @param rasterBits a pixel of the decoder's own raster, at least; 0 where that becomes the image
 * @param leastBytes that the file must have to hold so many pixels; 0 where the format sets no bound
 */
record Header(ImageFormat format, int width, int height, DihedralView view, double rasterBits, double leastBytes) {
    /** Deflate's best, in bytes for a byte (zlib, technical details, maximum compression factor). */
    private static final double MOST_DEFLATED = 1032;

    /** A code of at least 9 bits stands for at most 4096 bytes. */
    private static final double MOST_LZW = 4096;

    /** A bit for a block of 64 pixels, each sampled a 4th as often. */
    private static final double MOST_PIXELS_IN_JPEG_BYTE = 2048;

    /** A page of one colour in the formats that set no bound has about half of it. */
    private static final long MOST_PIXELS_IN_BYTE = 100_000;

    private static final long SMALL = 10_000_000; // pixels that are decoded soon whatever they are packed in
    private static final int MOST_CHUNKS = 2_000_000;
    private static final List<Integer> CHANNELS_OF_PNG = List.of(1, 0, 3, 1, 2, 0, 4);
    private static final int EXIF = 0x45584946; // "EXIF"
    private static final int EXIF_OF_PNG = 0x65584966; // "eXIf"
    private static final int END_OF_PNG = 0x49454E44; // "IEND"
    private static final int MAX_EXIF_BYTES = 1 << 20;

    /**
     * Reads the header of a file in this format.
     *
     * @throws IOException an EOFException when it is cut off, a {@link HeaderException} when it is damaged
     */
    static Header read(ImageFormat format, ImageInputStream in) throws IOException {
        Header header = switch (format) {
            case JPEG -> {
                JpegHeader jpeg = JpegHeader.read(in);
                double least = (double) jpeg.width() * jpeg.height() / MOST_PIXELS_IN_JPEG_BYTE;
                int bits = jpeg.components() == 3 ? 0 : 8 * jpeg.components();
                yield new Header(format, jpeg.width(), jpeg.height(), jpeg.view(), bits, least);
            }
            case PNG -> readPng(in);
            case TIFF -> readTiff(in);
            case BMP -> readBmp(in);
            case GIF -> {
                GifHeader gif = GifHeader.read(in);
                yield new Header(
                        format, gif.width(), gif.height(), DihedralView.IDENTITY, 0, gif.framePixels() / MOST_LZW);
            }
            case WEBP -> readWebp(in);
        };
        if (header.width < 1 || header.height < 1) {
            throw new HeaderException("it declares " + header.width + " x " + header.height + " pixels");
        }
        return header;
    }

    ImageHeader upright() {
        boolean turned = view.turns() % 2 != 0;
        return new ImageHeader(format, turned ? height : width, turned ? width : height);
    }

    long pixels() {
        return (long) width * height;
    }

    /** Bytes of memory that so many pixels take in the decoder's raster and in the image, at least. */
    long memory(long decoded) {
        return (long) (decoded * (3 + rasterBits / 8));
    }

    /**
     * Refuses a size that the file cannot hold before memory is asked for it.
     *
     * @param bytes of the file
     */
    void checkSize(long bytes) throws IOException {
        if (bytes < leastBytes) {
            throw new EOFException(width + " x " + height + " pixels");
        }
        if (pixels() > SMALL && pixels() / bytes > MOST_PIXELS_IN_BYTE) {
            throw new IOException("it declares " + width + " x " + height + " in " + bytes + " bytes");
        }
    }

    private static Header readPng(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.BIG_ENDIAN);
        in.seek(12);
        if (in.readInt() != 0x49484452) { // "IHDR"
            throw new HeaderException("the chunk IHDR is missing");
        }
        int width = in.readInt();
        int height = in.readInt();
        int depth = in.readUnsignedByte();
        int colours = in.readUnsignedByte();
        int channels = colours < CHANNELS_OF_PNG.size() ? CHANNELS_OF_PNG.get(colours) : 0;
        if (channels == 0) {
            throw new HeaderException("colours of the unknown kind " + colours);
        }
        int bits = depth * channels;
        double least = (double) width * height * bits / 8 / MOST_DEFLATED;
        return new Header(ImageFormat.PNG, width, height, viewOfPng(in), bits, least);
    }

    private static DihedralView viewOfPng(ImageInputStream in) throws IOException {
        long length = in.length();
        long at = 33; // behind IHDR
        for (int chunks = 0; at + 8 <= length; chunks++) {
            checkChunks(chunks);
            in.seek(at);
            long bytes = in.readUnsignedInt();
            int type = in.readInt();
            if (type == EXIF_OF_PNG) {
                return viewOfBlock(in, bytes);
            }
            if (type == END_OF_PNG) {
                break;
            }
            at += bytes + 12;
        }
        return DihedralView.IDENTITY;
    }

    private static void checkChunks(int chunks) throws HeaderException {
        if (chunks > MOST_CHUNKS) {
            throw new HeaderException("more than " + MOST_CHUNKS + " chunks");
        }
    }

    private static Header readTiff(ImageInputStream in) throws IOException {
        TiffHeader tiff = TiffPages.read(in).first();
        long width = tiff.value(TiffHeader.WIDTH, 0);
        long height = tiff.value(TiffHeader.HEIGHT, 0);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new HeaderException("it declares " + width + " x " + height + " pixels");
        }
        double least = (double) width * height * tiff.plainBits() / 8;
        return new Header(ImageFormat.TIFF, (int) width, (int) height, tiff.view(), tiff.rasterBits(), least);
    }

    private static Header readBmp(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(10);
        long pixelsAt = in.readUnsignedInt();
        int headerBytes = in.readInt();
        boolean os2 = headerBytes == 12;
        int width = os2 ? in.readUnsignedShort() : in.readInt();
        int height = os2 ? in.readUnsignedShort() : Math.abs(in.readInt()); // < 0: rows from the top
        in.readUnsignedShort(); // planes
        int bits = in.readUnsignedShort();
        int compression = headerBytes < 40 ? 0 : in.readInt();
        double rowBytes = Math.ceil((double) width * bits / 32) * 4;
        boolean plain = compression == 0 || compression == 3 || compression == 6; // with or without bit masks
        double least = pixelsAt + (plain ? rowBytes * height : 0);
        return new Header(ImageFormat.BMP, width, height, DihedralView.IDENTITY, bits, least);
    }

    private static Header readWebp(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(12);
        int kind = Integer.reverseBytes(in.readInt());
        in.readInt();
        if (kind == 0x56503820) { // "VP8 ": frame tag, start code, sides of 14 bits (RFC 6386, section 9.1)
            in.skipBytes(6);
            return webp(in.readUnsignedShort() & 0x3FFF, in.readUnsignedShort() & 0x3FFF, DihedralView.IDENTITY);
        }
        if (kind == 0x5650384C) { // "VP8L": signature, sides less 1 of 14 bits
            in.readByte();
            int bits = in.readInt();
            return webp((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1, DihedralView.IDENTITY);
        }
        if (kind == 0x56503858) { // "VP8X": flags, sides less 1 of 24 bits
            boolean exif = (in.readInt() & 8) != 0;
            int width = WebpFrame.readInt24(in) + 1;
            int height = WebpFrame.readInt24(in) + 1;
            return webp(width, height, exif ? viewOfWebp(in) : DihedralView.IDENTITY);
        }
        throw new HeaderException("the first chunk is none that WebP has");
    }

    private static Header webp(int width, int height, DihedralView view) {
        return new Header(ImageFormat.WEBP, width, height, view, 24, 0);
    }

    private static DihedralView viewOfWebp(ImageInputStream in) throws IOException {
        long length = in.length();
        long at = 12;
        for (int chunks = 0; at + 8 <= length; chunks++) {
            checkChunks(chunks);
            in.seek(at);
            int type = Integer.reverseBytes(in.readInt());
            long bytes = in.readUnsignedInt();
            if (type == EXIF) {
                return viewOfBlock(in, bytes);
            }
            at += 8 + bytes + (bytes & 1);
        }
        return DihedralView.IDENTITY;
    }

    private static DihedralView viewOfBlock(ImageInputStream in, long bytes) throws IOException {
        if (bytes > MAX_EXIF_BYTES) {
            return DihedralView.IDENTITY;
        }
        byte[] block = new byte[(int) bytes];
        in.readFully(block);
        return JpegHeader.viewOfExif(block);
    }
}
