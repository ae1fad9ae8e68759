package org.exina.image.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.Pixels;
import org.exina.image.UnsupportedPixelsException;
import org.exina.image.View;

/** The first directory of a TIFF file (TIFF 6.0, section 2; BigTIFF too), or of an EXIF block, which is built alike. */
final class TiffHeader {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final int MAX_ENTRIES = 4096;
    private static final int[] BYTES_OF_TYPE = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final ImageInputStream in;
    private final boolean big;
    private long directoryEnd;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    /**
     * An entry of the directory: so many values of one type.
     *
     * @param at where in the file its values stand
     */
    private record Entry(int type, long count, long at) {}

    private TiffHeader(ImageInputStream in, boolean big) {
        this.in = in;
        this.big = big;
    }

    /** Reads the directory; values are read from {@code in} when they are asked for. */
    static TiffHeader read(ImageInputStream in) throws IOException {
        in.seek(0);
        int order = in.readUnsignedShort();
        if (order != 0x4949 && order != 0x4D4D) {
            throw new HeaderException("no TIFF byte order mark");
        }
        in.setByteOrder(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = in.readUnsignedShort() == 43;
        if (big) {
            in.readInt(); // offset size, reserved
        }
        TiffHeader header = new TiffHeader(in, big);
        header.readEntries(big ? in.readLong() : in.readUnsignedInt());
        return header;
    }

    private void readEntries(long directory) throws IOException {
        if (directory < 8) {
            throw new HeaderException("the first directory stands at byte " + directory);
        }
        in.seek(directory);
        long count = big ? in.readLong() : in.readUnsignedShort();
        if (count < 1 || count > MAX_ENTRIES) {
            throw new HeaderException("the first directory has " + count + " entries");
        }
        int entryBytes = big ? 20 : 12;
        long first = in.getStreamPosition();
        directoryEnd = first + count * entryBytes;
        for (int i = 0; i < count; i++) {
            in.seek(first + (long) i * entryBytes);
            int tag = in.readUnsignedShort();
            int type = in.readUnsignedShort();
            long values = big ? in.readLong() : in.readUnsignedInt();
            boolean inside = values >= 0 && values * bytesOf(type) <= (big ? 8 : 4);
            long at = inside ? in.getStreamPosition() : big ? in.readLong() : in.readUnsignedInt();
            entries.putIfAbsent(tag, new Entry(type, values, at));
        }
    }

    private static int bytesOf(int type) {
        return type < BYTES_OF_TYPE.length ? BYTES_OF_TYPE[type] : 0;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** The first value of a tag of whole numbers. */
    long value(int tag, long otherwise) throws IOException {
        return has(tag) && entries.get(tag).count > 0 ? values(tag, 1)[0] : otherwise;
    }

    /** The first {@code most} values of a tag of whole numbers, fewer if it has fewer; none if it is absent. */
    long[] values(int tag, int most) throws IOException {
        if (!has(tag)) {
            return new long[0];
        }
        Entry entry = entries.get(tag);
        int count = (int) Math.min(entry.count, most);
        if (entry.at > in.length() - (long) count * bytesOf(entry.type)) { // before memory is asked for
            throw new EOFException("tag " + tag);
        }
        long[] values = new long[count];
        in.seek(entry.at);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (entry.type) {
                case 1, 6, 7 -> in.readUnsignedByte();
                case 3, 8 -> in.readUnsignedShort();
                case 4, 9, 13 -> in.readUnsignedInt();
                case 16, 17, 18 -> in.readLong();
                default -> throw new HeaderException("tag " + tag + " is of type " + entry.type);
            };
        }
        return values;
    }

    View view() throws IOException {
        return Orientation.ofTag(value(ORIENTATION, 1));
    }

    /**
     * Makes sure that the samples are unsigned whole numbers of at most 16 bits.
     *
     * @throws UnsupportedPixelsException when its samples have no plain meaning in 8 bits
     */
    void checkKind() throws IOException {
        long bits = value(BITS_PER_SAMPLE, 1);
        long format = value(SAMPLE_FORMAT, 1);
        if (bits > 16 || format != 1) {
            String kind = format == 3 ? "floating-point" : format == 2 ? "signed whole-number" : "whole-number";
            throw new UnsupportedPixelsException(bits + "-bit " + kind + " samples");
        }
    }

    /** Rows that are stored, and so decoded, together: those of a strip or a tile. */
    int rowsTogether() throws IOException {
        long height = value(HEIGHT, 1);
        return (int) Math.max(1, Math.min(height, value(has(TILE_OFFSETS) ? TILE_HEIGHT : ROWS_PER_STRIP, height)));
    }

    /** What the fourth of red, green, blue and another is; readers differ about it, so their answer is not used. */
    Pixels.Alpha alpha() throws IOException {
        long kind = value(EXTRA_SAMPLES, 2);
        return kind == 0 ? Pixels.Alpha.IGNORED : kind == 1 ? Pixels.Alpha.PREMULTIPLIED : Pixels.Alpha.AS_DECLARED;
    }

    /** Where the last strip, tile or value of the directory ends, in bytes from the start of the file. */
    long end() throws IOException {
        boolean tiled = has(TILE_OFFSETS);
        long[] offsets = values(tiled ? TILE_OFFSETS : STRIP_OFFSETS, Integer.MAX_VALUE >> 4);
        long[] counts = values(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS, offsets.length);
        long end = directoryEnd;
        for (Entry entry : entries.values()) {
            end = Math.max(end, entry.at + entry.count * bytesOf(entry.type));
        }
        for (int i = 0; i < counts.length; i++) {
            end = Math.max(end, offsets[i] + counts[i]);
        }
        return end;
    }
}
