package org.exina.report.slides;

/** A wish about counts that cannot be met; the message says what would work. */
public final class CountException extends RuntimeException {
    CountException(String message) {
        super(message);
    }
}
