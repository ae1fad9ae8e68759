package org.exina.image.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;

/**
 * An image that is read when it is needed: a file, an upload, a row of a table, a piece of a larger image. Several threads
 * may read one at once.
 *
 * <p>Images that lie elsewhere are brought in by an implementation of one's own; bytes that were fetched are read by
 * {@code return ImageSource.of(name(), bytes).read();}.
 */
public interface ImageSource {
    /** What messages, tables and records call it; of a file in a data set its path in there, '/' between names. */
    String name();

    /**
     * Reads it.
     *
     * @throws ImageException when this one cannot be used
     * @throws IOException when none can be read any more
     */
    Content read() throws IOException;

    /** Its pixels, for who need not know its content. */
    default RgbImage pixels() throws IOException {
        return read().pixels();
    }

    /** Where it lies, to be copied or shown as it is; empty when it is no file. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** This, its samples of 16 bits read as those of a set that uses so many, see {@link SampleDepth}; for files. */
    default ImageSource withSampleBits(int bits) {
        return this;
    }

    /** What a message about it begins with: of a file the path that it can be opened by. */
    default String where() {
        return file().map(Path::toString).orElse(name());
    }

    /** A message about it without {@link #where} it lies, for who tells that apart. */
    default String withoutWhere(String message) {
        String prefix = where() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    /** An image that was read: hash and pixels are of the same bytes, whatever becomes of its file. */
    interface Content {
        /** What it is known by: equal for equal content only. 64 lower-case hexadecimal digits. */
        String sha256();

        /**
         * Decodes it, anew each time.
         *
         * @throws ImageException when its content is no image
         */
        RgbImage pixels() throws IOException;
    }

    /** A file, called by its path. */
    static ImageSource of(Path file) {
        return of(file.toString(), file);
    }

    /** A file; known by the SHA-256 of its bytes. */
    static ImageSource of(String name, Path file) {
        return of(name, file, 16);
    }

    /**
     * A file of a set whose samples of 16 bits use fewer, see {@link SampleDepth}. Where that changes how it is read, it is
     * known by the SHA-256 of its bytes and of that number: as another image.
     */
    static ImageSource of(String name, Path file, int bits) {
        record FileSource(String name, Path path, int bits) implements ImageSource {
            @Override
            public Content read() throws IOException {
                return content(ImageFile.readContent(path), path, bits < 16 && SampleDepth.isOpen(path) ? bits : 16);
            }

            @Override
            public RgbImage pixels() throws IOException {
                return ImageFile.decode(path, DecodeSettings.ofBits(bits));
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(path);
            }

            @Override
            public ImageSource withSampleBits(int ofSet) {
                return new FileSource(name, path, ofSet);
            }
        }
        return new FileSource(name, file, bits);
    }

    /**
     * The bytes of an image file, of any kind that {@link ImageFile} reads; known by their SHA-256, as the file is.
     *
     * @param name such as a file may have
     * @param content not to be changed any more
     */
    static ImageSource of(String name, byte[] content) {
        return inMemory(name, content(content, Path.of(name), 16));
    }

    /** Pixels; known by the SHA-256 of size and pixels. */
    static ImageSource of(String name, RgbImage pixels) {
        record PixelContent(RgbImage pixels) implements Content {
            /** Over width, height (32 bits each, the highest first) and the pixels. */
            @Override
            public String sha256() {
                byte[] rgb = pixels.pixels();
                return Sha256.of(ByteBuffer.allocate(8 + rgb.length)
                        .putInt(pixels.width())
                        .putInt(pixels.height())
                        .put(rgb)
                        .array());
            }
        }
        return inMemory(name, new PixelContent(pixels));
    }

    private static ImageSource inMemory(String name, Content content) {
        record MemorySource(String name, Content read) implements ImageSource {}
        return new MemorySource(name, content);
    }

    /** The bytes of an image file. */
    private static Content content(byte[] bytes, Path nameForMessages, int bits) {
        return new Content() {
            @Override
            public String sha256() {
                String ofBytes = Sha256.of(bytes);
                return bits == 16
                        ? ofBytes
                        : Sha256.of((ofBytes + " of " + bits + " bits").getBytes(StandardCharsets.US_ASCII));
            }

            @Override
            public RgbImage pixels() throws IOException {
                return ImageFile.decode(bytes, nameForMessages, ImageFile.Limits.DEFAULT, DecodeSettings.ofBits(bits));
            }
        };
    }
}
