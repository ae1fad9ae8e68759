package org.exina.torch;

/** libtorch is not there, or a training cannot go on; the message says what would help. */
public final class TorchException extends RuntimeException {
    public TorchException(String message) {
        super(message);
    }

    TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
