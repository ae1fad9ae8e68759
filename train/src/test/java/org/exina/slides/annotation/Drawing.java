package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;

/** A folder that a test fills with images and what is drawn on them. */
final class Drawing {
    private final Path root;

    Drawing(Path root) {
        this.root = root;
    }

    /** White images of 100 x 80 pixels. */
    Drawing images(String... paths) throws IOException {
        for (String path : paths) {
            image(path, 100, 80);
        }
        return this;
    }

    Path image(String path, int width, int height) throws IOException {
        return file(path, ImageEncoder.png(RgbImage.of(width, height, new byte[3 * width * height])));
    }

    Path text(String path, String... lines) throws IOException {
        return file(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Path file(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    BoxedFields open() throws IOException {
        return BoxedFields.open(root);
    }

    static LabelledBox box(int left, int top, int right, int bottom, String label) {
        return new LabelledBox(new Box(left, top, right - left, bottom - top), label);
    }
}
