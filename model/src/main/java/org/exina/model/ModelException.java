package org.exina.model;

import java.io.IOException;
import java.nio.file.Path;

/** A model file that cannot be used or written: which, what is wrong with it, and the way out. */
public final class ModelException extends IOException {
    public ModelException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public ModelException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
