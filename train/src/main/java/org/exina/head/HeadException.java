package org.exina.head;

/** A head the user asked for that does not exist or cannot be trained as asked; the message says what would work. */
public final class HeadException extends RuntimeException {
    public HeadException(String message) {
        super(message);
    }
}
