package org.exina.study;

import java.io.IOException;

/** A suite, or a folder of experiments, that cannot be used; the message names it and says what to do. */
public final class SuiteException extends IOException {
    SuiteException(String where, String problem) {
        super(where + ": " + problem);
    }

    SuiteException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
