package org.exina.image.file;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
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
        private final int bits;

        /**
         * Reads by a reader that stands at the image.
         *
         * @param bits that samples of 16 bits use
         */
        Plain(Path file, Header header, ImageReader reader, int bits) {
            this.header = header;
            this.file = file;
            this.reader = reader;
            this.bits = bits;
        }

        /** Reads from a part of the image. */
        @FunctionalInterface
        interface Reading {
            RgbImage read(ImageReader reader, ImageReadParam part) throws IOException;
        }

        @Override
        public RgbImage rows(int top, int count) throws IOException {
            return read(top, count, (from, part) -> {
                Decoder.checkSize(from, 0, header);
                return RgbImage.decoded(from.read(0, part), Pixels.Alpha.AS_DECLARED, bits);
            });
        }

        @Override
        public long pixelsTogether() {
            boolean fromTop = header.format() == ImageFormat.JPEG || header.format() == ImageFormat.PNG;
            return fromTop ? TOGETHER_FROM_TOP : RowDecoder.super.pixelsTogether();
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
            super(file, header, reader, 8);
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
                Decoder.checkSize(from, 0, header);
                Raster raster = from.readRaster(0, part);
                Decoder.refuseJpegDamage(warnings);
                return RgbImage.of(header.width(), count, jpeg.toRgb(Decoder.interleaved(raster)));
            });
        }
    }

    /** Strips or tiles, of which only those asked for are decoded. */
    final class Tiff extends Plain {
        private final TiffPages pages;
        private final TiffSamples samples;
        private final int plane;
        private final int rowsTogether;

        private Tiff(Path file, Header header, TiffPages pages, TiffSamples samples, int plane) throws IOException {
            super(file, header, new TIFFImageReaderSpi().createReaderInstance(null), 16);
            this.pages = pages;
            this.samples = samples;
            this.plane = plane;
            this.rowsTogether = pages.first().rowsTogether();
        }

        static Tiff open(Path file, Header header, DecodeSettings settings) throws IOException {
            try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
                TiffPages pages = TiffPages.read(in);
                TiffSamples samples = TiffSamples.check(pages, settings, in);
                return new Tiff(file, header, pages, samples, settings.plane());
            }
        }

        @Override
        public RgbImage rows(int top, int count) throws IOException {
            return read(
                    top,
                    count,
                    (from, part) -> pages.read(plane, page -> {
                        Decoder.checkSize(from, page, header);
                        return samples.toRgb(from.read(page, part));
                    }));
        }

        @Override
        public int rowsTogether() {
            return rowsTogether;
        }
    }
}
