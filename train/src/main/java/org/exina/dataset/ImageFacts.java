package org.exina.dataset;

import java.util.Optional;
import org.exina.image.file.ImageHeader;

/**
 * What is known of an image after it was read once.
 *
 * @param sha256 of the content, 64 hexadecimal digits; empty when it could not be read at all
 * @param header format by content and size upright; empty when it is too damaged to tell, or no file
 * @param problem why its pixels cannot be used, without the path; empty when they can
 */
public record ImageFacts(String sha256, Optional<ImageHeader> header, Optional<String> problem) {
    public ImageFacts {
        if (problem.isEmpty() && sha256.isEmpty()) {
            throw new IllegalArgumentException("a sound image has a hash");
        }
    }

    public boolean isReadable() {
        return problem.isEmpty();
    }
}
