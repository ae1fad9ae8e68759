package org.exina.image.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.exina.image.RgbImage;

/**
 * Writes a PNG image as its rows come, so that it may be larger than memory: 8-bit RGB, not interlaced (PNG, third
 * edition, 2025). For one thread at a time.
 */
public final class PngRows implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int CHUNK = 1 << 18;
    private static final int LEVEL =
            2; // what is left after filtering is noise: higher levels gain 2 % in twice the time
    private static final byte AVERAGE = 3; // of the five filters the one that leaves least of a photograph's noise

    private final OutputStream out;
    private final int width;
    private final int height;
    private final Deflater deflater = new Deflater(LEVEL);
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] filtered;
    private byte[] above;
    private int rows;

    /**
     * Begins an image of this size in pixels: writes what stands before the rows.
     *
     * @param out stays open
     */
    public PngRows(OutputStream out, int width, int height) throws IOException {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("expected sides of at least 1 pixel, got " + width + " x " + height);
        }
        this.out = out;
        this.width = width;
        this.height = height;
        this.filtered = new byte[3 * width + 1];
        this.above = new byte[3 * width];
        out.write(SIGNATURE);
        byte bits = 8;
        byte rgb = 2;
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(bits)
                .put(rgb)
                .array();
        writeChunk("IHDR", header, header.length);
    }

    /**
     * Adds the next rows.
     *
     * @param part as wide as the image
     */
    public void add(RgbImage part) throws IOException {
        if (part.width() != width || part.height() > height - rows) {
            throw new IllegalArgumentException("expected at most " + (height - rows) + " rows of " + width
                    + " pixels, got " + part.height() + " of " + part.width());
        }
        byte[] row = new byte[3 * width];
        for (int y = 0; y < part.height(); y++) {
            System.arraycopy(part.pixels(), 3 * width * y, row, 0, row.length);
            filter(row);
            deflater.setInput(filtered);
            drain();
            byte[] done = above;
            above = row;
            row = done;
        }
        rows += part.height();
    }

    private void filter(byte[] row) {
        filtered[0] = AVERAGE;
        for (int i = 0; i < 3; i++) {
            filtered[i + 1] = (byte) (row[i] - ((above[i] & 0xFF) >> 1));
        }
        for (int i = 3; i < row.length; i++) {
            filtered[i + 1] = (byte) (row[i] - (((row[i - 3] & 0xFF) + (above[i] & 0xFF)) >> 1));
        }
    }

    /** Writes what is packed by now. */
    private void drain() throws IOException {
        for (int bytes = deflater.deflate(chunk); bytes > 0; bytes = deflater.deflate(chunk)) {
            writeChunk("IDAT", chunk, bytes);
        }
    }

    private void writeChunk(String type, byte[] data, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.write(ByteBuffer.allocate(4).putInt(length).array());
        out.write(name);
        out.write(data, 0, length);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /**
     * Writes what ends the image.
     *
     * @throws IllegalStateException when rows are missing
     */
    public void finish() throws IOException {
        if (rows != height) {
            throw new IllegalStateException("expected " + height + " rows, got " + rows);
        }
        deflater.finish();
        drain();
        writeChunk("IEND", new byte[0], 0);
    }

    /** Gives memory back; what was written without {@link #finish} is no image. */
    @Override
    public void close() {
        deflater.end();
    }
}
