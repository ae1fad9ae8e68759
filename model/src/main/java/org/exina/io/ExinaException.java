package org.exina.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something in what was given cannot be used or done: where, what was found and expected, and the way out. Every fault
 * that its user can mend is one of these, so that a caller writes one {@code catch}; a plain {@link IOException} is the
 * disk's or the network's. The message is "where: problem", and names no command of any program.
 */
public class ExinaException extends IOException {
    private final String where; // null for a fault without a place
    private final String problem;
    private Remedy remedy; // null for none but what the problem says

    public ExinaException(String problem) {
        this((String) null, problem, null);
    }

    public ExinaException(String problem, Throwable cause) {
        this((String) null, problem, cause);
    }

    public ExinaException(Path where, String problem) {
        this(where.toString(), problem, null);
    }

    public ExinaException(Path where, String problem, Throwable cause) {
        this(where.toString(), problem, cause);
    }

    public ExinaException(String where, String problem) {
        this(where, problem, null);
    }

    public ExinaException(String where, String problem, Throwable cause) {
        super(where == null ? problem : where + ": " + problem, cause);
        this.where = where;
        this.problem = problem;
    }

    /** Adds a way out that a program may offer; called once, where the exception is made. */
    public final ExinaException with(Remedy.Kind kind, Object subject) {
        remedy = new Remedy(kind, subject.toString());
        return this;
    }

    /** The file, folder or setting it is about; empty where the problem says it all. */
    public final Optional<String> where() {
        return Optional.ofNullable(where);
    }

    /** What was found and what was expected, with the way out in plain words if there is one. */
    public final String problem() {
        return problem;
    }

    /** A way out that a program may offer in its own manner: as a command, as a button. */
    public final Optional<Remedy> remedy() {
        return Optional.ofNullable(remedy);
    }
}
