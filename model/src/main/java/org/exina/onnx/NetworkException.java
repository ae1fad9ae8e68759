package org.exina.onnx;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be used as a network or as its weights; the message names it, what was found and expected. */
public final class NetworkException extends IOException {
    public NetworkException(String problem) {
        super(problem);
    }

    public NetworkException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public NetworkException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
