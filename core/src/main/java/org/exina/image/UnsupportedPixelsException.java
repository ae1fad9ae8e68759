package org.exina.image;

import java.io.IOException;

/** Samples that have no plain meaning in 8 bits; the message names their kind. */
final class UnsupportedPixelsException extends IOException {
    UnsupportedPixelsException(String kind) {
        super(kind);
    }
}
