package org.exina.image.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.exina.image.RgbImage;

/** An image file. */
record FileSource(String name, Path path) implements ImageSource {
    @Override
    public Content read() throws IOException {
        return new FileContent(ImageFile.readContent(path), path);
    }

    @Override
    public RgbImage pixels() throws IOException {
        return ImageFile.decode(path);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }
}
