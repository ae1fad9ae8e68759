package org.exina.features;

import static org.exina.features.IndexFile.RECORD_BYTES;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.exina.io.ExinaException;

/**
 * Finds a row by its key. In memory is a hash table of record numbers (4 bytes a slot, open addressing, at most two
 * thirds full: 6 to 12 bytes a row); the keys are compared in the index file itself, mapped in chunks, of which only
 * the last, unfinished one is a copy on the heap (3 MB at most). 800,000 rows take 8 MB of heap. Not safe for several
 * threads.
 */
final class RowIndex {
    private static final int CHUNK = 1 << 16; // records
    private static final int NONE = -1;

    private final Path file;
    private final FeatureSpace space;
    private final List<MappedRegion> chunks = new ArrayList<>(); // all full
    private ByteBuffer tail = IndexFile.littleEndian(64 * RECORD_BYTES); // the records behind the chunks
    private int[] slots = new int[1024]; // record number + 1; 0 is free
    private int used;
    private int count;
    private int rows;
    private int lastRow = NONE; // the record of the row that stands last in the segments
    private long identity;

    RowIndex(Path file, FeatureSpace space) {
        this.file = file;
        this.space = space;
    }

    /** How many rows there are. */
    int rows() {
        return rows;
    }

    /**
     * Where the row of {@code key} is.
     *
     * @return null when there is none
     */
    IndexFile.Place find(FeatureKey key) {
        int record = slots[slot(key)] - 1;
        return record == NONE || byteAt(record, 33) != IndexFile.ROW ? null : placeOf(record);
    }

    /**
     * The place of the last row in the last segment.
     *
     * @return null when no row was ever written
     */
    IndexFile.Place last() {
        return lastRow == NONE ? null : placeOf(lastRow);
    }

    /** Records known, dropped ones too: {@link #liveRow} takes numbers below it. */
    int records() {
        return count;
    }

    /**
     * Tells a row that can be read from records that are removed or written anew further on.
     *
     * @return whether this record is the one that counts for its key, and is a row
     */
    boolean liveRow(int record) {
        return byteAt(record, 33) == IndexFile.ROW && slots[slot(keyOf(record))] == record + 1;
    }

    IndexFile.Place placeOf(int record) {
        return new IndexFile.Place(
                Short.toUnsignedInt(chunk(record).getShort(at(record) + 34)),
                chunk(record).getInt(at(record) + 36),
                chunk(record).getInt(at(record) + 40));
    }

    FeatureKey keyOf(int record) {
        ContentHash content =
                new ContentHash(longAt(record, 0), longAt(record, 8), longAt(record, 16), longAt(record, 24));
        return FeatureKey.of(content, byteAt(record, 32));
    }

    /**
     * The first record of a row that stands at {@code row} of {@code segment} or behind.
     *
     * @return records() if none
     */
    int firstRecordFrom(int segment, int row) {
        for (int record = 0; record < count; record++) {
            if (byteAt(record, 33) == IndexFile.ROW) {
                IndexFile.Place place = placeOf(record);
                if (place.segment() > segment || (place.segment() == segment && place.row() >= row)) {
                    return record;
                }
            }
        }
        return count;
    }

    /** Tells one index file from another that took its place; 0 when there is none. */
    long identity() {
        return identity;
    }

