package org.exina.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes whole files: in a {@link ScratchFolder} beside them, forced to disk, then moved over the target. */
public final class AtomicFiles {
    private static final Set<ScratchFolder> IN_FLIGHT = ConcurrentHashMap.newKeySet();

    /** Folders that were looked through for what killed programs left: once is enough. */
    private static final Set<Path> CLEARED = ConcurrentHashMap.newKeySet();

    static {
        // Ctrl-C ends the program between the first byte and the move: leave no temporary file behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IN_FLIGHT.forEach(AtomicFiles::closeQuietly)));
    }

    private AtomicFiles() {}

    /** Writes what a file holds. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Looks at a file that is written but has not yet its name. */
    @FunctionalInterface
    public interface Check {
        /**
         * Looks at the new file before it is moved over the old one.
         *
         * @throws IOException when it must not take the place of the old one; reaches the caller as it is
         */
        void accept(Path written) throws IOException;
    }

    /**
     * Replaces {@code target} with what {@code content} writes; on any failure the old file stays as it was and no
     * temporary file is left. Missing parent folders are made.
     *
     * @throws IOException naming {@code target}, when the folder cannot be written or the disk is full
     */
    public static void write(Path target, Content content) throws IOException {
        write(target, content, written -> {});
    }

    /** Replaces {@code target}, but what {@code check} refuses is deleted and the old file stays. */
    public static void write(Path target, Content content, Check check) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute)) {
            throw new FileSystemException(target.toString(), null, "is a folder; expected the name of a file");
        }
        createFolders(folder);
        ScratchFolder scratch = scratch(folder, target);
        IN_FLIGHT.add(scratch);
        try {
            Path temporary = scratch.path().resolve("content");
            fill(temporary, target, content);
            check.accept(temporary);
            move(temporary, absolute, target);
        } finally {
            closeQuietly(scratch);
            IN_FLIGHT.remove(scratch);
        }
    }

    private static ScratchFolder scratch(Path folder, Path target) throws IOException {
        if (CLEARED.add(folder)) {
            ScratchFolder.clear(folder);
        }
        try {
            return ScratchFolder.open(folder);
        } catch (FileSystemException e) {
            throw e.getReason() == null
                    ? notWritten(target, e)
                    : new FileSystemException(target.toString(), null, "cannot be written: " + e.getReason());
        }
    }

    /** {@link #write(Path, Content)} of bytes. */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, out -> out.write(bytes));
    }

    /** {@link #write(Path, Content)} of text in UTF-8. */
    public static void writeText(Path target, String text) throws IOException {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes a folder and its parents.
     *
     * @throws IOException naming the folder, when it is a file or not writable
     */
    public static void createFolders(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (AccessDeniedException e) {
            throw new FileSystemException(folder.toString(), null, "this folder cannot be made: permission denied");
        } catch (FileAlreadyExistsException e) {
            throw new FileSystemException(e.getFile(), null, "is a file; expected a folder");
        }
    }

    private static void fill(Path temporary, Path target, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (IOException e) {
            throw notWritten(target, e);
        }
    }

    private static void move(Path from, Path to, Path target) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) { // some network drives
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw notWritten(target, e);
        }
    }

    private static IOException notWritten(Path target, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new FileSystemException(target.toString(), null, "cannot be written: permission denied");
        } else if (e instanceof FileSystemException) {
            return e;
        }
        return new IOException(target + ": could not be written: " + e.getMessage(), e);
    }

    private static void closeQuietly(ScratchFolder scratch) {
        try {
            scratch.close();
        } catch (IOException e) {
            return; // another process (a virus scanner) holds a file: the next program that writes there deletes it
        }
    }
}
