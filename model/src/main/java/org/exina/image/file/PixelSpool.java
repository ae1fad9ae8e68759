package org.exina.image.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/** The pixels of a large image as plain bytes in a temporary file, which is gone when this is closed. */
final class PixelSpool implements Closeable {
    private final int width;
    private final FileChannel channel;

    private PixelSpool(int width, FileChannel channel) {
        this.width = width;
        this.channel = channel;
    }

    /**
     * Creates the file, once there is room for 3 bytes a pixel.
     *
     * @param image for messages
     * @throws ImageException when there is no room for it
     */
    static PixelSpool create(Path image, int width, int height) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            checkRoom(
                    image,
                    folder,
                    3L * width * height,
                    Files.getFileStore(folder).getUsableSpace());
            Path file = Files.createTempFile(folder, "exina-", ".pixels");
            return new PixelSpool(
                    width,
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            throw new ImageException(
                            image,
                            "is too large to be kept in memory, and a temporary file for it cannot be made in " + folder
                                    + " (" + e.getMessage() + ")",
                            e)
                    .with(Remedy.Kind.OTHER_TEMPORARY_FOLDER, folder);
        }
    }

    static void checkRoom(Path image, Path folder, long needed, long free) throws ExinaException {
        if (free < needed) {
            throw new ImageException(
                            image,
                            "is too large to be kept in memory, and unpacked it takes " + DecoderFault.mega(needed)
                                    + " megabytes, of which " + folder + " has " + DecoderFault.mega(free)
                                    + " left; make room there")
                    .with(Remedy.Kind.OTHER_TEMPORARY_FOLDER, folder);
        }
    }

    /**
     * Adds rows behind those there are.
     *
     * @throws FullException when they cannot be written
     */
    void add(RgbImage rows) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(rows.pixels());
        try {
            while (bytes.hasRemaining()) {
                int some = Math.min(1 << 20, bytes.remaining()); // it copies all that it is given
                bytes.position(bytes.position() + channel.write(bytes.slice(bytes.position(), some)));
            }
        } catch (ClosedByInterruptException e) {
            InterruptedIOException stopped = new InterruptedIOException("interrupted; nothing is left behind");
            stopped.initCause(e);
            throw stopped;
        } catch (IOException e) {
            throw new FullException(e);
        }
    }

    /** The temporary file could not be written: the image is not to blame. */
    static final class FullException extends IOException {
        FullException(IOException cause) {
            super(cause);
        }

        ExinaException of(Path image) {
            String folder = System.getProperty("java.io.tmpdir");
            return new ImageException(
                            image,
                            "is too large to be kept in memory, and the temporary file for it could not be written in "
                                    + folder + " (" + getCause().getMessage() + "); make room there",
                            this)
                    .with(Remedy.Kind.OTHER_TEMPORARY_FOLDER, folder);
        }
    }

    /**
     * Any number of threads may read.
     *
     * @param box within the image
     */
    RgbImage read(Box box) throws IOException {
        byte[] pixels = new byte[Math.toIntExact(3 * box.area())];
        int rowBytes = 3 * box.width();
        for (int y = 0; y < box.height(); y++) {
            ByteBuffer row = ByteBuffer.wrap(pixels, y * rowBytes, rowBytes);
            long at = 3L * ((long) (box.y() + y) * width + box.x());
            while (row.hasRemaining()) {
                int read = channel.read(row, at + row.position() - (long) y * rowBytes);
                if (read < 0) {
                    throw new IOException("the temporary file of a large image has become shorter");
                }
            }
        }
        return RgbImage.of(box.width(), box.height(), pixels);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
