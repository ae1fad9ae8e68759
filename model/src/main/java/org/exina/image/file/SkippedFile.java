package org.exina.image.file;

/**
 * A file or folder that is no sample, and why.
 *
 * @param path relative to the data set's root, with '/' between names
 * @param reason a sentence's end: "is empty (0 bytes)"
 */
public record SkippedFile(String path, Kind kind, String reason) {
    public enum Kind {
        /** Hidden, or left by an operating system: of no interest. */
        IGNORED,
        /** Neither content nor name is an image's. */
        NOT_A_PICTURE,
        /** Named as an image, but its content is none, or cannot be read. */
        UNREADABLE,
        /** An image in a place that gives it no label. */
        NO_LABEL,
        /** A folder without an image, or a link back to a folder that it lies in. */
        FOLDER
    }
}
