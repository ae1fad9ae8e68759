package org.exina.image.file;

import java.io.IOException;
import java.nio.file.Path;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;

/** The bytes of an image file. */
final class FileContent implements ImageSource.Content {
    private final byte[] bytes;
    private final Path nameForMessages;

    FileContent(byte[] bytes, Path nameForMessages) {
        this.bytes = bytes;
        this.nameForMessages = nameForMessages;
    }

    @Override
    public String sha256() {
        return Sha256.of(bytes);
    }

    @Override
    public RgbImage pixels() throws IOException {
        return ImageFile.decode(bytes, nameForMessages);
    }
}