    /** Takes in what other processes have written since; when nothing was, only looks at the file's size. */
    void refresh() throws IOException {
        long size;
        try {
            size = Files.size(file);
        } catch (NoSuchFileException e) { // cleared by another process
            forget();
            return;
        }
        if (size != IndexFile.offset(count) || identity == 0) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                load(channel);
            }
        }
    }

    /**
     * Takes in what others have written and cuts off what is not whole at the end. To be called by the one writer.
     *
     * @throws ExinaException when a record in the middle is damaged
     */
    void refreshAndCut(FileChannel channel) throws IOException {
        load(channel);
        if (channel.size() == IndexFile.offset(count)) {
            return;
        }
        List<Integer> damaged = IndexFile.damagedRecords(channel);
        if (!damaged.isEmpty()) {
            throw new FeatureException.Damaged(file, "record " + damaged.get(0) + " is not what was written");
        }
        channel.truncate(IndexFile.offset(count));
    }

    /** Cuts off the records from {@code record} on. To be called by the one writer. */
    void cut(FileChannel channel, int record) throws IOException {
        channel.truncate(IndexFile.offset(record));
        forget();
        load(channel);
    }

    /** Adds records. To be called by the one writer, after {@link #refreshAndCut}. */
    void append(FileChannel channel, ByteBuffer records) throws IOException {
        IndexFile.writeFully(file, channel, records.duplicate(), IndexFile.offset(count));
        channel.force(false);
        take(channel, records);
    }

    /** Reads the records that are not known yet, up to the first that is not whole. */
    private void load(FileChannel channel) throws IOException {
        long found = IndexFile.readHeader(file, channel, space);
        int end = IndexFile.records(channel);
        if (found != identity || end < count) { // cleared, and made again
            forget();
            identity = found;
        }
        while (count < end) {
            ByteBuffer block = IndexFile.readRecords(channel, count, end);
            int whole = 0;
            while (whole < block.limit() && IndexFile.isWhole(block, whole)) {
                whole += RECORD_BYTES;
            }
            boolean cut = whole < block.limit() || whole == 0;
            take(channel, block.limit(whole));
            if (cut) {
                return;
            }
        }
    }

    private void take(FileChannel channel, ByteBuffer records) throws IOException {
        try {
            takeEach(channel, records);
        } catch (IOException e) { // the thread was interrupted, perhaps: begin anew next time
            forget();
            throw e;
        }
    }

    private void takeEach(FileChannel channel, ByteBuffer records) throws IOException {
        for (int at = 0; at < records.limit(); at += RECORD_BYTES) {
            if (!tail.hasRemaining()) {
                ByteBuffer larger = IndexFile.littleEndian(Math.min(2 * tail.capacity(), CHUNK * RECORD_BYTES));
                tail = larger.put(tail.flip());
            }
            tail.put(tail.position(), records, at, RECORD_BYTES);
            tail.position(tail.position() + RECORD_BYTES);
            index(count++);
            if (tail.position() == CHUNK * RECORD_BYTES) {
                chunks.add(MappedRegion.of(channel, IndexFile.offset(count - CHUNK), (long) CHUNK * RECORD_BYTES));
                tail.clear();
            }
        }
    }

    private void index(int record) {
        byte kind = byteAt(record, 33);
        if (kind == IndexFile.VOID) {
            return;
        }
        if (3 * (used + 1) > 2 * slots.length) {
            grow();
        }
        int slot = slot(keyOf(record));
        int before = slots[slot] - 1;
        if (before == NONE) {
            used++;
        } else if (byteAt(before, 33) == IndexFile.ROW) {
            rows--;
        }
        slots[slot] = record + 1;
        if (kind == IndexFile.ROW) {
            rows++;
            lastRow = record;
        }
    }

    private void grow() {
        int[] old = slots;
        slots = new int[2 * old.length];
        for (int entry : old) {
            if (entry != 0) {
                slots[slot(keyOf(entry - 1))] = entry;
            }
        }
    }

    /** The slot that holds this key, or the free one where it belongs. */
    private int slot(FeatureKey key) {
        ContentHash content = key.content();
        byte view = key.viewCode();
        int mask = slots.length - 1;
        long mixed = (content.word0() + view) * 0x9E3779B97F4A7C15L; // Fibonacci hashing
        int slot = (int) (mixed >>> 32) & mask;
        while (slots[slot] != 0 && !holds(slots[slot] - 1, content, view)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int record, ContentHash content, byte view) {
        return longAt(record, 0) == content.word0()
                && byteAt(record, 32) == view
                && longAt(record, 8) == content.word1()
                && longAt(record, 16) == content.word2()
                && longAt(record, 24) == content.word3();
    }

    private long longAt(int record, int offset) {
        return chunk(record).getLong(at(record) + offset);
    }

    private byte byteAt(int record, int offset) {
        return chunk(record).get(at(record) + offset);
    }

    private ByteBuffer chunk(int record) {
        int chunk = record / CHUNK;
        return chunk < chunks.size() ? chunks.get(chunk).bytes() : tail;
    }

    private static int at(int record) {
        return record % CHUNK * RECORD_BYTES;
    }

    /** Empties it and lets go of the file. */
    void forget() {
        chunks.forEach(MappedRegion::close);
        chunks.clear();
        tail.clear();
        slots = new int[1024];
        used = 0;
        count = 0;
        rows = 0;
        lastRow = NONE;
        identity = 0;
    }
}
