package org.exina.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/**
 * The layout of {@code index.bin}, which says where each row of a space is. Numbers have their least significant byte
 * first; checksums are CRC-32C.
 *
 * <pre>
 * header, 64 bytes                              record, 48 bytes
 *  0  "EXINAIDX"                                 0  SHA-256 of the image's bytes
 *  8  version, int                              32  view: quarter turns, plus 4 when mirrored, byte
 * 12  values in a row, int                      33  kind: 1 row, 2 dropped, 3 void, byte
 * 16  identity, long: drawn when it is made     34  segment, unsigned short
 * 24  hash of the space, 32 bytes               36  row in the segment, int
 * 56  zeros                                     40  checksum of the row's values
 * 60  checksum of bytes 0 to 59                 44  checksum of bytes 0 to 43
 * </pre>
 *
 * Records are only ever added, and the last one of a key counts: a dropped row is a record as well. A record that is
 * not whole at the end was being written when the program was killed, and is cut off; one that is not whole with whole
 * ones behind it is damage.
 */
final class IndexFile {
    /** Its own in the folder of a space. */
    static final String NAME = "index.bin";

    static final int HEADER_BYTES = 64;
    static final int RECORD_BYTES = 48;
    static final byte ROW = 1;
    static final byte DROPPED = 2;
    static final byte VOID = 3;

    private static final byte[] MAGIC = "EXINAIDX".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int BLOCK = 1 << 14; // records read at once

    private IndexFile() {}

    /**
     * Where a row is kept.
     *
     * @param segment number of the {@code .npy} file
     * @param row in that file, from 0
     * @param checksum CRC-32C of the row's bytes
     */
    record Place(int segment, int row, int checksum) {}

    /** Makes an index of no rows, in place of what is there. */
    static void create(Path file, FeatureSpace space) throws IOException {
        ByteBuffer header = littleEndian(HEADER_BYTES);
        header.put(MAGIC).putInt(VERSION).putInt(space.length());
        header.putLong(UUID.randomUUID().getMostSignificantBits());
        header.put(HexFormat.of().parseHex(space.hash()));
        header.putInt(HEADER_BYTES - 4, checksum(header, 0, HEADER_BYTES - 4));
        byte[] bytes = new byte[HEADER_BYTES];
        header.get(0, bytes);
        AtomicFiles.write(file, bytes);
    }

    /**
     * Checks the header.
     *
     * @return the identity, which tells this file from one that took its place
     * @throws ExinaException when the file is foreign, damaged, newer than this program or of another space
     */
    static long readHeader(Path file, FileChannel channel, FeatureSpace space) throws IOException {
        ByteBuffer header = littleEndian(HEADER_BYTES);
        readFully(channel, header, 0);
        int found = header.position();
        if (found >= MAGIC.length && !header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new ExinaException(file, "is no Exina feature index; move it away");
        }
        if (found >= 12 && header.getInt(8) > VERSION) {
            throw new FeatureException.Newer(file, header.getInt(8), VERSION);
        }
        if (found < HEADER_BYTES
                || header.getInt(HEADER_BYTES - 4) != checksum(header, 0, HEADER_BYTES - 4)
                || header.getInt(8) != VERSION) {
            throw new FeatureException.Damaged(file, "its header is not whole");
        }
        if (!header.slice(24, 32).equals(ByteBuffer.wrap(HexFormat.of().parseHex(space.hash())))) {
            throw new FeatureException.Damaged(file, "it belongs to another space than " + space);
        }
        return header.getLong(16);
    }

    static void putRecord(ByteBuffer out, byte kind, FeatureKey key, Place place) {
        int start = out.position();
        ContentHash content = key.content();
        out.putLong(content.word0())
                .putLong(content.word1())
                .putLong(content.word2())
                .putLong(content.word3());
        out.put(key.viewCode()).put(kind).putShort((short) place.segment());
        out.putInt(place.row()).putInt(place.checksum());
        out.putInt(checksum(out, start, RECORD_BYTES - 4));
    }

    /** Whether a record's checksum is right. */
    static boolean isWhole(ByteBuffer records, int at) {
        return records.getInt(at + RECORD_BYTES - 4) == checksum(records, at, RECORD_BYTES - 4)
                && records.get(at + 33) >= ROW
                && records.get(at + 33) <= VOID;
    }

    /** Numbers of the records that are not whole with a whole one somewhere behind them. */
    static List<Integer> damagedRecords(FileChannel channel) throws IOException {
        List<Integer> damaged = new ArrayList<>();
        int confirmed = 0;
        int count = records(channel);
        for (int first = 0; first < count; first += BLOCK) {
            ByteBuffer block = readRecords(channel, first, count);
            for (int i = 0; i < block.limit() / RECORD_BYTES; i++) {
                if (isWhole(block, i * RECORD_BYTES)) {
                    confirmed = damaged.size();
                } else {
                    damaged.add(first + i);
                }
            }
        }
        return damaged.subList(0, confirmed);
    }

    /** Overwrites a record with one that says nothing. */
    static void writeVoid(Path file, FileChannel channel, int record) throws IOException {
        ByteBuffer bytes = littleEndian(RECORD_BYTES);
        bytes.put(33, VOID);
        bytes.putInt(RECORD_BYTES - 4, checksum(bytes, 0, RECORD_BYTES - 4));
        writeFully(file, channel, bytes, offset(record));
    }

    /** How many records there is room for in the file as it is; the last ones may not be whole. */
    static int records(FileChannel channel) throws IOException {
        return Math.toIntExact(Math.max(0, channel.size() - HEADER_BYTES) / RECORD_BYTES);
    }

    /** At most a block of records, from {@code first} to before {@code end}; fewer when the file is cut meanwhile. */
    static ByteBuffer readRecords(FileChannel channel, int first, int end) throws IOException {
        ByteBuffer block = littleEndian(Math.min(BLOCK, end - first) * RECORD_BYTES);
        readFully(channel, block, offset(first));
        return block.flip().limit(block.limit() / RECORD_BYTES * RECORD_BYTES);
    }

    static long offset(int record) {
        return HEADER_BYTES + (long) record * RECORD_BYTES;
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int checksum(ByteBuffer bytes, int from, int count) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.slice(from, count));
        return (int) checksum.getValue();
    }

    /** Until the buffer is full or the file ends. */
    static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int n = channel.read(into, at);
            if (n < 0) {
                return;
            }
            at += n;
        }
    }

    /**
     * Writes all that remains in {@code bytes}, from {@code position} on.
     *
     * @param file for the message, when the disk is full
     */
    static void writeFully(Path file, FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new ExinaException(
                            file,
                            "could not be written: " + e.getMessage() + "; set EXINA_HOME to a folder elsewhere or make"
                                    + " room, for which clearing the cache may help",
                            e)
                    .with(Remedy.Kind.CLEAR_CACHE, file);
        }
    }
}
