package org.exina.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Npy;

/**
 * The rows of one space in {@code 0000.npy}, {@code 0001.npy}, ...: 32-bit floats, (rows, length), C order.
 *
 * <p>Rows are added to the last segment in place. NumPy's header is padded so that its number of rows can be overwritten
 * without moving anything, and it is overwritten after the rows are on disk: at every moment, also after a crash, Python
 * opens the last segment like any other and sees whole rows only (bytes behind the rows the header tells of are ignored
 * by NumPy). A file for each batch, merged later, was the other way: it leaves thousands of small files behind a program
 * that is killed often, and merging is one more thing to be killed in.
 *
 * <p>Reading maps windows of 2 MB, four at most, and lets go of the oldest: the memory a large cache takes is that of a
 * small one. Not safe for several threads.
 */
final class NpySegments implements AutoCloseable {
    private static final int WINDOW_BYTES = 2 << 20;
    private static final int WINDOWS = 4;
    private static final int WRITE_BYTES = 1 << 20;

    private final Path folder;
    private final int length;
    private final int rowBytes;
    private final int rowsPerWindow;
    private final Map<Long, Window> windows = new LinkedHashMap<>(8, 0.75f, true); // the one used last stands last

    NpySegments(Path folder, int length) {
        this.folder = folder;
        this.length = length;
        this.rowBytes = Math.multiplyExact(length, Float.BYTES);
        this.rowsPerWindow = Math.max(1, WINDOW_BYTES / rowBytes);
    }

    /**
     * Rows of one segment that are mapped into memory.
     *
     * @param first row
     * @param rows how many
     */
    private record Window(int first, int rows, MappedRegion mapping) {}

    int length() {
        return length;
    }

    Path file(int segment) {
        return folder.resolve(String.format(Locale.ROOT, "%04d.npy", segment));
    }

    /**
     * Reads a row.
     *
     * @throws ExinaException when it is not there or not what was written
     */
    void read(IndexFile.Place place, float[] dest, int offset) throws IOException {
        Window window = window(place);
        ByteBuffer row = window.mapping()
                .bytes()
                .slice((place.row() - window.first()) * rowBytes, rowBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
        row.asFloatBuffer().get(dest, offset, length);
        if (IndexFile.checksum(row, 0, rowBytes) != place.checksum()) {
            throw new FeatureException.Damaged(
                    file(place.segment()), "row " + place.row() + " is not what was written");
        }
    }

    private Window window(IndexFile.Place place) throws IOException {
        int number = place.row() / rowsPerWindow;
        long key = ((long) place.segment() << 32) | number;
        Window window = windows.get(key);
        if (window == null || place.row() - window.first() >= window.rows()) {
            if (window != null) { // the segment has grown since
                windows.remove(key);
                window.mapping().close();
            }
            window = map(place, number * rowsPerWindow);
            windows.put(key, window);
        }
        if (windows.size() > WINDOWS) {
            windows.remove(windows.keySet().iterator().next()).mapping().close();
        }
        return window;
    }

    private Window map(IndexFile.Place place, int first) throws IOException {
        Path file = file(place.segment());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long rows = (channel.size() - Npy.HEADER_BYTES) / rowBytes - first;
            if (rows <= place.row() - first) {
                throw new FeatureException.Damaged(file, "row " + place.row() + " is missing, the file is too short");
            }
            int mapped = (int) Math.min(rows, rowsPerWindow);
            return new Window(first, mapped, MappedRegion.of(channel, offset(first), (long) mapped * rowBytes));
        } catch (NoSuchFileException e) {
            throw new FeatureException.Damaged(file, "the file is missing");
        }
    }

    /**
     * Writes rows into one segment, and forces them to disk.
     *
     * @param firstRow where they go; what stands there and behind it is overwritten
     * @param rows each holds its values from {@code column} on
     * @return the rows' checksums
     */
    int[] write(int segment, int firstRow, List<float[]> rows, int column) throws IOException {
        Path file = file(segment);
        if (firstRow == 0) {
            AtomicFiles.write(file, Npy.floatHeader(0, length));
        }
        int[] checksums = new int[rows.size()];
        try (FileChannel channel = open(file)) {
            if (channel.size() < offset(firstRow)) {
                throw new FeatureException.Damaged(file, "expected " + firstRow + " rows, the file is too short");
            }
            int atOnce = Math.max(1, Math.min(rows.size(), WRITE_BYTES / rowBytes));
            ByteBuffer block = IndexFile.littleEndian(Math.multiplyExact(atOnce, rowBytes));
            for (int i = 0; i < rows.size(); i++) {
                int at = block.position();
                block.slice(at, rowBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .put(rows.get(i), column, length);
                block.position(at + rowBytes);
                checksums[i] = IndexFile.checksum(block, at, rowBytes);
                if (!block.hasRemaining() || i == rows.size() - 1) {
                    long position = offset(firstRow + i + 1) - block.position();
                    IndexFile.writeFully(file, channel, block.flip(), position);
                    block.clear();
                }
            }
            channel.force(false);
            writeHeader(file, channel, firstRow + rows.size());
        }
        return checksums;
    }

    private FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new FeatureException.Damaged(file, "the file is missing");
        }
    }

    /** 128 bytes within one sector: they change all at once or not at all. */
    private void writeHeader(Path file, FileChannel channel, int rows) throws IOException {
        IndexFile.writeFully(file, channel, ByteBuffer.wrap(Npy.floatHeader(rows, length)), 0);
    }

    /** How many whole rows a segment has room for; 0 when there is no such file. */
    int rowsOnDisk(int segment) throws IOException {
        try {
            return (int) Math.max(0, (Files.size(file(segment)) - Npy.HEADER_BYTES) / rowBytes);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Makes the last segment end with its last row, header and file. To be called by the one writer. */
    void cutBehind(IndexFile.Place last) throws IOException {
        int rows = last.row() + 1;
        try (FileChannel channel = open(file(last.segment()))) {
            if (rowsInHeader(last.segment()).orElse(-1) != rows) {
                writeHeader(
                        file(last.segment()),
                        channel,
                        rows); // before the cut: NumPy must never be promised rows that are gone
            }
            if (channel.size() > offset(rows)) {
                channel.truncate(offset(rows));
            }
        }
    }

    /** How many rows NumPy sees, if it can open a segment. */
    OptionalLong rowsInHeader(int segment) {
        try {
            Npy.Header header = Npy.readHeader(file(segment));
            boolean ours = header.type().equals("<f4")
                    && !header.fortranOrder()
                    && header.offset() == Npy.HEADER_BYTES
                    && header.shape().size() == 2
                    && header.shape().get(1) == length
                    && header.shape().get(0) <= rowsOnDisk(segment);
            return ours ? OptionalLong.of(header.shape().get(0)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Makes NumPy see {@code rows} rows. To be called by the one writer. */
    void repairHeader(int segment, int rows) throws IOException {
        try (FileChannel channel = open(file(segment))) {
            writeHeader(file(segment), channel, rows);
        }
    }

    long offset(int row) {
        return Npy.HEADER_BYTES + (long) row * rowBytes;
    }

    /** Lets go of all mapped files; it can be used on. */
    @Override
    public void close() {
        windows.values().forEach(window -> window.mapping().close());
        windows.clear();
    }
}
