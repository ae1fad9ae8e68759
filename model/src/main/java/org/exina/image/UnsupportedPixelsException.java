package org.exina.image;

import java.io.IOException;

/** Samples that are sound but not read, or have no plain meaning in 8 bits; the message names their kind. */
public final class UnsupportedPixelsException extends IOException {
    private final String remedy;

    public UnsupportedPixelsException(String kind) {
        this(kind, "save it with 8 or 16 bits a channel, as PNG or TIFF");
    }

    /**
     * Of a kind with a way out of its own.
     *
     * @param remedy what a person should do, as an order
     */
    public UnsupportedPixelsException(String kind, String remedy) {
        super(kind);
        this.remedy = remedy;
    }

    /** What a person should do, as an order. */
    public String remedy() {
        return remedy;
    }
}
