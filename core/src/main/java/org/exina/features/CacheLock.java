package org.exina.features;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.exina.store.AtomicFiles;

/**
 * One writer at a time in a cache folder, among all threads and processes. The file locked is never deleted: a process
 * that waits on a deleted file's lock would hold a lock that nobody else sees.
 */
final class CacheLock {
    /**
     * POSIX file locks belong to the process: a second one in the same program is refused, and closing any channel of
     * the file gives up all of them. So threads queue here first. The one state shared in this package.
     */
    private static final Map<Path, ReentrantLock> IN_THIS_PROGRAM = new ConcurrentHashMap<>();

    private final Path folder;

    /** @param folder made when it is first locked */
    CacheLock(Path folder) {
        this.folder = folder;
    }

    /** What is done while nobody else writes. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /** Waits for its turn, then runs {@code action}. Not to be nested. */
    <T> T hold(Action<T> action) throws IOException {
        AtomicFiles.createFolders(folder);
        Path file = folder.toRealPath().resolve("lock");
        ReentrantLock threads = IN_THIS_PROGRAM.computeIfAbsent(file, any -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = open(file);
                FileLock lock = lock(channel, file)) {
            if (!lock.isValid()) {
                throw new FeatureException(file, "could not be locked");
            }
            return action.run();
        } finally {
            threads.unlock();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new FeatureException(
                    file, "the feature cache cannot be written; set EXINA_HOME to a folder that can", e);
        }
    }

    private static FileLock lock(FileChannel channel, Path file) throws IOException {
        try {
            return channel.lock();
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            throw e;
        } catch (IOException e) { // some network drives
            throw new FeatureException(
                    file, "could not be locked: " + e.getMessage() + "; set EXINA_HOME to a folder on a local disk", e);
        }
    }
}
