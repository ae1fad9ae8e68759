package org.exina.network.weights;

import java.io.IOException;
import java.nio.file.Path;

/** Weights that cannot be had as asked; the message says which, what was found and expected, and the way out. */
public final class WeightException extends IOException {
    WeightException(String problem) {
        super(problem);
    }

    WeightException(Path file, String problem) {
        super(file + ": " + problem);
    }

    WeightException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
