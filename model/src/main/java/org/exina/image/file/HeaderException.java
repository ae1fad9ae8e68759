package org.exina.image.file;

import java.io.IOException;

/** A header that contradicts its format; the message completes "has a damaged header: ...". */
final class HeaderException extends IOException {
    HeaderException(String problem) {
        super(problem);
    }
}
