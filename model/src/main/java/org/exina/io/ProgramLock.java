package org.exina.io;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time, among all threads and processes. The file that is locked is never deleted: a process that waits on a
 * deleted file's lock would hold a lock that nobody else sees.
 */
public final class ProgramLock {
    /**
     * POSIX file locks belong to the process: a second one in the same program is refused, and closing any channel of
     * the file gives up all of them. So threads queue here first. The one state shared in this package.
     */
    private static final Map<Path, ReentrantLock> IN_THIS_PROGRAM = new ConcurrentHashMap<>();

    private ProgramLock() {}

    /** What is done while nobody else does. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    /** The file cannot be made or locked; the cause says why. */
    public static final class NotLocked extends IOException {
        private final Path file;

        NotLocked(Path file, IOException cause) {
            super(file + ": could not be locked: " + cause.getMessage(), cause);
            this.file = file;
        }

        public Path file() {
            return file;
        }
    }

    /**
     * Waits for its turn, then runs {@code action}. Not to be nested.
     *
     * @param file made if it is not there; its folder is
     * @param waiting called once, before it waits for somebody else
     * @throws NotLocked when the folder cannot be written, or on some network drives
     */
    public static <T> T hold(Path file, Runnable waiting, Action<T> action) throws IOException {
        Path real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        ReentrantLock threads = IN_THIS_PROGRAM.computeIfAbsent(real, any -> new ReentrantLock());
        boolean told = false;
        if (!threads.tryLock()) {
            waiting.run();
            told = true;
            threads.lock();
        }
        try (FileChannel channel = open(real);
                FileLock lock = lock(channel, real, told ? () -> {} : waiting)) {
            if (!lock.isValid()) {
                throw new NotLocked(real, new IOException("the lock was lost"));
            }
            return action.run();
        } finally {
            threads.unlock();
        }
    }

    private static FileChannel open(Path file) throws NotLocked {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new NotLocked(file, e);
        }
    }

    private static FileLock lock(FileChannel channel, Path file, Runnable waiting) throws IOException {
        try {
            FileLock free = channel.tryLock();
            if (free != null) {
                return free;
            }
            waiting.run();
            return channel.lock();
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            throw e;
        } catch (IOException e) { // some network drives
            throw new NotLocked(file, e);
        }
    }
}
