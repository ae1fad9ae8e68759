package org.exina.image.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be used as a picture; the message names the file, what was found and what was expected. */
public final class ImageException extends IOException {
    public ImageException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public ImageException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
