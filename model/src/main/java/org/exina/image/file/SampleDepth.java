package org.exina.image.file;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * How many of 16 bits the samples of a set of images use. Cameras of 9 to 14 bits are stored in 16, and few files say so;
 * divided as if by 16 bits they are nearly black. The largest value over all images of a set decides, so that no image's
 * own brightness does.
 */
public final class SampleDepth {
    private static final int LEAST_BITS = 8;
    private static final int MOST_CAMERA_BITS = 14; // what goes further uses all 16
    private static final int MANY_PIXELS = 4_000_000; // of larger images not every pixel is looked at

    private static final int MOST_PLANES = 64; // of a file that are looked at

    private SampleDepth() {}

    /**
     * The bits that images use whose files do not declare it: the fewest that hold the largest value, from 8 to 14, else
     * 16. Images that cannot be read, and those of 8 bits, decide nothing; 16 where none is left.
     */
    public static int of(Iterable<Path> files) {
        int largest = 0;
        for (Path file : files) {
            largest = Math.max(largest, largest(file));
            if (largest >= 1 << MOST_CAMERA_BITS) {
                return 16;
            }
        }
        return largest == 0 ? 16 : Math.max(LEAST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(largest));
    }

    /** Whether a file's samples are of 16 bits and may use fewer that it does not declare; no where it is damaged. */
    public static boolean isOpen(Path file) {
        try {
            return ImageFile.traits(file).isDepthOpen();
        } catch (IOException e) {
            return false; // told where it is read
        }
    }

    /** The largest value of a file's samples of 16 bits; 0 where it decides nothing. */
    static int largest(Path file) {
        if (!isOpen(file)) {
            return 0;
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Header header = ImageFile.header(file);
            header.checkSize(in.length());
            if (header.pixels() > ImageFile.Limits.DEFAULT.maxPixels()) {
                return 0;
            }
            boolean tiff = header.format() == ImageFormat.TIFF;
            ImageReader reader = tiff
                    ? new TIFFImageReaderSpi().createReaderInstance(null)
                    : Decoder.platformReader("PNG", "com.sun.");
            List<Integer> pages = List.of(0);
            if (tiff) {
                TiffPages read = TiffPages.read(in);
                TiffSamples.check(read, DecodeSettings.DEFAULT, in);
                pages = IntStream.range(0, Math.min(MOST_PLANES, read.planes()))
                        .mapToObj(read::pagesOf)
                        .flatMap(List::stream)
                        .toList();
            }
            try {
                return largest(reader, in, pages, (int) Math.sqrt((double) header.pixels() / MANY_PIXELS));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return 0; // told where it is read
        }
    }

    private static int largest(ImageReader reader, ImageInputStream in, List<Integer> pages, int step)
            throws IOException {
        int largest = 0;
        in.seek(0);
        reader.setInput(in, false, true);
        for (int page : pages) {
            if (page >= 0) {
                ImageReadParam every = reader.getDefaultReadParam();
                every.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
                largest = Math.max(largest, largest(reader.read(page, every).getRaster()));
            }
        }
        return largest;
    }

    private static int largest(Raster raster) {
        DataBuffer data = raster.getDataBuffer();
        int largest = 0;
        if (data instanceof DataBufferUShort samples) {
            boolean alpha = raster.getNumBands() % 2 == 0; // grey or colour, and one that is full where nothing is seen
            for (int bank = 0; bank < samples.getNumBanks(); bank++) {
                short[] values = samples.getData(bank);
                for (int i = 0; i < values.length; i++) {
                    if (!alpha || samples.getNumBanks() > 1 || (i + 1) % raster.getNumBands() != 0) {
                        largest = Math.max(largest, values[i] & 0xFFFF);
                    }
                }
            }
        }
        return largest;
    }
}
