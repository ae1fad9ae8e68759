package org.exina.slides;

import java.nio.file.Path;

/** Planes of focus that do not fit each other; the message says which, and what would do. */
public final class StackException extends RuntimeException {
    StackException(Path path, String problem) {
        super(path + ": " + problem);
    }
}
