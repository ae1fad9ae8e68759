package org.exina.image.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.exina.image.UnsupportedPixelsException;

/**
 * What a decoder's failure says: that the file is damaged or of another kind, or that memory is short. Decoders are
 * other people's, and on a file made to harm they fail in any way at all: a stack that overflows says no more of the
 * program than a missing byte does.
 */
final class DecoderFault {
    private static final String COPY_AGAIN = "; copy it again from where it came from";

    private DecoderFault() {}

    /**
     * For what a decoder threw.
     *
     * @param bytes of the file
     * @param memory in bytes, that the decoding needs
     */
    static ImageException of(Throwable e, Header header, Path file, long bytes, long memory) {
        if (e instanceof ImageException told) {
            return told;
        }
        if (isCausedBy(OutOfMemoryError.class, e)
                && memory > free() / 2) { // what was free before the attempt is not known
            return tooLittleMemory(header, file, memory, e);
        }
        if (e instanceof UnsupportedPixelsException unread) {
            return of(unread, header.format(), file);
        }
        String kind = "is a " + header.format().title() + " image ";
        String what = isCausedBy(EOFException.class, e)
                ? "that is cut off: its pixels end too early, after " + bytes + " bytes"
                : "with damaged pixels" + because(e, header);
        return new ImageException(file, kind + what + COPY_AGAIN, e);
    }

    static ImageException of(UnsupportedPixelsException e, ImageFormat format, Path file) {
        return new ImageException(
                file,
                "is a " + format.title() + " image of a kind that Exina does not read: " + e.getMessage() + "; "
                        + e.remedy(),
                e);
    }

    /** Refuses an image that cannot be decoded whatever else is given up. */
    static void checkMemory(Header header, Path file, long memory) throws ImageException {
        if (memory > Runtime.getRuntime().maxMemory()) {
            throw tooLittleMemory(header, file, memory, null);
        }
    }

    private static ImageException tooLittleMemory(Header header, Path file, long memory, Throwable cause) {
        return new ImageException(
                file,
                "declares " + header.width() + " x " + header.height() + " pixels, for which about "
                        + mega(memory) + " megabytes of memory are needed and "
                        + mega(free()) + " of the " + mega(Runtime.getRuntime().maxMemory())
                        + " that Java was given are free; give Java more (-Xmx) or make the image smaller",
                cause);
    }

    private static long free() {
        Runtime java = Runtime.getRuntime();
        return java.maxMemory() - java.totalMemory() + java.freeMemory();
    }

    private static boolean isCausedBy(Class<? extends Throwable> kind, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String because(Throwable e, Header header) {
        if (e instanceof StackOverflowError) {
            return " (its parts lie in one another without end)";
        }
        if (isCausedBy(OutOfMemoryError.class, e)) {
            return " (they ask for far more memory than " + header.width() + " x " + header.height() + " need)";
        }
        return e instanceof IOException && e.getMessage() != null ? " (" + e.getMessage() + ")" : "";
    }

    /** "12", "0.25": millions. */
    static String mega(long count) {
        return String.format(Locale.ROOT, count % 1_000_000 == 0 || count >= 10_000_000 ? "%.0f" : "%.2f", count / 1e6);
    }
}
