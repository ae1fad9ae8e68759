package org.exina.model;

import java.util.Optional;
import org.exina.image.file.ImageSource;

/**
 * What became of one file or other image: either a prediction or a problem.
 *
 * @param problem why it could not be read, naming it
 */
public record FileResult(ImageSource source, Optional<Prediction> prediction, Optional<String> problem) {
    public FileResult {
        if (prediction.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException(source.name() + ": expected either a prediction or a problem");
        }
    }
}
