package org.exina.slides.annotation;

import java.nio.file.Path;
import org.exina.dataset.DatasetException;

/**
 * Where something is written.
 *
 * @param at "line 12", "annotation 3"
 */
record SourceLocation(Path file, String at) {
    static SourceLocation line(Path file, int line) {
        return new SourceLocation(file, "line " + line);
    }

    DatasetException fault(String problem) {
        return new DatasetException(file, at + ": " + problem);
    }

    /** "line 12", or "boxes.csv, line 12" where the other is in another file. */
    String seenFrom(SourceLocation other) {
        return file.equals(other.file) ? at : file.getFileName() + ", " + at;
    }
}
