package org.exina.image;

import java.io.IOException;

/** Samples that have no plain meaning in 8 bits; the message names their kind. */
public final class UnsupportedPixelsException extends IOException {
    public UnsupportedPixelsException(String kind) {
        super(kind);
    }
}
