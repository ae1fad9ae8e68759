package org.exina.image.file;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.Pixels;
import org.exina.image.RgbImage;
import org.exina.image.UnsupportedPixelsException;

/**
 * Pixels of a file whose header has been read and found within the limits. At most one decoded raster and the image's
 * own array exist at a time. Readers are made for each call, so any number of threads may decode.
 */
final class Decoder {
    static final String TWELVE_MONKEYS = "com.twelvemonkeys.";
    private static final int WHITE = 0xFFFFFF;

    private final byte[] content;
    private final Header header;
    private final DecodeSettings settings;
    private final List<String> warnings = new ArrayList<>();

    private Decoder(byte[] content, Header header, DecodeSettings settings) {
        this.content = content;
        this.header = header;
        this.settings = settings;
    }

    /**
     * The image as stored, not yet turned upright.
     *
     * @throws EOFException when it is cut off
     * @throws UnsupportedPixelsException when it is sound but of a kind that is not read
     * @throws IOException when it is damaged otherwise
     */
    static RgbImage decode(byte[] content, Header header, DecodeSettings settings) throws IOException {
        Decoder decoder = new Decoder(content, header, settings);
        return switch (header.format()) {
            case JPEG -> decoder.decodeJpeg();
            case PNG -> decoder.decodePng();
            case TIFF -> decoder.decodeTiff();
            case BMP ->
                decoder.read(
                        new BMPImageReaderSpi().createReaderInstance(null),
                        r -> decoder.sized(RgbImage.decoded(decoder.readWithin(r, 0), Pixels.Alpha.AS_DECLARED)));
            case GIF -> decoder.decodeGif();
            case WEBP -> decoder.decodeWebp();
        };
    }

