package org.exina.dataset;

import java.nio.file.Path;
import org.exina.io.ExinaException;

/**
 * Images, labels or boxes that cannot be used as they are; the message names the place, what was found and what was
 * expected. Whoever gave them can mend it, where another {@link ExinaException} may be for who runs the program.
 */
public final class DatasetException extends ExinaException {
    public DatasetException(Path where, String problem) {
        super(where, problem);
    }

    public DatasetException(Path where, String problem, Throwable cause) {
        super(where, problem, cause);
    }

    /** The same fault of what is given, told of a place that may be no path here. */
    DatasetException(ExinaException fault) {
        super(fault.where().orElseThrow(), fault.problem(), fault);
    }
}
