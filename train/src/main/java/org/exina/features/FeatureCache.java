package org.exina.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.io.ExinaException;
import org.exina.task.Progress;

/**
 * Features kept on disk, so that nothing is computed twice: a folder for each {@link FeatureSpace}, in it one row for
 * each image (known by its content, not by its name) and view.
 *
 * <p>Rows are only added. A program that is killed at any moment loses at most the rows of the call it was in; what it
 * left unfinished is cut off when the table is opened next. Several programs may use one cache: they write in turn and
 * find each other's rows. Every row and every entry of the index has a checksum. Python opens the rows with
 * {@code numpy.load("0000.npy", mmap_mode="r")} at any time; the layout of the index is in {@code IndexFile}.
 *
 * <p>Safe for use by several threads. Does not touch the disk until a table is asked for.
 */
public final class FeatureCache implements AutoCloseable {
    private static final int SEGMENT_BYTES = 256 << 20;

    private final Path folder;
    private final CacheLock lock;
    private final int segmentBytes;
    private final Map<FeatureSpace, FeatureTable> tables = new HashMap<>();

    private FeatureCache(Path folder, int segmentBytes) {
        this.folder = folder;
        this.lock = new CacheLock(folder);
        this.segmentBytes = segmentBytes;
    }

    /**
     * What one space takes.
     *
     * @param folder where it is
     * @param bytes of all its files
     */
    public record SpaceUse(FeatureSpace space, Path folder, long rows, long bytes) {}

    /**
     * What was removed.
     *
     * @param bytes of all files removed
     */
    public record Cleared(int spaces, long bytes) {}

    /** A cache in this folder, which need not exist. */
    public static FeatureCache open(Path folder) {
        return new FeatureCache(folder, SEGMENT_BYTES);
    }

    /** A cache in this folder that begins a new file after that many bytes of rows. */
    static FeatureCache open(Path folder, int segmentBytes) {
        return new FeatureCache(folder, segmentBytes);
    }

    public Path folder() {
        return folder;
    }

    /**
     * The rows of one space, made if there are none yet.
     *
     * @throws ExinaException when its files are foreign, damaged, or a newer program's
     */
    public synchronized FeatureTable table(FeatureSpace space) throws IOException {
        FeatureTable known = tables.get(space);
        if (known != null) {
            return known;
        }
        FeatureTable table = new FeatureTable(space, folder.resolve(space.folder()), lock, segmentBytes);
        table.open();
        tables.put(space, table);
        return table;
    }

    /**
     * What is kept, by name of folder. Changes nothing.
     *
     * @throws ExinaException when something cannot be read
     */
    public List<SpaceUse> spaces() throws IOException {
        List<SpaceUse> spaces = new ArrayList<>();
        for (Path each : CacheFolder.spaces(folder)) {
            if (CacheFolder.ownFiles(each).isEmpty()) {
                continue;
            }
            FeatureSpace space = FeatureSpace.read(each);
            RowIndex index = new RowIndex(each.resolve(IndexFile.NAME), space);
            index.refresh();
            spaces.add(new SpaceUse(space, each, index.rows(), CacheFolder.bytes(each)));
            index.forget();
        }
        return spaces;
    }

    /**
     * Reads all that is kept and compares it with its checksums.
     *
     * @param repair whether to take damaged rows out, so that they are computed again; a space whose index or
     *     description is lost is removed; files of a newer program are left alone
     * @return what was found; problems only when there is damage
     */
    public Verification verify(boolean repair, Progress progress) throws IOException {
        letGo();
        return new CacheCheck(folder, lock, repair, progress).run();
    }

    /**
     * Removes what is kept, of one backbone or all. Only files with names that this class gives are deleted; a folder
     * that holds others stays with them.
     *
     * @param backbone name of the only backbone to be removed, however it was read; spaces that cannot be read are then left alone
     */
    public Cleared clear(Optional<String> backbone) throws IOException {
        letGo();
        if (CacheFolder.spaces(folder).isEmpty()) {
            return new Cleared(0, 0);
        }
        return lock.hold(() -> {
            int spaces = 0;
            long bytes = 0;
            for (Path each : CacheFolder.spaces(folder)) {
                if (backbone.isEmpty() || isOf(backbone.get(), CacheFolder.backbone(each))) {
                    bytes += CacheFolder.bytes(each);
                    spaces++;
                    CacheFolder.remove(each);
                }
            }
            return new Cleared(spaces, bytes);
        });
    }

    /** Whether a space is of this backbone, read one way ({@code vgg16:size=200}) or, by its bare name, any way. */
    private static boolean isOf(String wanted, Optional<String> backbone) {
        return backbone.filter(name -> name.equals(wanted) || name.startsWith(wanted + ":"))
                .isPresent();
    }

    private synchronized void letGo() {
        tables.values().forEach(FeatureTable::letGo);
    }

    /** Lets go of all files; tables got from it must not be used any more. */
    @Override
    public synchronized void close() {
        letGo();
        tables.clear();
    }
}
