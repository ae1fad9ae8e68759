package org.exina.dataset;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Thumbnails in a temporary file, so that memory does not grow with the number of images. For several threads. */
final class Thumbnails implements Closeable {
    private final Path file;
    private final FileChannel channel;

    Thumbnails() throws IOException {
        file = Files.createTempFile("exina-", ".thumbnails");
        channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    void put(int index, byte[] grey) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(grey);
        long at = (long) index * Thumbnail.PIXELS;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    float[] get(int index) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Thumbnail.PIXELS);
        long at = (long) index * Thumbnail.PIXELS;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new EOFException(file + ": ended before thumbnail " + index);
            }
            at += count;
        }
        return Thumbnail.floats(buffer.array());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
