package org.exina.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for files that are needed for a while only. It is deleted when it is closed; what a killed program left is deleted
 * when the next one is opened in the same place. Who uses one holds a lock on the file {@code in-use} in it, which the
 * system gives up with the program.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final String PREFIX = "scratch-";
    private static final String MINE = PREFIX + ProcessHandle.current().pid() + "-";
    private static final String IN_USE = "in-use";

    private final Path path;
    private final FileChannel channel;

    private ScratchFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes one.
     *
     * @param parent is made if it is not there
     */
    public static ScratchFolder in(Path parent) throws IOException {
        AtomicFiles.createFolders(parent);
        for (Path left : ofOthers(parent)) {
            if (!isInUse(left)) {
                AtomicFolder.delete(left);
            }
        }
        Path path = Files.createTempDirectory(parent, MINE);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path.resolve(IN_USE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new FileSystemException(path.toString(), null, "is locked by another program; try again");
            }
            return new ScratchFolder(path, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            AtomicFolder.delete(path);
            throw e;
        }
    }

    private static List<Path> ofOthers(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(each -> each.getFileName().toString().startsWith(PREFIX)
                            && Files.isRegularFile(each.resolve(IN_USE)))
                    .filter(each -> !each.getFileName().toString().startsWith(MINE)) // to look would give up the lock
                    .sorted()
                    .toList();
        }
    }

    private static boolean isInUse(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(IN_USE), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    /** Exists until this is closed. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        AtomicFolder.delete(path);
    }
}
