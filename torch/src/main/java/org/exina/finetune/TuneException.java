package org.exina.finetune;

import java.io.IOException;

/** A network cannot be tuned as asked; the message says why and what would do. */
public final class TuneException extends IOException {
    TuneException(String message) {
        super(message);
    }
}
