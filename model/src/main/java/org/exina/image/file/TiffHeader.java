package org.exina.image.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.DihedralView;
import org.exina.image.Pixels;
import org.exina.image.UnsupportedPixelsException;

/** A directory of a TIFF file (TIFF 6.0, section 2; BigTIFF too), or of an EXIF block, which is built alike. */
final class TiffHeader {
    static final int NEW_SUBFILE_TYPE = 254;
    static final int SUBFILE_TYPE = 255;
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int DESCRIPTION = 270;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int MAX_SAMPLE_VALUE = 281;
    static final int X_RESOLUTION = 282;
    static final int PLANAR = 284;
    static final int RESOLUTION_UNIT = 296;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int SUB_DIRECTORIES = 330;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int S_MAX_SAMPLE_VALUE = 341;

    private static final int MAX_ENTRIES = 4096;
    private static final int MAX_PAGES = 10_000;
    private static final int MAX_TEXT_BYTES = 1 << 24;
    private static final int MOST_DIRECTORIES_DEEP = 16;
    private static final int MOST_TILE_SIDE = 1 << 16; // where the image is not larger
    private static final int MOST_SHARED_BYTES = 1 << 24; // of values that several tags name
    private static final int MOST_BITS = 16;
    private static final int MOST_VALUES = Integer.MAX_VALUE >> 4;
    private static final int YCBCR = 6; // PHOTOMETRIC
    private static final int JPEG = 7; // COMPRESSION

    /** None, CCITT, LZW, JPEG, deflate, PackBits, ThunderScan: of the decoder. */
    private static final Set<Integer> READ_COMPRESSIONS =
            Set.of(0, 1, 2, 3, 4, 5, 6, JPEG, 8, 32_771, 32_773, 32_809, 32_946);

    /** Of those that are not, the ones that microscopes and their programs write. */
    private static final Map<Integer, String> OTHER_COMPRESSIONS = Map.ofEntries(
            Map.entry(22_610, "JPEG XR compression"),
            Map.entry(33_003, "JPEG 2000 compression"),
            Map.entry(33_004, "JPEG 2000 compression"),
            Map.entry(33_005, "JPEG 2000 compression"),
            Map.entry(34_661, "JBIG compression"),
            Map.entry(34_712, "JPEG 2000 compression"),
            Map.entry(34_887, "LERC compression"),
            Map.entry(34_892, "lossy JPEG compression of DNG"),
            Map.entry(34_925, "LZMA compression"),
            Map.entry(34_933, "PNG compression"),
            Map.entry(34_934, "JPEG XR compression"),
            Map.entry(50_000, "ZSTD compression"),
            Map.entry(50_001, "WebP compression"),
            Map.entry(50_002, "JPEG XL compression"),
            Map.entry(52_546, "JPEG XL compression"));

    private static final int FRACTION = 5; // type

    /** Tags whose values are where further directories stand: SubIFDs, EXIF, GPS, interoperability. */
    private static final Set<Integer> DIRECTORIES = Set.of(SUB_DIRECTORIES, 34665, 34853, 40965);

    private static final Set<Integer> WHOLE = Set.of(1, 3, 4, 6, 7, 8, 9, 13, 16, 17, 18); // types of whole numbers
    private static final int[] BYTES_OF_TYPE = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final ImageInputStream in;
    private final boolean big;
    private long directoryAt;
    private long directoryEnd;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    /**
     * An entry of a directory.
     *
     * @param at where in the file its values stand
     */
    private record Entry(int type, long count, long at) {
        /** Where its values end; {@link Long#MAX_VALUE} when no file is so long. */
        long end() {
            int bytes = bytesOf(type);
            boolean fits = at >= 0 && count >= 0 && (bytes == 0 || count <= (Long.MAX_VALUE - at) / bytes);
            return fits ? at + count * bytes : Long.MAX_VALUE;
        }
    }

    private TiffHeader(ImageInputStream in, boolean big) {
        this.in = in;
        this.big = big;
    }

