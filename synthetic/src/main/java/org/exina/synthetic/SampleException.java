package org.exina.synthetic;

import java.io.IOException;
import java.nio.file.Path;

/** A sample cannot be written where it was to be; the message names the place, what was found and what was expected. */
public final class SampleException extends IOException {
    SampleException(Path where, String problem) {
        super(where + ": " + problem);
    }

    SampleException(Path where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
