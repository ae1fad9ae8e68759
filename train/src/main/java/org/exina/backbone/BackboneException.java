package org.exina.backbone;

import java.io.IOException;
import java.nio.file.Path;

/** A backbone that cannot be had as asked; the message says which, what was found and expected, and the way out. */
public final class BackboneException extends IOException {
    public BackboneException(String problem) {
        super(problem);
    }

    public BackboneException(Path where, String problem) {
        super(where + ": " + problem);
    }

    public BackboneException(Path where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
