package org.exina.augment;

/** An augmentation the user asked for that cannot be; the message says what would work. */
public final class AugmentationException extends RuntimeException {
    public AugmentationException(String message) {
        super(message);
    }
}
