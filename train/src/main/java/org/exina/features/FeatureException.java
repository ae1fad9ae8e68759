package org.exina.features;

import java.nio.file.Path;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/** A file of the feature cache that cannot be read as it is; what reads the cache tells the two kinds apart. */
abstract sealed class FeatureException extends ExinaException {
    private FeatureException(Path file, String problem) {
        super(file, problem);
    }

    /** A file of the cache is not what was written; repairing the cache removes the damage. */
    static final class Damaged extends FeatureException {
        Damaged(Path file, String damage) {
            super(file, "is damaged: " + damage + "; repair the cache, what is lost is then computed again");
            with(Remedy.Kind.REPAIR_CACHE, file);
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
