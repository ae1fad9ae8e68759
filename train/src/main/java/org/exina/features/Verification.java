package org.exina.features;

import java.nio.file.Path;
import java.util.List;

/**
 * What a check of the cache has found.
 *
 * @param spaces looked at
 * @param rows compared with their checksums
 * @param problems in order of folder; none when all is well
 */
public record Verification(int spaces, long rows, List<Problem> problems) {
    public Verification {
        problems = List.copyOf(problems);
    }

    /**
     * A file in which something is wrong.
     *
     * @param file the damaged one
     * @param what is wrong with it
     * @param repaired whether it is so no longer
     */
    public record Problem(Path file, String what, boolean repaired) {}
}
