package org.exina.serve.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What tells whether a file has changed since it was read. */
public record FileVersion(long bytes, FileTime changed) {
    public static FileVersion of(Path file) throws IOException {
        BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileVersion(read.size(), read.lastModifiedTime());
    }
}
