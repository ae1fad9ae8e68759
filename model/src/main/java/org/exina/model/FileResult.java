package org.exina.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of one file: either a prediction or a problem.
 *
 * @param problem why it could not be read, naming the file
 */
public record FileResult(Path file, Optional<Prediction> prediction, Optional<String> problem) {
    public FileResult {
        if (prediction.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException(file + ": expected either a prediction or a problem");
        }
    }
}
