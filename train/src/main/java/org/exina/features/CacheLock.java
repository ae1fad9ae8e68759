package org.exina.features;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.io.ProgramLock;

/** One writer at a time in a cache folder, among all threads and processes. */
final class CacheLock {
    private final Path folder;

    /**
     * The lock of one cache folder; nobody holds it yet.
     *
     * @param folder made when it is first locked
     */
    CacheLock(Path folder) {
        this.folder = folder;
    }

    /** Waits for its turn, then runs {@code action}. Not to be nested. */
    <T> T hold(ProgramLock.Action<T> action) throws IOException {
        Folders.create(folder);
        try {
            return ProgramLock.hold(folder.resolve("lock"), () -> {}, action);
        } catch (ProgramLock.NotLocked e) {
            throw e.getCause() instanceof FileSystemException
                    ? new ExinaException(
                            e.file(), "the feature cache cannot be written; set EXINA_HOME to a folder that can", e)
                    : new ExinaException(
                            e.file(), e.getCause().getMessage() + "; set EXINA_HOME to a folder on a local disk", e);
        }
    }
}
