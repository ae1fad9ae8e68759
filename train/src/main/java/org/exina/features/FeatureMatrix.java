package org.exina.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.exina.io.Folders;

/**
 * Features of many images: (rows, columns), a row an image. A matrix that would take more than an eighth of the heap
 * is kept in a temporary file instead, without a name where the system allows that, so nothing is left behind even when
 * the program is killed. Safe for use by several threads; a thread that is interrupted while it reads such a file closes
 * the matrix for all.
 */
public final class FeatureMatrix implements AutoCloseable {
    private final int rows;
    private final int columns;
    private final Storage storage;

    private FeatureMatrix(int rows, int columns, Storage storage) {
        this.rows = rows;
        this.columns = columns;
        this.storage = storage;
    }

    /**
     * A matrix on the heap with a copy of these rows.
     *
     * @param rows at least one, all of one length
     */
    public static FeatureMatrix of(float[][] rows) {
        OnHeap storage = new OnHeap(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            checkLength(i, rows[i], rows[0].length);
            storage.put(i, rows[i]);
        }
        return new FeatureMatrix(rows.length, rows[0].length, storage);
    }

    /**
     * Zeros, to be {@link #set}.
     *
     * @param folder where a matrix that is too large for the heap is kept meanwhile
     */
    static FeatureMatrix allocate(int rows, int columns, Path folder) throws IOException {
        return allocate(rows, columns, folder, Runtime.getRuntime().maxMemory() / 8);
    }

    static FeatureMatrix allocate(int rows, int columns, Path folder, long heapBytes) throws IOException {
        boolean small = (long) rows * columns * Float.BYTES <= Math.min(heapBytes, Integer.MAX_VALUE);
        return new FeatureMatrix(rows, columns, small ? new OnHeap(rows, columns) : OnDisk.in(folder, columns));
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Copies row {@code i} into the first {@link #columns()} places of {@code dest}. */
    public void row(int i, float[] dest) {
        storage.get(checked(i), dest);
    }

    /**
     * New arrays with copies of some rows.
     *
     * @param indices in any order, repeats allowed
     */
    public float[][] toArray(int[] indices) {
        float[][] copies = new float[indices.length][columns];
        for (int i = 0; i < indices.length; i++) {
            row(indices[i], copies[i]);
        }
        return copies;
    }

    /**
     * Some of the columns, not copied: gone when this matrix is closed.
     *
     * @param chosen numbers of columns, in their new order
     */
    public FeatureMatrix columns(int[] chosen) {
        return new FeatureMatrix(rows, chosen.length, new Chosen(storage, columns, chosen.clone()));
    }

    void set(int i, float[] row) throws IOException {
        checkLength(i, row, columns);
        storage.put(checked(i), row);
    }

    private static void checkLength(int i, float[] row, int columns) {
        if (row.length != columns) {
            throw new IllegalArgumentException("expected " + columns + " values in row " + i + ", got " + row.length);
        }
    }

    private int checked(int i) {
        if (i < 0 || i >= rows) {
            throw new IndexOutOfBoundsException("row " + i + " of " + rows);
        }
        return i;
    }

    /** Gives the temporary file back, if there is one; the rows are then gone. */
    @Override
    public void close() {
        storage.close();
    }

    private sealed interface Storage {
        void get(int row, float[] dest);

        void put(int row, float[] values) throws IOException;

        void close();
    }

    private static final class OnHeap implements Storage {
        private final float[] values;
        private final int columns;

        OnHeap(int rows, int columns) {
            this.values = new float[Math.multiplyExact(rows, columns)];
            this.columns = columns;
        }

        @Override
        public void get(int row, float[] dest) {
            System.arraycopy(values, row * columns, dest, 0, columns);
        }

        @Override
        public void put(int row, float[] from) {
            System.arraycopy(from, 0, values, row * columns, columns);
        }

        @Override
        public void close() {
            // the collector's
        }
    }

    /** Columns of another storage, for reading. */
    private static final class Chosen implements Storage {
        private final Storage all;
        private final int width;
        private final int[] columns;

        Chosen(Storage all, int width, int[] columns) {
            this.all = all;
            this.width = width;
            this.columns = columns;
        }

        @Override
        public void get(int row, float[] dest) {
            float[] whole = new float[width];
            all.get(row, whole);
            for (int j = 0; j < columns.length; j++) {
                dest[j] = whole[columns[j]];
            }
        }

        @Override
        public void put(int row, float[] values) {
            throw new UnsupportedOperationException("columns of another matrix are for reading");
        }

        @Override
        public void close() {
            // the other matrix is its owner's
        }
    }

    private static final class OnDisk implements Storage {
        private final Path file;
        private final FileChannel channel;
        private final int columns;

        private OnDisk(Path file, FileChannel channel, int columns) {
            this.file = file;
            this.channel = channel;
            this.columns = columns;
        }

        static OnDisk in(Path folder, int columns) throws IOException {
            Folders.create(folder);
            Path file = folder.resolve(".matrix-" + UUID.randomUUID() + ".tmp");
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            return new OnDisk(file, channel, columns);
        }

        @Override
        public void get(int row, float[] dest) {
            ByteBuffer bytes = rowBuffer();
            try {
                IndexFile.readFully(channel, bytes, (long) row * bytes.capacity());
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": row " + row + " could not be read: " + e.getMessage(), e);
            }
            bytes.clear().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(dest, 0, columns);
        }

        @Override
        public void put(int row, float[] values) throws IOException {
            ByteBuffer bytes = rowBuffer();
            bytes.asFloatBuffer().put(values);
            IndexFile.writeFully(file, channel, bytes, (long) row * bytes.capacity());
        }

        private ByteBuffer rowBuffer() {
            return IndexFile.littleEndian(Math.multiplyExact(columns, Float.BYTES));
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": could not be closed: " + e.getMessage(), e);
            }
        }
    }
}