    /** Reads the first directory; values are read from {@code in} when they are asked for. */
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
        long directory = big ? in.readLong() : in.readUnsignedInt();
        if (directory < 8) {
            throw new HeaderException("the first directory stands at byte " + directory);
        }
        TiffHeader header = new TiffHeader(in, big);
        header.readEntries(directory);
        return header;
    }

    /** This first directory and those of the pages that follow; what is damaged ends them. */
    List<TiffHeader> pages() {
        List<TiffHeader> pages = new ArrayList<>(List.of(this));
        Set<Long> seen = new HashSet<>(Set.of(directoryAt));
        try {
            for (long next = nextDirectory();
                    next >= 8 && next < in.length() && seen.add(next) && pages.size() < MAX_PAGES;
                    next = pages.get(pages.size() - 1).nextDirectory()) {
                TiffHeader page = new TiffHeader(in, big);
                page.readEntries(next);
                pages.add(page);
            }
        } catch (IOException e) {
            return pages; // the first pages are whole, and the last one's end may be missing
        }
        return pages;
    }

    /** The directories that this one names as its parts; what is damaged is left out. */
    List<TiffHeader> subDirectories() throws IOException {
        List<TiffHeader> parts = new ArrayList<>();
        for (long at : values(SUB_DIRECTORIES, MOST_DIRECTORIES_DEEP)) {
            if (at >= 8 && at < in.length()) {
                TiffHeader part = new TiffHeader(in, big);
                part.readEntries(at);
                parts.add(part);
            }
        }
        return parts;
    }

    private long nextDirectory() throws IOException {
        in.seek(directoryEnd);
        return big ? in.readLong() : in.readUnsignedInt();
    }

    private void readEntries(long directory) throws IOException {
        directoryAt = directory;
        in.seek(directory);
        long count = big ? in.readLong() : in.readUnsignedShort();
        if (count < 0 || count > MAX_ENTRIES) {
            throw new HeaderException("a directory has " + count + " entries");
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
        if (!WHOLE.contains(entry.type)) {
            throw new HeaderException("tag " + tag + " is of type " + entry.type);
        }
        int count = (int) Math.min(entry.count, most);
        if (count < 0 || new Entry(entry.type, count, entry.at).end() > in.length()) { // before memory is asked for
            throw new EOFException("tag " + tag);
        }
        long[] values = new long[count];
        in.seek(entry.at);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (entry.type) {
                case 1, 6, 7 -> in.readUnsignedByte();
                case 3, 8 -> in.readUnsignedShort();
                case 4, 9, 13 -> in.readUnsignedInt();
                default -> in.readLong();
            };
        }
        return values;
    }

    /** A tag of text, its bytes read as UTF-8; empty where it is absent or damaged. */
    String text(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || bytesOf(entry.type) != 1 || entry.count > MAX_TEXT_BYTES || entry.end() > in.length()) {
            return "";
        }
        byte[] bytes = new byte[(int) entry.count];
        in.seek(entry.at);
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The first value of a tag of fractions; 0 where it is absent or no number. */
    double fraction(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type != FRACTION || entry.count < 1 || entry.end() > in.length()) {
            return 0;
        }
        in.seek(entry.at);
        double above = in.readUnsignedInt();
        double below = in.readUnsignedInt();
        return below == 0 ? 0 : above / below;
    }

    DihedralView view() throws IOException {
        return Orientation.ofTag(value(ORIENTATION, 1));
    }

    /** Bits of a pixel in a decoder's raster, those of the planes it reads; deeper samples are refused. */
    double rasterBits() throws IOException {
        long samples = value(PLANAR, 1) == 2 ? 1 : value(SAMPLES_PER_PIXEL, 1);
        return (double) samples * Math.min(value(BITS_PER_SAMPLE, 1), MOST_BITS);
    }

    /** Bits that a pixel takes in the file, at least; 0 when they are packed. */
    double plainBits() throws IOException {
        boolean fewerColours = value(PHOTOMETRIC, 0) == YCBCR; // than brightnesses
        return value(COMPRESSION, 1) != 1 ? 0 : fewerColours ? value(BITS_PER_SAMPLE, 1) : rasterBits();
    }

    /**
     * Looks whether the file holds what it declares before a decoder takes its word for it; {@link
     * JpegHeader#checkInside} looks at JPEGs in it.
     *
     * @throws UnsupportedPixelsException when its samples have no plain meaning in 8 bits
     */
    void check() throws IOException {
        if (end() > in.length()) {
            throw new EOFException();
        }
        checkKind();
        checkTile(TILE_WIDTH, value(WIDTH, 0));
        checkTile(TILE_HEIGHT, value(HEIGHT, 0));
        checkDirectories();
    }

    private void checkKind() throws IOException {
        int compression = (int) value(COMPRESSION, 1);
        if (!READ_COMPRESSIONS.contains(compression)) {
            throw new UnsupportedPixelsException(
                    "TIFF with " + OTHER_COMPRESSIONS.getOrDefault(compression, "unknown compression " + compression),
                    "save it with LZW compression or none");
        }
        long bits = value(BITS_PER_SAMPLE, 1);
        long format = value(SAMPLE_FORMAT, 1);
        if (bits > MOST_BITS || format != 1) {
            String kind = format == 3 ? "floating-point" : format == 2 ? "signed whole-number" : "whole-number";
            throw new UnsupportedPixelsException(bits + "-bit " + kind + " samples");
        }
    }

    private void checkTile(int tag, long side) throws IOException {
        long tile = value(tag, 1);
        if (tile < 1 || tile > Math.max(2 * side, MOST_TILE_SIDE)) {
            throw new HeaderException("tiles of " + tile + " pixels");
        }
    }

    /** Decoders read every directory, though only the first one is used. */
    private void checkDirectories() throws IOException {
        record Place(long at, int depth) {}
        Deque<Place> open = new ArrayDeque<>(List.of(new Place(directoryAt, 0)));
        Set<Long> seen = new HashSet<>();
        long bytes = 0;
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (place.at < 8 || place.at >= in.length() || !seen.add(place.at)) {
                continue;
            }
            TiffHeader directory = new TiffHeader(in, big);
            try {
                directory.readEntries(place.at);
                open.push(new Place(directory.nextDirectory(), place.depth));
            } catch (EOFException e) { // the last one's end may be missing
            }
            for (Map.Entry<Integer, Entry> entry : directory.entries.entrySet()) {
                boolean inside = entry.getValue().end() <= in.length();
                bytes += 12 + (inside ? entry.getValue().end() - entry.getValue().at : 0);
                if (inside && DIRECTORIES.contains(entry.getKey()) && WHOLE.contains(entry.getValue().type)) {
                    for (long at : directory.values(entry.getKey(), MOST_VALUES)) {
                        open.push(new Place(at, place.depth + 1));
                    }
                }
            }
            if (place.depth > MOST_DIRECTORIES_DEEP || bytes > 2 * in.length() + MOST_SHARED_BYTES) {
                throw new HeaderException("directories that lie in or on one another");
            }
        }
    }

    /** Where JPEG strips or tiles begin, which declare sizes of their own; none when it is not made of JPEGs. */
    long[] jpegs() throws IOException {
        return value(COMPRESSION, 1) == JPEG
                ? values(has(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS, MOST_VALUES)
                : new long[0];
    }

    /** How many pixels one of the {@link #jpegs} may declare. */
    double mostJpegPixels() throws IOException {
        long width = value(WIDTH, 0);
        return 4.0 * (has(TILE_OFFSETS) ? value(TILE_WIDTH, width) : width) * rowsTogether() + MOST_SHARED_BYTES;
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
    private long end() throws IOException {
        boolean tiled = has(TILE_OFFSETS);
        long[] offsets = values(tiled ? TILE_OFFSETS : STRIP_OFFSETS, MOST_VALUES);
        long[] counts = values(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS, offsets.length);
        long end = directoryEnd;
        for (Entry entry : entries.values()) {
            end = Math.max(end, entry.end());
        }
        for (int i = 0; i < counts.length; i++) {
            end = Math.max(end, new Entry(1, counts[i], offsets[i]).end());
        }
        return end;
    }
}
