package org.exina.image.file;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.Pixels;
import org.exina.image.RgbImage;
import org.exina.image.UnsupportedPixelsException;

/**
 * Decodes a large image a few rows at a time, from the top, as it is stored. Readers of JPEG begin at the top for every
 * band, and those of most PNG, so bands must be few; those of TIFF and BMP go to the rows asked for. Used by one thread.
 */
interface RowDecoder extends Closeable {
    /** The next rows: {@code top} is where the ones before ended. */
    RgbImage rows(int top, int count) throws IOException;

    /** How many pixels are best decoded together, at most. */
    default long pixelsTogether() {
        return 16_000_000;
    }

    /** Rows that it takes no longer to decode together. */
    default int rowsTogether() {
        return 1;
    }

    /** Any format for which the readers of the platform do well. */
    class Plain implements RowDecoder {
        private static final long TOGETHER_FROM_TOP = 64_000_000;

        final Header header;
        private final Path file;
        private final ImageReader reader;

        Plain(Path file, Header header, ImageReader reader) {
            this.header = header;
            this.file = file;
            this.reader = reader;
        }

        /** Reads from a part of the image. */
        @FunctionalInterface
        interface Reading {
            RgbImage read(ImageReader reader, ImageReadParam part) throws IOException;
        }

        @Override
        public RgbImage rows(int top, int count) throws IOException {
            return read(top, count, (from, part) -> {
                Decoder.checkSize(from, header);
                return convert(from.read(0, part));
            });
        }

        @Override
        public long pixelsTogether() {
            boolean fromTop = header.format() == ImageFormat.JPEG || header.format() == ImageFormat.PNG;
            return fromTop ? TOGETHER_FROM_TOP : RowDecoder.super.pixelsTogether();
        }

        RgbImage convert(BufferedImage read) throws IOException {
            return RgbImage.decoded(read, Pixels.Alpha.AS_DECLARED);
        }

        /** The file is opened anew each time: readers cannot go back in it. */
        final RgbImage read(int top, int count, Reading reading) throws IOException {
            try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
                reader.setInput(in, false, true);
                ImageReadParam part = reader.getDefaultReadParam();
                part.setSourceRegion(new Rectangle(0, top, header.width(), count));
                return reading.read(reader, part);
            }
        }

        @Override
        public void close() {
            reader.dispose();
        }
    }

    /** Samples as stored, for the platform's colours are not those of libjpeg. */
    final class Jpeg extends Plain {
        private final JpegHeader jpeg;
        private final List<String> warnings = new ArrayList<>();

        private Jpeg(Path file, Header header, JpegHeader jpeg, ImageReader reader) {
            super(file, header, reader);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            this.jpeg = jpeg;
        }

        static Jpeg open(Path file, Header header) throws IOException {
            JpegHeader jpeg;
            try (FileChannel channel = FileChannel.open(file);
                    ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
                jpeg = JpegHeader.read(in);
                jpeg.checkKind();
                if (channel.size() > Integer.MAX_VALUE) {
                    throw new UnsupportedPixelsException(DecoderFault.mega(channel.size()) + " megabytes of JPEG");
                }
                jpeg.checkEnd(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), in);
            }
            return new Jpeg(file, header, jpeg, Decoder.platformReader("JPEG", Decoder.TWELVE_MONKEYS));
        }

        @Override
        public RgbImage rows(int top, int count) throws IOException {
            return read(top, count, (from, part) -> {
                Decoder.checkSize(from, header);
                Raster raster = from.readRaster(0, part);
                Decoder.refuseJpegDamage(warnings);
                return RgbImage.of(header.width(), count, jpeg.toRgb(Decoder.interleaved(raster)));
            });
        }
    }

    /** Strips or tiles, of which only those asked for are decoded. */
    final class Tiff extends Plain {
        private final Pixels.Alpha alpha;
        private final int rowsTogether;

        private Tiff(Path file, Header header, Pixels.Alpha alpha, int rowsTogether) throws IOException {
            super(file, header, new TIFFImageReaderSpi().createReaderInstance(null));
            this.alpha = alpha;
            this.rowsTogether = rowsTogether;
        }

        static Tiff open(Path file, Header header) throws IOException {
            try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
                TiffHeader tiff = TiffHeader.read(in);
                tiff.check();
                JpegHeader.checkInside(tiff, in);
                return new Tiff(file, header, tiff.alpha(), tiff.rowsTogether());
            }
        }

        @Override
        RgbImage convert(BufferedImage read) throws IOException {
            return RgbImage.decoded(read, alpha);
        }

        @Override
        public int rowsTogether() {
            return rowsTogether;
        }
    }
}
