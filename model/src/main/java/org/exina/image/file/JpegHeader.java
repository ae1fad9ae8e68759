package org.exina.image.file;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.DihedralView;
import org.exina.image.UnsupportedPixelsException;

/**
 * What stands before the first scan of a JPEG file.
 *
 * @param frame n of the marker SOFn: 0 baseline, 1 extended, 2 progressive, 3 lossless, ...
 * @param components 1 grey, 3 colour, 4 print colours
 * @param adobeTransform of the Adobe marker: 0 none, 1 YCbCr, 2 YCCK; -1 without that marker
 * @param rgbIds whether the components are named 'R', 'G', 'B'
 * @param scale that an EXIF block tells
 */
record JpegHeader(
        int width,
        int height,
        int frame,
        int bits,
        int components,
        boolean jfif,
        int adobeTransform,
        boolean rgbIds,
        DihedralView view,
        Optional<ImageScale> scale) {
    /** What is wrong with an image whose header, or a part of it, says another size. */
    static final String DIFFERENT_SIZES = "its parts declare different sizes";

    private static final byte[] EXIF_PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int EXTENDED = 1; // frame
    private static final int JPEG_LS = 0xF7;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;

    private static final int MOST_SEGMENTS = 1 << 16;
    private static final int MOST_STRAY_BYTES = 1 << 18; // between two segments
    private static final int MOST_SCANS = 100; // each is a pass over the whole image, and may take a few bytes

    /**
     * Whether three components are brightness and two colour differences, four ones those and black; else red, green,
     * blue or four inks. Decided as libjpeg does (jdapimin.c, default_decompress_parms), so as every other program.
     */
    boolean ycc() {
        if (components == 4) {
            return adobeTransform == 2;
        }
        return components == 3 && (jfif || (adobeTransform >= 0 ? adobeTransform != 0 : !rgbIds));
    }

    /**
     * Makes sure that the samples can be decoded: 8 bits, 1, 3 or 4 components, baseline to progressive.
     *
     * @throws UnsupportedPixelsException when its samples have no plain meaning in 8 bits
     */
    void checkKind() throws UnsupportedPixelsException {
        if (bits != 8 || frame > 2 || components == 2 || components > 4) {
            throw new UnsupportedPixelsException(
                    bits + " bits a sample, " + components + " components, coded by method " + frame);
        }
    }

    /** Samples as stored, which it may change, as red, green and blue. */
    byte[] toRgb(byte[] samples) {
        if (components == 1) {
            return JpegColors.greyToRgb(samples);
        }
        if (components == 4) {
            return JpegColors.inksToRgb(samples, ycc());
        }
        if (ycc()) {
            JpegColors.yccToRgb(samples, 3);
        }
        return samples;
    }

    static JpegHeader read(ImageInputStream in) throws IOException {
        return read(in, 0);
    }

    /**
     * Reads up to the image's pixels.
     *
     * @param at where in the stream it begins
     */
    static JpegHeader read(ImageInputStream in, long at) throws IOException {
        in.seek(at);
        in.setByteOrder(ByteOrder.BIG_ENDIAN);
        in.readUnsignedShort(); // SOI
        boolean jfif = false;
        int adobeTransform = -1;
        DihedralView view = DihedralView.IDENTITY;
        Optional<ImageScale> scale = Optional.empty();
        for (int segments = 0; segments < MOST_SEGMENTS; segments++) {
            int marker = nextMarker(in);
            if (marker == SOS || marker == EOI) {
                throw new HeaderException("the image's size is missing before its pixels");
            }
            if (marker == SOI || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
                continue; // these have no length
            }
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw new HeaderException("a segment of length " + (length + 2));
            }
            long next = in.getStreamPosition() + length;
            if (marker == JPEG_LS) {
                throw new UnsupportedPixelsException("JPEG-LS", "save it as PNG, TIFF or plain JPEG");
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return readFrame(in, marker & 0xF, jfif, adobeTransform, view, scale);
            }
            if (marker == APP0 && length >= 5) {
                jfif |= startsWith(in, "JFIF\0");
            } else if (marker == APP14 && length >= 12 && startsWith(in, "Adobe")) {
                in.skipBytes(6);
                adobeTransform = in.readUnsignedByte();
            } else if (marker == APP1 && view == DihedralView.IDENTITY) {
                byte[] block = new byte[length];
                in.readFully(block);
                view = startsWithPrefix(block) ? viewOfExif(block) : view;
                scale = startsWithPrefix(block) ? scaleOfExif(block) : scale;
            }
            in.seek(next);
        }
        throw new HeaderException("more than " + MOST_SEGMENTS + " segments before its pixels");
    }

    /**
     * Walks over the scans to the end mark, which an image cut off anywhere lacks. Behind a progressive image's
     * first scan nothing else would tell: it is whole, only blurred. Where all is in one scan the decoder tells.
     *
     * @param in over {@code content}, as {@link #read} left it
     */
    void checkEnd(ByteBuffer content, ImageInputStream in) throws IOException {
        int scans = 0;
        for (int at = (int) in.getStreamPosition(); at + 1 < content.limit(); at++) {
            int marker = content.get(at) == (byte) 0xFF ? content.get(at + 1) & 0xFF : 0;
            if (marker == EOI) {
                return;
            }
            scans += marker == SOS ? 1 : 0;
            if (scans > MOST_SCANS) {
                throw new IOException("more than " + MOST_SCANS + " scans");
            }
            boolean bare = marker <= 0x01 || marker == 0xFF || (marker >= 0xD0 && marker <= SOI);
            if (!bare && at + 3 < content.limit()) { // tables and headers between scans may hold anything
                at += 1 + ((content.get(at + 2) & 0xFF) << 8 | (content.get(at + 3) & 0xFF));
            }
        }
        if (frame > EXTENDED || scans != 1) {
            throw new EOFException("no end mark");
        }
    }

    private static JpegHeader readFrame(
            ImageInputStream in,
            int frame,
            boolean jfif,
            int adobeTransform,
            DihedralView view,
            Optional<ImageScale> scale)
            throws IOException {
        int bits = in.readUnsignedByte();
        int height = in.readUnsignedShort();
        int width = in.readUnsignedShort();
        int components = in.readUnsignedByte();
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < components; i++) {
            ids.append((char) in.readUnsignedByte());
            in.readUnsignedShort();
        }
        boolean rgbIds = ids.toString().equals("RGB");
        return new JpegHeader(width, height, frame, bits, components, jfif, adobeTransform, rgbIds, view, scale);
    }

    /** Every decoder skips fill bytes and stray ones. */
    private static int nextMarker(ImageInputStream in) throws IOException {
        int before = 0;
        for (int skipped = 0; skipped < MOST_STRAY_BYTES; skipped++) {
            int b = in.readUnsignedByte();
            if (before == 0xFF && b != 0 && b != 0xFF) {
                return b;
            }
            before = b;
        }
        throw new HeaderException("more than " + MOST_STRAY_BYTES + " stray bytes before a segment");
    }

    private static boolean startsWith(ImageInputStream in, String text) throws IOException {
        boolean same = true;
        for (int i = 0; i < text.length(); i++) {
            same &= in.readUnsignedByte() == text.charAt(i);
        }
        return same;
    }

    /**
     * Of an EXIF block with or without its prefix "Exif\0\0". A damaged block says nothing about the pixels, so it
     * means "as it is".
     */
    static DihedralView viewOfExif(byte[] exif) {
        int from = startsWithPrefix(exif) ? EXIF_PREFIX.length : 0;
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(exif, from, exif.length - from)) {
            return TiffHeader.read(in).view();
        } catch (IOException e) {
            return DihedralView.IDENTITY;
        }
    }

    /** As {@link #viewOfExif}; empty in a damaged block. */
    private static Optional<ImageScale> scaleOfExif(byte[] exif) {
        int from = EXIF_PREFIX.length;
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(exif, from, exif.length - from)) {
            return ImageScale.of(TiffHeader.read(in), TiffDescription.of(""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWithPrefix(byte[] block) {
        return block.length > EXIF_PREFIX.length
                && Arrays.equals(block, 0, EXIF_PREFIX.length, EXIF_PREFIX, 0, EXIF_PREFIX.length);
    }

    /**
     * Looks whether JPEGs in a TIFF file are no larger than it says.
     *
     * @param in of the file; read as before afterwards
     */
    static void checkInside(TiffHeader tiff, ImageInputStream in) throws IOException {
        long[] starts = tiff.jpegs();
        if (starts.length == 0) {
            return;
        }
        double most = tiff.mostJpegPixels(); // before another byte order is set
        ByteOrder order = in.getByteOrder();
        for (long at : starts) {
            JpegHeader jpeg = read(in, at);
            if ((double) jpeg.width() * jpeg.height() > most) {
                throw new IOException(DIFFERENT_SIZES);
            }
        }
        in.setByteOrder(order);
    }
}
