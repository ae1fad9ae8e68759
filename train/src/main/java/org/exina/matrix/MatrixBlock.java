package org.exina.matrix;

import java.nio.DoubleBuffer;
import java.util.stream.IntStream;
import org.exina.onnx.OrtProduct;

/**
 * A part of a matrix held as rows, or of its transpose. Products of large ones are made of tiles that ONNX Runtime
 * multiplies, on all cores; each tile is added up in one order, so that the numbers do not depend on how many.
 */
final class MatrixBlock {
    private static final int HEIGHT = 256; // of a tile of the left matrix and of the product
    private static final int DEPTH = 256;
    private static final int WIDTH = 512; // of a tile of the right matrix and of the product
    /** Products of fewer numbers are no faster there. */
    private static final long SMALL = 1 << 19;

    private static final ThreadLocal<Tiles> TILES = ThreadLocal.withInitial(Tiles::new);

    private final double[][] rows;
    private final int row;
    private final int column;
    private final int height;
    private final int width;
    private final boolean turned;

    private MatrixBlock(double[][] rows, int row, int column, int height, int width, boolean turned) {
        this.rows = rows;
        this.row = row;
        this.column = column;
        this.height = height;
        this.width = width;
        this.turned = turned;
    }

    static MatrixBlock of(double[][] rows) {
        return new MatrixBlock(rows, 0, 0, rows.length, rows[0].length, false);
    }

    /** A part, from a row and a column of the matrix on. */
    static MatrixBlock of(double[][] rows, int row, int column, int height, int width) {
        return new MatrixBlock(rows, row, column, height, width, false);
    }

    MatrixBlock transposed() {
        return new MatrixBlock(rows, row, column, height, width, !turned);
    }

    private int rowCount() {
        return turned ? width : height;
    }

    private int columnCount() {
        return turned ? height : width;
    }

    static boolean isSmall(long m, long k, long n) {
        return m * k * n < SMALL;
    }

    /** Adds factor times this block times another to c, from a row and a column of c on. */
    void addProduct(double factor, MatrixBlock other, double[][] c, int toRow, int toColumn) {
        addProduct(factor, other, c, toRow, toColumn, false);
    }

    /** Adds factor times this block times its transpose to a square part of c, on and above the diagonal at least. */
    void addGram(double factor, double[][] c, int toRow) {
        addProduct(factor, transposed(), c, toRow, toRow, true);
    }

    private void addProduct(double factor, MatrixBlock other, double[][] c, int toRow, int toColumn, boolean upper) {
        int m = rowCount();
        int k = columnCount();
        int n = other.columnCount();
        if (isSmall(m, k, n)) {
            addSmall(factor, other, c, toRow, toColumn);
            return;
        }
        IntStream.range(0, (n + WIDTH - 1) / WIDTH).parallel().forEach(t -> {
            Tiles tiles = TILES.get();
            int j = t * WIDTH;
            int wide = Math.min(WIDTH, n - j);
            int end = upper ? Math.min(m, j + wide) : m;
            for (int p = 0; p < k; p += DEPTH) {
                int deep = Math.min(DEPTH, k - p);
                other.copy(p, j, deep, wide, tiles.scratch, tiles.right);
                for (int i = 0; i < end; i += HEIGHT) {
                    int high = Math.min(HEIGHT, m - i);
                    copy(i, p, high, deep, tiles.scratch, tiles.left);
                    OrtProduct.multiply(tiles.left, tiles.right, tiles.product, high, deep, wide);
                    for (int r = 0; r < high; r++) {
                        tiles.product.get(r * wide, tiles.scratch, 0, wide);
                        addTo(c[toRow + i + r], toColumn + j, factor, tiles.scratch, wide);
                    }
                }
            }
        });
    }

    private static void addTo(double[] c, int from, double factor, double[] values, int count) {
        for (int j = 0; j < count; j++) {
            c[from + j] += factor * values[j];
        }
    }

    private void addSmall(double factor, MatrixBlock other, double[][] c, int toRow, int toColumn) {
        int k = columnCount();
        int n = other.columnCount();
        double[] left = new double[k];
        double[] right = new double[k * n];
        other.copy(0, 0, k, n, right);
        for (int i = 0; i < rowCount(); i++) {
            copy(i, 0, 1, k, left);
            double[] to = c[toRow + i];
            for (int p = 0; p < k; p++) {
                double each = factor * left[p];
                for (int j = 0; j < n; j++) {
                    to[toColumn + j] += each * right[p * n + j];
                }
            }
        }
    }

    private void copy(int i, int j, int high, int wide, double[] scratch, DoubleBuffer to) {
        copy(i, j, high, wide, scratch);
        to.put(0, scratch, 0, high * wide);
    }

    /** Copies a part of the block, row after row. */
    private void copy(int i, int j, int high, int wide, double[] to) {
        if (turned) {
            for (int s = 0; s < wide; s++) {
                double[] from = rows[row + j + s];
                for (int r = 0; r < high; r++) {
                    to[r * wide + s] = from[column + i + r];
                }
            }
        } else {
            for (int r = 0; r < high; r++) {
                System.arraycopy(rows[row + i + r], column + j, to, r * wide, wide);
            }
        }
    }

    /** A thread's own. */
    private static final class Tiles {
        final double[] scratch = new double[Math.max(HEIGHT, DEPTH) * WIDTH];
        final DoubleBuffer left = OrtProduct.buffer(HEIGHT * DEPTH);
        final DoubleBuffer right = OrtProduct.buffer(DEPTH * WIDTH);
        final DoubleBuffer product = OrtProduct.buffer(HEIGHT * WIDTH);
    }
}
