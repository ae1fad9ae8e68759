package org.exina.dataset;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.math.SplitMix64;

/** A folder that a test fills with images drawn in memory. */
final class ImageFolder {
    private final Path root;
    private int drawn;

    ImageFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** An image like none before it, in the format that its name promises. */
    Path image(String path) throws IOException {
        RgbImage image = blotches(drawn++);
        return file(path, path.endsWith(".png") ? ImageEncoder.png(image) : ImageEncoder.jpeg(image, 0.9f));
    }

    /** {@link #image} for each. */
    ImageFolder images(String... paths) throws IOException {
        for (String path : paths) {
            image(path);
        }
        return this;
    }

    Path file(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    Path text(String path, String text) throws IOException {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Path folder(String path) throws IOException {
        return Files.createDirectories(root.resolve(path));
    }

    Dataset open() throws IOException {
        return Dataset.open(root);
    }

    /** Dark and bright blotches, 60 x 50 pixels; another seed gives quite other ones. */
    static RgbImage blotches(long seed) {
        SplitMix64 random = new SplitMix64(seed);
        byte[] cells = new byte[3 * 9 * 8];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) random.nextLong();
        }
        return Resize.resize(RgbImage.of(9, 8, cells), 60, 50, Interpolation.BICUBIC);
    }

    /** A small PNG file that says it is that large. */
    static byte[] bomb(int width, int height) throws IOException {
        byte[] png = ImageEncoder.png(blotches(0));
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        out.writeBytes("IHDR");
        out.writeInt(width);
        out.writeInt(height);
        out.write(png, 24, 5); // depth, colours, compression, filter, interlacing
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        out.writeInt((int) crc.getValue());
        System.arraycopy(header.toByteArray(), 0, png, 12, header.size());
        return png;
    }
}
