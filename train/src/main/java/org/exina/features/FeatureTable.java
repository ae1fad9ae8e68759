package org.exina.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.io.Json;
import org.exina.io.Remedy;

/**
 * The rows of one space: {@code space.json}, {@code index.bin} and the segments, in a folder of their own. Got from
 * {@link FeatureCache#table}. Safe for use by several threads; other processes may read and write the same folder.
 */
public final class FeatureTable {
    private static final int MOST_SEGMENTS = 1 << 16;

    private final FeatureSpace space;
    private final Path folder;
    private final Path indexFile;
    private final CacheLock lock;
    private final int rowsPerSegment;
    private final RowIndex index;
    private final NpySegments segments;

    FeatureTable(FeatureSpace space, Path folder, CacheLock lock, int segmentBytes) {
        this.space = space;
        this.folder = folder;
        this.indexFile = folder.resolve(IndexFile.NAME);
        this.lock = lock;
        this.rowsPerSegment = Math.max(1, segmentBytes / Float.BYTES / space.length());
        this.index = new RowIndex(indexFile, space);
        this.segments = new NpySegments(folder, space.length());
    }

    public FeatureSpace space() {
        return space;
    }

    /** Rows that can be read. */
    public synchronized int rows() {
        return index.rows();
    }

    /** Whether the row is there; looks at the disk for other processes' rows before it says no. */
    public synchronized boolean contains(FeatureKey key) throws IOException {
        return find(key) != null;
    }

    /**
     * Copies a row into {@code dest} from {@code offset} on.
     *
     * @return false, {@code dest} unchanged, when there is no such row
     * @throws ExinaException when the row on disk is not what was written
     */
    public synchronized boolean read(FeatureKey key, float[] dest, int offset) throws IOException {
        IndexFile.Place place = find(key);
        if (place == null) {
            return false;
        }
        segments.read(place, dest, offset);
        return true;
    }

    private IndexFile.Place find(FeatureKey key) throws IOException {
        IndexFile.Place known = index.find(key);
        if (known != null) {
            return known;
        }
        long before = index.identity();
        index.refresh();
        letGoIfReplaced(before);
        return index.find(key);
    }

    /**
     * Adds rows, all or (when the program is killed meanwhile) the first few of them. They are on disk before the index
     * tells of them, and the index is on disk when this returns. Rows that are there already are left as they are.
     *
     * @param rows one for each key; a row's values stand from {@code column} on, as many as the space is long
     * @return how many were new
     * @throws IOException naming the file; the rows of this call may then be lost, no others
     */
    public synchronized int append(List<FeatureKey> keys, List<float[]> rows, int column) throws IOException {
        if (keys.size() != rows.size()) {
            throw new IllegalArgumentException("expected one row a key, got " + keys.size() + " and " + rows.size());
        }
        return lock.hold(() -> {
            makeFiles();
            try (FileChannel channel = openIndex()) {
                long before = index.identity();
                index.refreshAndCut(channel);
                letGoIfReplaced(before);
                return appendNew(channel, keys, rows, column);
            }
        });
    }

    private int appendNew(FileChannel channel, List<FeatureKey> keys, List<float[]> rows, int column)
            throws IOException {
        List<FeatureKey> newKeys = new ArrayList<>();
        List<float[]> newRows = new ArrayList<>();
        Set<FeatureKey> seen = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            if (index.find(keys.get(i)) == null && seen.add(keys.get(i))) {
                newKeys.add(keys.get(i));
                newRows.add(rows.get(i));
            }
        }
        int done = 0;
        while (done < newKeys.size()) {
            IndexFile.Place next = next();
            int end = Math.min(newKeys.size(), done + rowsPerSegment - next.row());
            appendRun(channel, newKeys.subList(done, end), newRows.subList(done, end), column, next);
            done = end;
        }
        return newKeys.size();
    }

    /** Where the next row goes. */
    private IndexFile.Place next() throws IOException {
        IndexFile.Place last = index.last();
        if (last == null) {
            return new IndexFile.Place(0, 0, 0);
        }
        // a file that is lost or cut short is never written again: what it lacks is noticed when it is read
        if (last.row() + 1 < rowsPerSegment && segments.rowsOnDisk(last.segment()) > last.row()) {
            return new IndexFile.Place(last.segment(), last.row() + 1, 0);
        }
        if (last.segment() + 1 == MOST_SEGMENTS) {
            throw new ExinaException(folder, "holds as many rows as it can; clear the cache")
                    .with(Remedy.Kind.CLEAR_CACHE, folder);
        }
        return new IndexFile.Place(last.segment() + 1, 0, 0);
    }

    /**
     * Appends rows that fit into one segment: the numbers first, then their records in the index.
     *
     * @param first where the first of these rows goes
     */
    private void appendRun(
            FileChannel channel, List<FeatureKey> keys, List<float[]> rows, int column, IndexFile.Place first)
            throws IOException {
        int[] checksums = segments.write(first.segment(), first.row(), rows, column);
        ByteBuffer records = IndexFile.littleEndian(keys.size() * IndexFile.RECORD_BYTES);
        for (int i = 0; i < keys.size(); i++) {
            IndexFile.Place place = new IndexFile.Place(first.segment(), first.row() + i, checksums[i]);
            IndexFile.putRecord(records, IndexFile.ROW, keys.get(i), place);
        }
        index.append(channel, records.flip());
    }

    /** Makes the folder if it is not there, mends its names and cuts off what a killed program has left unfinished. */
    void open() throws IOException {
        lock.hold(() -> {
            makeFiles();
            try (FileChannel channel = openIndex()) {
                index.refreshAndCut(channel);
                new OtherDigits(index, segments).rename(folder);
                IndexFile.Place last = index.last();
                if (last != null && segments.rowsOnDisk(last.segment()) <= last.row()) {
                    // the machine stopped and its disk kept the index but not the rows, or somebody deleted the file
                    int rows = segments.rowsOnDisk(last.segment());
                    index.cut(channel, index.firstRecordFrom(last.segment(), rows));
                    last = index.last();
                }
                if (last != null) {
                    segments.cutBehind(last);
                }
            }
            return null;
        });
    }

    private void makeFiles() throws IOException {
        if (Files.notExists(indexFile)) {
            Folders.create(folder);
            if (Files.notExists(folder.resolve(FeatureSpace.FILE))) {
                Json.write(folder.resolve(FeatureSpace.FILE), space);
            }
            IndexFile.create(indexFile, space);
        }
    }

    private FileChannel openIndex() throws IOException {
        return FileChannel.open(indexFile, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void letGoIfReplaced(long before) {
        if (index.identity() != before) {
            segments.close();
        }
    }

    /** Lets go of all files; when it is used again, it reads what is there then. */
    synchronized void letGo() {
        index.forget();
        segments.close();
    }
}
