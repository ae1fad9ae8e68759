package org.exina.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes whole files: to a temporary name in the same folder, forced to disk, then moved over the target. */
public final class AtomicFiles {
    private static final Set<Path> IN_FLIGHT = ConcurrentHashMap.newKeySet();

    static {
        // Ctrl-C ends the program between the first byte and the move: leave no temporary file behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IN_FLIGHT.forEach(AtomicFiles::deleteQuietly)));
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
        /** @throws IOException when it must not take the place of the old one; reaches the caller as it is */
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

    /** The same, but what {@code check} refuses is deleted and the old file stays. */
    public static void write(Path target, Content content, Check check) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute)) {
            throw new FileSystemException(target.toString(), null, "is a folder; expected the name of a file");
        }
        createFolders(folder);
        Path temporary = folder.resolve("." + absolute.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".tmp");
        IN_FLIGHT.add(temporary);
        try {
            fill(temporary, target, content);
            check.accept(temporary);
            move(temporary, absolute, target);
        } finally {
            deleteQuietly(temporary);
            IN_FLIGHT.remove(temporary);
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

    /** Makes a folder and its parents. @throws IOException naming the folder, when it is a file or not writable */
    public static void createFolders(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (AccessDeniedException e) {
            throw new FileSystemException(folder.toString(), null, "this folder cannot be made: permission denied");
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

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit(); // another process (a virus scanner) holds it; nothing else can be done here
        }
    }
}
