package org.exina.cleaning;

import java.io.IOException;
import java.nio.file.Path;

/** Proposed changes that cannot be carried out; the message names the file, the line and what was expected. */
public final class CleaningException extends IOException {
    CleaningException(Path file, String problem) {
        super(file + ": " + problem);
    }

    CleaningException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
