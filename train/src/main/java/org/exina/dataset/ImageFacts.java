package org.exina.dataset;

import java.util.Optional;
import org.exina.image.file.ImageHeader;

/**
 * What is known of an image after it was read once.
 *
 * @param sha256 of the content, 64 hexadecimal digits; empty when it could not be read at all
 * @param header format by content and size upright; empty when it is too damaged to tell, or no file
 * @param problem why its pixels cannot be used, without the path; empty when they can
 * @param emptiness what it is when it shows nothing: "black all over"; empty when it shows something
 */
public record ImageFacts(
        String sha256, Optional<ImageHeader> header, Optional<String> problem, Optional<String> emptiness) {
    public ImageFacts {
        if (problem.isEmpty() && sha256.isEmpty()) {
            throw new IllegalArgumentException("a sound image has a hash");
        }
    }

    /** An image of which nothing more is known. */
    public ImageFacts(String sha256, Optional<ImageHeader> header, Optional<String> problem) {
        this(sha256, header, problem, Optional.empty());
    }

    public boolean isReadable() {
        return problem.isEmpty();
    }
}
