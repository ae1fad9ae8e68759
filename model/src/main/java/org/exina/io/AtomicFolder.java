package org.exina.io;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Writes a whole folder: in a {@link ScratchFolder} beside it, then moved. It is there with all that it holds, or not at all. */
public final class AtomicFolder {
    private AtomicFolder() {}

    /** Fills a folder. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all that the folder shall hold.
         *
         * @param folder exists and is empty; its name is a temporary one
         */
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Makes sure, before long work begins, that a folder can be written there.
     *
     * @throws IOException when there is something already that is no empty folder
     */
    public static void checkFree(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        ScratchFolder.clear(target);
        if (!Files.isDirectory(target)) {
            throw new FileSystemException(
                    target.toString(), null, "is a file; expected the name of a new folder or an empty one");
        }
        try (Stream<Path> files = Files.list(target)) {
            long count = files.count();
            if (count > 0) {
                throw new FileSystemException(
                        target.toString(),
                        null,
                        "is not empty (" + count + (count == 1 ? " file" : " files")
                                + "); expected a new folder or an empty one, nothing is overwritten");
            }
        }
    }

    /**
     * Makes {@code target} with what {@code content} writes. When that fails or is interrupted, nothing is left.
     *
     * @throws IOException as of {@link #checkFree}, and whatever {@code content} throws
     */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        checkFree(absolute);
        Folders.create(absolute.getParent());
        try (ScratchFolder scratch = ScratchFolder.in(absolute.getParent())) {
            Path temporary = Files.createDirectory(scratch.path().resolve(absolute.getFileName()));
            content.writeTo(temporary);
            checkFree(absolute);
            Files.deleteIfExists(absolute); // an empty folder: not every system moves over one
            move(temporary, absolute);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) { // some network drives
            Files.move(from, to);
        }
    }
}
