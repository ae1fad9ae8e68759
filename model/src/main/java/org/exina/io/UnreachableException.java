package org.exina.io;

/** The network failed too often. A kind of its own because nothing given is wrong: later it may go well. */
public final class UnreachableException extends ExinaException {
    public UnreachableException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