    private RgbImage decodeJpeg() throws IOException {
        JpegHeader jpeg;
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(content)) {
            jpeg = JpegHeader.read(in);
            jpeg.checkEnd(ByteBuffer.wrap(content), in);
        }
        jpeg.checkKind();
        byte[] samples = read(platformReader("JPEG", TWELVE_MONKEYS), reader -> {
            checkSize(reader, 0, header);
            return interleaved(reader.readRaster(0, null));
        });
        refuseJpegDamage(warnings);
        return RgbImage.of(header.width(), header.height(), jpeg.toRgb(samples));
    }

    /** libjpeg never fails on damaged pixels: it warns and fills the rest with grey. */
    static void refuseJpegDamage(List<String> warnings) throws IOException {
        for (String warning : warnings) {
            if (warning.contains("premature end of data segment")) {
                throw new EOFException(warning);
            }
            if (warning.contains("bad Huffman code") || warning.contains("instead of RST")) {
                throw new IOException(warning);
            }
        }
    }

    private RgbImage decodePng() throws IOException {
        checkPngChunks();
        return read(platformReader("PNG", "com.sun."), r -> {
            BufferedImage image = readWithin(r, 0);
            refuseInvisible(image.getAlphaRaster());
            return sized(RgbImage.decoded(image, Pixels.Alpha.AS_DECLARED, settings.bits()));
        });
    }

    /** On white it would be nothing but white. */
    private static void refuseInvisible(Raster alpha) throws UnsupportedPixelsException {
        if (alpha == null) {
            return;
        }
        int[] row = new int[alpha.getWidth()];
        for (int y = 0; y < alpha.getHeight(); y++) {
            for (int sample : alpha.getSamples(alpha.getMinX(), alpha.getMinY() + y, row.length, 1, 0, row)) {
                if (sample != 0) {
                    return;
                }
            }
        }
        throw new UnsupportedPixelsException("transparent all over", "save it without transparency");
    }

    /** The platform's reader looks at no checksum and gives half an image for half a file. */
    private void checkPngChunks() throws IOException {
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(content)) {
            long at = 8;
            int type = 0;
            while (type != 0x49454E44) { // "IEND"
                in.seek(at);
                long length = in.readUnsignedInt();
                type = in.readInt();
                if (length > content.length - at - 12) {
                    throw new EOFException();
                }
                CRC32 crc = new CRC32();
                crc.update(content, (int) at + 4, (int) length + 4);
                in.seek(at + 8 + length);
                boolean critical = (type & 0x20000000) == 0;
                if (in.readUnsignedInt() != crc.getValue() && critical) {
                    throw new IOException("a checksum does not match at byte " + at);
                }
                at += length + 12;
            }
        }
    }

    private RgbImage decodeTiff() throws IOException {
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(content)) {
            TiffPages pages = TiffPages.read(in);
            TiffSamples samples = TiffSamples.check(pages, settings, in);
            return read(
                    new TIFFImageReaderSpi().createReaderInstance(null),
                    r -> pages.read(settings.plane(), page -> sized(samples.toRgb(readWithin(r, page)))));
        }
    }

    private RgbImage decodeGif() throws IOException {
        GifHeader gif;
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(content)) {
            gif = GifHeader.read(in);
            gif.checkPixels(in);
        }
        RgbImage frame = read(
                platformReader("GIF", "com.sun."), r -> RgbImage.decoded(readWithin(r, 0), Pixels.Alpha.AS_DECLARED));
        return frame.onGround(gif.width(), gif.height(), gif.left(), gif.top(), gif.ground());
    }

    private RgbImage decodeWebp() throws IOException {
        WebpFrame frame = WebpFrame.first(content);
        RgbImage image = read(
                new WebPImageReaderSpi().createReaderInstance(null),
                frame.content(),
                r -> RgbImage.decoded(readWithin(r, 0), Pixels.Alpha.AS_DECLARED));
        if (frame.left() + image.width() > header.width() || frame.top() + image.height() > header.height()) {
            throw new IOException(JpegHeader.DIFFERENT_SIZES);
        }
        return image.onGround(header.width(), header.height(), frame.left(), frame.top(), WHITE);
    }

    /** A reader's own idea of the size must not get round the limits. */
    private BufferedImage readWithin(ImageReader reader, int page) throws IOException {
        if (reader.getWidth(page) > header.width() || reader.getHeight(page) > header.height()) {
            throw new IOException(JpegHeader.DIFFERENT_SIZES);
        }
        return reader.read(page);
    }

    /** What a reader takes the size for, which it may read elsewhere in the file. */
    static void checkSize(ImageReader reader, int page, Header header) throws IOException {
        if (reader.getWidth(page) != header.width() || reader.getHeight(page) != header.height()) {
            throw new IOException(JpegHeader.DIFFERENT_SIZES);
        }
    }

    private RgbImage sized(RgbImage image) throws IOException {
        if (image.width() != header.width() || image.height() != header.height()) {
            throw new IOException(JpegHeader.DIFFERENT_SIZES);
        }
        return image;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ImageReader reader) throws IOException;
    }

    private <T> T read(ImageReader reader, Reading<T> reading) throws IOException {
        return read(reader, new ByteArrayImageInputStream(content), reading);
    }

    private <T> T read(ImageReader reader, ImageInputStream input, Reading<T> reading) throws IOException {
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream in = input) {
            reader.setInput(in, false, true);
            return reading.read(reader);
        } finally {
            reader.dispose();
        }
    }

    /** The raster's own array where it holds the samples and nothing else, else a copy that does. */
    static byte[] interleaved(Raster raster) {
        int bands = raster.getNumBands();
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        if (data.length == bands * raster.getWidth() * raster.getHeight()
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && inOrder(model.getBandOffsets())) {
            return data;
        }
        byte[] copy = new byte[bands * raster.getWidth() * raster.getHeight()];
        int[] row = new int[bands * raster.getWidth()];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int sample : row) {
                copy[to++] = (byte) sample;
            }
        }
        return copy;
    }

    private static boolean inOrder(int[] offsets) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** A registered reader, the preferred maker's if there is one. */
    static ImageReader platformReader(String format, String preferredPackage) throws IOException {
        ImageReader first = null;
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(preferredPackage)) {
                return reader;
            }
            first = first == null ? reader : first;
        }
        if (first == null) {
            throw new IOException("this Java has no reader for " + format + " (module java.desktop is missing)");
        }
        return first;
    }
}
