package org.exina.cli;

/** An argument that cannot be used: what was found, what was expected. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
