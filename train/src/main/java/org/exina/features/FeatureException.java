package org.exina.features;

import java.io.IOException;
import java.nio.file.Path;
import org.exina.image.file.ImageSource;

/** Features that cannot be had or kept; the message names the file, what was found, and the way out. */
public sealed class FeatureException extends IOException {
    FeatureException(ImageSource picture, String problem) {
        super(picture.where() + ": " + problem);
    }

    FeatureException(Path file, String problem) {
        super(file + ": " + problem);
    }

    FeatureException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }

    /** A file of the cache is not what was written; repairing the cache removes the damage. */
    static final class Damaged extends FeatureException {
        Damaged(Path file, String damage) {
            super(
                    file,
                    "is damaged: " + damage
                            + "; run 'exina cache verify --repair', what is lost is then computed again");
        }
    }

    /** An index that a newer program has written: neither read nor repaired nor removed. */
    static final class Newer extends FeatureException {
        Newer(Path file, int found, int newest) {
            super(
                    file,
                    "feature index version " + found + " is newer than " + newest
                            + ", the newest that this program reads; update Exina or delete the file");
        }
    }
}
