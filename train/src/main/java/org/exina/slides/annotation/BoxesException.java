package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;

/** Drawn boxes that cannot be used as they are; the message names the place, what was found and what was expected. */
public final class BoxesException extends IOException {
    public BoxesException(Path where, String problem) {
        super(where + ": " + problem);
    }

    public BoxesException(Path where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
