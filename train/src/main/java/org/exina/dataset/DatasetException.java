package org.exina.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** A data set that cannot be used as it is; the message names the place, what was found and what was expected. */
public final class DatasetException extends IOException {
    public DatasetException(Path where, String problem) {
        super(where + ": " + problem);
    }

    public DatasetException(Path where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
