package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Path;

/** A run cannot be read, or cannot be made from what was given. */
public final class RunException extends IOException {
    public RunException(Path path, String problem) {
        super(path + ": " + problem);
    }

    public RunException(Path path, String problem, Throwable cause) {
        super(path + ": " + problem, cause);
    }
}
