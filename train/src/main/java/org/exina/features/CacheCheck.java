package org.exina.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exina.task.Progress;

/** Compares all that a cache keeps with its checksums. Reading does not keep others from writing; repairing does. */
final class CacheCheck {
    private final Path cache;
    private final CacheLock lock;
    private final boolean repair;
    private final Progress progress;
    private final List<Verification.Problem> problems = new ArrayList<>();
    private long rows;

    CacheCheck(Path cache, CacheLock lock, boolean repair, Progress progress) {
        this.cache = cache;
        this.lock = lock;
        this.repair = repair;
        this.progress = progress;
    }

    Verification run() throws IOException {
        List<Path> spaces = CacheFolder.spaces(cache);
        for (Path space : spaces) {
            try {
                check(space);
            } catch (FeatureException.Newer e) {
                problem(space.resolve(IndexFile.NAME), "is of a newer Exina", false);
            } catch (FeatureException.Damaged e) { // nothing can be found without index and description
                if (repair) {
                    lock.hold(() -> {
                        CacheFolder.remove(space);
                        return null;
                    });
                }
                problem(space, "its description or index is lost", repair);
            }
        }
        return new Verification(spaces.size(), rows, problems);
    }

    private void check(Path folder) throws IOException {
        Path indexFile = folder.resolve(IndexFile.NAME);
        if (CacheFolder.ownFiles(folder).isEmpty()) {
            return;
        }
        FeatureSpace space = FeatureSpace.read(folder);
        if (!folder.endsWith(space.folder())) {
            throw new FeatureException.Damaged(folder.resolve(FeatureSpace.FILE), "it belongs to another folder");
        }
        if (Files.notExists(indexFile)) {
            if (Files.exists(new NpySegments(folder, space.length()).file(0))
                    || !CacheFolder.inOtherDigits(folder).isEmpty()) {
                throw new FeatureException.Damaged(indexFile, "it is missing");
            }
            return; // made by a program that was killed before it wrote a row
        }
        boolean whole = checkRecords(indexFile, space) || repair;
        RowIndex index = new RowIndex(indexFile, space);
        try (NpySegments segments = new NpySegments(folder, space.length())) {
            index.refresh();
            if (whole && !CacheFolder.inOtherDigits(folder).isEmpty()) { // mended as on opening: nothing is damaged
                lock.hold(() -> {
                    index.refresh();
                    new OtherDigits(index, segments).rename(folder);
                    return null;
                });
            }
            checkRows(indexFile, index, segments);
            checkHeaders(index, segments);
        } finally {
            index.forget();
        }
    }

    /**
     * Entries of the index itself.
     *
     * @return whether all are as they were written
     */
    private boolean checkRecords(Path indexFile, FeatureSpace space) throws IOException {
        List<Integer> damaged;
        try (FileChannel channel = FileChannel.open(indexFile, StandardOpenOption.READ)) {
            IndexFile.readHeader(indexFile, channel, space);
            damaged = IndexFile.damagedRecords(channel);
        }
        if (damaged.isEmpty()) {
            return true;
        }
        if (repair) {
            lock.hold(() -> {
                try (FileChannel channel = FileChannel.open(indexFile, StandardOpenOption.WRITE)) {
                    for (int record : damaged) {
                        IndexFile.writeVoid(indexFile, channel, record);
                    }
                    channel.force(false);
                }
                return null;
            });
        }
        problem(indexFile, damaged.size() + " entries are not what was written; the first is number " + damaged.get(0));
        return false;
    }

    private void checkRows(Path indexFile, RowIndex index, NpySegments segments) throws IOException {
        float[] row = new float[segments.length()];
        List<Integer> damaged = new ArrayList<>();
        Map<Path, Integer> bySegment = new TreeMap<>();
        for (int record = 0; record < index.records(); record++) {
            if (record % 1024 == 0) {
                progress.report("checking features", record, index.records());
            }
            if (!index.liveRow(record)) {
                continue;
            }
            rows++;
            try {
                segments.read(index.placeOf(record), row, 0);
            } catch (FeatureException.Damaged e) {
                damaged.add(record);
                bySegment.merge(segments.file(index.placeOf(record).segment()), 1, Integer::sum);
            }
        }
        progress.report("checking features", index.records(), index.records());
        if (repair && !damaged.isEmpty()) {
            drop(indexFile, index, damaged);
        }
        bySegment.forEach((file, count) -> problem(
                file,
                Files.exists(file) ? count + " rows are not what was written" : "is missing, with " + count + " rows"));
    }

    private void drop(Path indexFile, RowIndex index, List<Integer> damaged) throws IOException {
        ByteBuffer records = IndexFile.littleEndian(damaged.size() * IndexFile.RECORD_BYTES);
        for (int record : damaged) {
            IndexFile.putRecord(records, IndexFile.DROPPED, index.keyOf(record), index.placeOf(record));
        }
        lock.hold(() -> {
            try (FileChannel channel = FileChannel.open(indexFile, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                index.refreshAndCut(channel);
                index.append(channel, records.flip());
            }
            return null;
        });
    }

    /** What Python reads first. */
    private void checkHeaders(RowIndex index, NpySegments segments) throws IOException {
        IndexFile.Place last = index.last();
        for (int segment = 0; last != null && segment <= last.segment(); segment++) {
            if (segments.rowsOnDisk(segment) > 0
                    && segments.rowsInHeader(segment).isEmpty()) {
                if (repair) {
                    int number = segment;
                    lock.hold(() -> {
                        segments.repairHeader(number, segments.rowsOnDisk(number));
                        return null;
                    });
                }
                problem(segments.file(segment), "its NumPy header is not what was written");
            }
        }
    }

    private void problem(Path file, String what) {
        problem(file, what, repair);
    }

    private void problem(Path file, String what, boolean repaired) {
        problems.add(new Verification.Problem(file, what, repaired));
    }
}
