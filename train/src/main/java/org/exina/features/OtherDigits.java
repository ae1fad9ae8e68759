package org.exina.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Segments named in other digits than 0 to 9. Programs before this one wrote their numbers in those of the system's
 * language, Arabic or Thai ones, and under another language did not find them: one segment may then be two files, each
 * with some of the rows that the index tells of. Which one has a row is told by the row's checksum.
 */
final class OtherDigits {
    private final RowIndex index;
    private final NpySegments segments;

    OtherDigits(RowIndex index, NpySegments segments) {
        this.index = index;
        this.segments = segments;
    }

    /** Gives all segments of a folder the names they should have; no row is lost. To be called by the one writer. */
    void rename(Path folder) throws IOException {
        for (Path named : CacheFolder.inOtherDigits(folder)) {
            int segment = CacheFolder.number(named);
            Path file = segments.file(segment);
            if (Files.notExists(file)) {
                Files.move(named, file);
            } else {
                takeRows(named, segment);
                Files.delete(named);
            }
        }
    }

    /** Writes into a segment what it lacks and the file of the other name has. */
    private void takeRows(Path named, int segment) throws IOException {
        Path file = segments.file(segment);
        try (FileChannel from = FileChannel.open(named, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer row = IndexFile.littleEndian(segments.length() * Float.BYTES);
            for (int record = 0; record < index.records(); record++) {
                IndexFile.Place place = index.placeOf(record);
                if (place.segment() == segment
                        && index.liveRow(record)
                        && !holds(to, place, row)
                        && holds(from, place, row)) {
                    IndexFile.writeFully(file, to, row.flip(), segments.offset(place.row()));
                }
            }
            to.force(true);
        }
        segments.repairHeader(segment, segments.rowsOnDisk(segment));
    }

    private boolean holds(FileChannel channel, IndexFile.Place place, ByteBuffer row) throws IOException {
        IndexFile.readFully(channel, row.clear(), segments.offset(place.row()));
        return !row.hasRemaining() && IndexFile.checksum(row, 0, row.capacity()) == place.checksum();
    }
}
