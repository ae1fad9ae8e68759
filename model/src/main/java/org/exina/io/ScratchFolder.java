package org.exina.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for files that are needed for a while only, all that Exina writes under a temporary name among them. It is
 * deleted when it is closed; what a killed program left is deleted when another one uses the same place. Who uses one holds
 * a lock on the file {@code in-use} in it, which the system gives up with the program. For several threads.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\\.exina-[0-9a-f-]{36}\\.tmp");
    private static final String IN_USE = "in-use";
    private static final int ATTEMPTS = 5;

    /** Names of those open in this program: to look at their locks would give them up (POSIX). */
    private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private ScratchFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes one, and deletes what killed programs left there.
     *
     * @param parent is made if it is not there
     */
    public static ScratchFolder in(Path parent) throws IOException {
        Folders.create(parent);
        clear(parent);
        return open(parent);
    }

    /** The same among Exina's own things. */
    public static ScratchFolder atHome() throws IOException {
        return in(ExinaHome.path().resolve("scratch"));
    }

    /**
     * The same, but does not look for what is left.
     *
     * @param parent exists
     */
    static ScratchFolder open(Path parent) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path path = parent.resolve(".exina-" + UUID.randomUUID() + ".tmp");
            OPEN.add(path.getFileName().toString());
            try {
                return new ScratchFolder(Files.createDirectory(path), locked(path));
            } catch (IOException e) {
                Files.deleteIfExists(path.resolve(IN_USE));
                Files.deleteIfExists(path);
                OPEN.remove(path.getFileName().toString());
                if (attempt == ATTEMPTS || !(e instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Locks a folder of this program's own.
     *
     * @throws NoSuchFileException when another program took the folder for left, before it was locked
     */
    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve(IN_USE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (isMine(file, channel)) {
                return channel;
            }
            throw new NoSuchFileException(file.toString());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isMine(Path file, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (IOException e) { // some network drives: nobody can tell whether it is used, so nobody may delete it
            Files.move(file, file.resolveSibling("not-locked"));
            return true;
        }
        return lock != null && Files.exists(file);
    }

    /** Deletes what killed programs left in a folder: as far as it can, and nothing else. */
    public static synchronized void clear(Path parent) {
        inside(parent).stream()
                .filter(each -> NAME.matcher(each.getFileName().toString()).matches())
                .filter(each -> !OPEN.contains(each.getFileName().toString()))
                .filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                .forEach(ScratchFolder::deleteUnlessUsed);
    }

    /** Deletes what killed programs left among Exina's own things. */
    public static void clearHome() {
        inside(ExinaHome.path()).forEach(ScratchFolder::clear);
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // is not there, may not be listed, or is a file
        }
    }

    private static void deleteUnlessUsed(Path folder) {
        Path file = folder.resolve(IN_USE);
        try {
            if (Files.exists(file) && !emptied(folder, file)) {
                return;
            }
            Files.deleteIfExists(folder); // not where something is in it
        } catch (IOException e) {
            return; // another user's, or another program clears it too: there is nothing to do here
        }
    }

    /** Deletes all in it, unless somebody uses it. */
    private static boolean emptied(Path folder, Path file) throws IOException {
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = other.tryLock()) {
            if (lock == null) {
                return false;
            }
            empty(folder);
            Files.deleteIfExists(file); // while it is locked: who made it just now sees that it is gone
            return true;
        }
    }

    /** Deletes all but the lock. */
    private static void empty(Path folder) throws IOException {
        for (Path each : inside(folder)) {
            if (!each.endsWith(IN_USE)) {
                Folders.delete(each);
            }
        }
    }

    /** Exists until this is closed. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            empty(path);
            channel.close(); // first: elsewhere than on POSIX an open file has its name until it is closed
            Files.deleteIfExists(path.resolve(IN_USE));
            Files.deleteIfExists(path);
        } finally {
            channel.close();
            OPEN.remove(path.getFileName().toString());
        }
    }
}
