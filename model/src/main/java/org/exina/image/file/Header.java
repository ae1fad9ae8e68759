package org.exina.image.file;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.View;

/**
 * The size that a file declares and how to lay the picture, read by seeking over everything else.
 *
 * @param width as stored, before {@code view}
 * @param height as stored, before {@code view}
 */
record Header(ImageFormat format, int width, int height, View view) {
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
                yield new Header(format, jpeg.width(), jpeg.height(), jpeg.view());
            }
            case PNG -> readPng(in);
            case TIFF -> readTiff(in);
            case BMP -> readBmp(in);
            case GIF -> {
                GifHeader gif = GifHeader.read(in);
                yield new Header(format, gif.width(), gif.height(), View.IDENTITY);
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

    private static Header readPng(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.BIG_ENDIAN);
        in.seek(12);
        if (in.readInt() != 0x49484452) { // "IHDR"
            throw new HeaderException("the chunk IHDR is missing");
        }
        int width = in.readInt();
        int height = in.readInt();
        return new Header(ImageFormat.PNG, width, height, viewOfPng(in));
    }

    private static View viewOfPng(ImageInputStream in) throws IOException {
        long length = in.length();
        long at = 33; // behind IHDR
        while (at + 8 <= length) {
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
        return View.IDENTITY;
    }

    private static Header readTiff(ImageInputStream in) throws IOException {
        TiffHeader tiff = TiffHeader.read(in);
        long width = tiff.value(TiffHeader.WIDTH, 0);
        long height = tiff.value(TiffHeader.HEIGHT, 0);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new HeaderException("it declares " + width + " x " + height + " pixels");
        }
        return new Header(ImageFormat.TIFF, (int) width, (int) height, tiff.view());
    }

    private static Header readBmp(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(14);
        if (in.readInt() == 12) { // OS/2
            return new Header(ImageFormat.BMP, in.readUnsignedShort(), in.readUnsignedShort(), View.IDENTITY);
        }
        return new Header(
                ImageFormat.BMP, in.readInt(), Math.abs(in.readInt()), View.IDENTITY); // < 0: rows from the top
    }

    private static Header readWebp(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(12);
        int kind = Integer.reverseBytes(in.readInt());
        in.readInt();
        if (kind == 0x56503820) { // "VP8 ": frame tag, start code, sides of 14 bits (RFC 6386, section 9.1)
            in.skipBytes(6);
            return new Header(
                    ImageFormat.WEBP, in.readUnsignedShort() & 0x3FFF, in.readUnsignedShort() & 0x3FFF, View.IDENTITY);
        }
        if (kind == 0x5650384C) { // "VP8L": signature, sides less 1 of 14 bits
            in.readByte();
            int bits = in.readInt();
            return new Header(ImageFormat.WEBP, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1, View.IDENTITY);
        }
        if (kind == 0x56503858) { // "VP8X": flags, sides less 1 of 24 bits
            boolean exif = (in.readInt() & 8) != 0;
            int width = WebpFrame.readInt24(in) + 1;
            int height = WebpFrame.readInt24(in) + 1;
            return new Header(ImageFormat.WEBP, width, height, exif ? viewOfWebp(in) : View.IDENTITY);
        }
        throw new HeaderException("the first chunk is none that WebP has");
    }

    private static View viewOfWebp(ImageInputStream in) throws IOException {
        long length = in.length();
        long at = 12;
        while (at + 8 <= length) {
            in.seek(at);
            int type = Integer.reverseBytes(in.readInt());
            long bytes = in.readUnsignedInt();
            if (type == EXIF) {
                return viewOfBlock(in, bytes);
            }
            at += 8 + bytes + (bytes & 1);
        }
        return View.IDENTITY;
    }

    private static View viewOfBlock(ImageInputStream in, long bytes) throws IOException {
        if (bytes > MAX_EXIF_BYTES) {
            return View.IDENTITY;
        }
        byte[] block = new byte[(int) bytes];
        in.readFully(block);
        return Orientation.ofExif(block);
    }
}
