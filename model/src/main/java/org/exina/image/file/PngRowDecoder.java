package org.exina.image.file;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.exina.image.RgbImage;

/**
 * Decodes a PNG of 8 bits a channel row by row, once from the top (PNG, third edition, sections 9 and 10). The platform's
 * reader would begin at the top for every band.
 */
final class PngRowDecoder implements RowDecoder {
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int TRANSPARENCY = 0x74524E53; // "tRNS"
    private static final int PALETTE_COLOURS = 3;

    private final Header header;
    private final int channels;
    private final InputStream file;
    private final CRC32 crc = new CRC32();
    private final DataInputStream in;
    private final Inflater inflater = new Inflater();
    private final byte[] packed = new byte[1 << 16];
    private final byte[] filtered;
    private long left; // bytes of the chunk not yet read
    private byte[] above;
    private byte[] row;
    private boolean transparent;
    private int rowsRead;

    private PngRowDecoder(Path path, Header header, int channels) throws IOException {
        this.header = header;
        this.channels = channels;
        this.filtered = new byte[header.width() * channels + 1];
        this.above = new byte[header.width() * channels];
        this.row = new byte[header.width() * channels];
        this.file = Files.newInputStream(path);
        this.in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(file, 1 << 16), crc));
    }

    /** This one where it can read the image, else one with the platform's reader, which takes many times as long. */
    static RowDecoder open(Path path, Header header, int bitsOf16) throws IOException {
        int bits;
        int colours;
        boolean interlaced;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            in.skipNBytes(24);
            bits = in.readUnsignedByte();
            colours = in.readUnsignedByte();
            in.skipNBytes(2);
            interlaced = in.readUnsignedByte() != 0;
        }
        if (bits == 8 && colours != PALETTE_COLOURS && !interlaced) {
            int channels = (colours & 2) + 1 + (colours >> 2); // bit 1: colour, bit 2: alpha
            PngRowDecoder bands = new PngRowDecoder(path, header, channels);
            bands.in.skipNBytes(8);
            bands.seekPixels();
            if (!bands.transparent) {
                return bands;
            }
            bands.close();
        }
        return new Plain(path, header, Decoder.platformReader("PNG", "com.sun."), bitsOf16);
    }

    private void seekPixels() throws IOException {
        int type = nextChunk();
        while (type != IDAT) {
            if (type == IEND) {
                throw new EOFException("no pixels");
            }
            transparent |= type == TRANSPARENCY;
            in.skipNBytes(left);
            endChunk(type);
            type = nextChunk();
        }
    }

    private int nextChunk() throws IOException {
        left = in.readInt() & 0xFFFFFFFFL;
        crc.reset();
        return in.readInt();
    }

    private void endChunk(int type) throws IOException {
        long found = crc.getValue();
        boolean critical = (type & 0x20000000) == 0;
        if ((in.readInt() & 0xFFFFFFFFL) != found && critical) {
            throw new IOException("a checksum does not match");
        }
    }

    @Override
    public RgbImage rows(int top, int count) throws IOException {
        if (top != rowsRead) {
            throw new IllegalStateException("expected row " + rowsRead + " to be asked for, got " + top);
        }
        byte[] samples = new byte[count * row.length];
        for (int y = 0; y < count; y++) {
            inflateRow();
            restore();
            System.arraycopy(row, 0, samples, y * row.length, row.length);
            byte[] done = above;
            above = row;
            row = done;
        }
        rowsRead += count;
        if (rowsRead == header.height()) {
            checkEnd();
        }
        return channels == 3 ? RgbImage.of(header.width(), count, samples) : RgbImage.of(image(samples, count));
    }

    private void inflateRow() throws IOException {
        int got = 0;
        try {
            while (got < filtered.length) {
                int more = inflater.inflate(filtered, got, filtered.length - got);
                got += more;
                if (more == 0) {
                    if (inflater.finished() || inflater.needsDictionary()) {
                        throw new EOFException("rows are missing");
                    }
                    feed();
                }
            }
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void feed() throws IOException {
        while (left == 0) {
            endChunk(IDAT);
            if (nextChunk() != IDAT) {
                throw new EOFException("rows are missing");
            }
        }
        int bytes = in.read(packed, 0, (int) Math.min(packed.length, left));
        if (bytes < 0) {
            throw new EOFException();
        }
        left -= bytes;
        inflater.setInput(packed, 0, bytes);
    }

    /** The checksums of what is behind the last row: nobody else looks whether the file is whole. */
    private void checkEnd() throws IOException {
        int type = IDAT;
        do {
            in.skipNBytes(left);
            endChunk(type);
            type = nextChunk();
        } while (type != IEND);
    }

    /** Undoes the filter of a row. */
    private void restore() throws IOException {
        int n = row.length;
        int step = channels;
        System.arraycopy(filtered, 1, row, 0, n);
        switch (filtered[0]) {
            case 0 -> {}
            case 1 -> {
                for (int i = step; i < n; i++) {
                    row[i] += row[i - step];
                }
            }
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < n; i++) {
                    int before = i < step ? 0 : row[i - step] & 0xFF;
                    row[i] += (byte) ((before + (above[i] & 0xFF)) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    int a = i < step ? 0 : row[i - step] & 0xFF;
                    int c = i < step ? 0 : above[i - step] & 0xFF;
                    row[i] += (byte) paeth(a, above[i] & 0xFF, c);
                }
            }
            default -> throw new IOException("a row has the unknown filter " + filtered[0]);
        }
    }

    private static int paeth(int a, int b, int c) {
        int pa = Math.abs(b - c);
        int pb = Math.abs(a - c);
        int pc = Math.abs(a + b - 2 * c);
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    /** Grey or with alpha: made red, green and blue in the one way that all formats are. */
    private BufferedImage image(byte[] samples, int count) {
        int[] offsets = new int[channels];
        for (int i = 0; i < channels; i++) {
            offsets[i] = i;
        }
        boolean alpha = channels % 2 == 0;
        int space = channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(space), alpha, false, alpha ? 3 : 1, DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                header.width(),
                count,
                row.length,
                channels,
                offsets,
                null);
        return new BufferedImage(colours, raster, false, null);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }
}
