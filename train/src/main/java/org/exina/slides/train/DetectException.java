package org.exina.slides.train;

import java.io.IOException;
import java.nio.file.Path;

/** Boxes or fields that nothing can be learned from; the message names the place, what was found and what was expected. */
public final class DetectException extends IOException {
    public DetectException(Path where, String problem) {
        super(where + ": " + problem);
    }
}
