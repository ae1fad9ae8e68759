package org.exina.slides;

import java.nio.file.Path;

/** Pictures of fields that cannot be counted; the message says which, why, and what would do. */
public final class FieldException extends RuntimeException {
    FieldException(Path path, String problem) {
        super(path + ": " + problem);
    }
}
