package org.exina.image.file;

import java.nio.file.Path;
import org.exina.io.ExinaException;

/**
 * A file that cannot be used as an image; the message names the file, what was found and what was expected. A kind of
 * its own, so that the other images go on.
 */
public final class ImageException extends ExinaException {
    public ImageException(Path file, String problem) {
        super(file, problem);
    }

    public ImageException(Path file, String problem, Throwable cause) {
        super(file, problem, cause);
    }
}
