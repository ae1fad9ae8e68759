package org.exina.matrix;

import java.util.Arrays;

/**
 * Products of dense matrices held as rows. Small ones are made here, in loops over contiguous memory that the Java compiler
 * turns into vector instructions, four rows of {@code a} at a time; large ones by ONNX Runtime.
 */
public final class Matrices {
    /** Columns worked on at a time, so that the rows in use stay in the first-level cache. */
    private static final int BLOCK = 256;

    private Matrices() {}

    /** Returns b a, with b (p, m) and a (m, n). */
    public static double[][] multiply(double[][] b, double[][] a) {
        double[][] c = new double[b.length][a[0].length];
        addProduct(b, a, c);
        return c;
    }

    /** Sets c to b a, with b (p, m), a (m, n) and c (p, n). */
    public static void multiply(double[][] b, double[][] a, double[][] c) {
        for (double[] row : c) {
            Arrays.fill(row, 0);
        }
        addProduct(b, a, c);
    }

    private static void addProduct(double[][] b, double[][] a, double[][] c) {
        if (!MatrixBlock.isSmall(b.length, a.length, a[0].length)) {
            MatrixBlock.of(b).addProduct(1, MatrixBlock.of(a), c, 0, 0);
            return;
        }
        int columns = a[0].length;
        for (int from = 0; from < columns; from += BLOCK) {
            int to = Math.min(columns, from + BLOCK);
            for (int i = 0; i < a.length; i += 4) {
                for (int r = 0; r < b.length; r++) {
                    addRows(b[r], a, i, c[r], from, to);
                }
            }
        }
    }

    /** Adds rows i to i + 3 of a, as far as there are, each times its number in {@code b}, to c. */
    private static void addRows(double[] b, double[][] a, int i, double[] c, int from, int to) {
        if (i + 4 <= a.length) {
            addFour(b[i], a[i], b[i + 1], a[i + 1], b[i + 2], a[i + 2], b[i + 3], a[i + 3], c, from, to);
        } else {
            for (int j = i; j < a.length; j++) {
                addScaled(b[j], a[j], c, from, to);
            }
        }
    }

    static void addFour( // eight numbers as arguments: arrays of them would stop vectorisation
            double b0,
            double[] a0,
            double b1,
            double[] a1,
            double b2,
            double[] a2,
            double b3,
            double[] a3,
            double[] c,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            c[j] += b0 * a0[j] + b1 * a1[j] + b2 * a2[j] + b3 * a3[j];
        }
    }

    /** Adds b times a to c, from one index to another. */
    public static void addScaled(double b, double[] a, double[] c, int from, int to) {
        for (int j = from; j < to; j++) {
            c[j] += b * a[j];
        }
    }

    /** Adds b times the transpose of a to c, with b (p, m), a (n, m) and c (p, n). */
    public static void addTransposed(double[][] b, double[][] a, double[][] c) {
        MatrixBlock.of(b).addProduct(1, MatrixBlock.of(a).transposed(), c, 0, 0);
    }

    /** Returns the products of all pairs of rows, (rows, rows). */
    public static double[][] gram(double[][] rows) {
        double[][] result = new double[rows.length][rows.length];
        addGram(rows, result);
        mirror(result);
        return result;
    }

    /** Adds the products of all pairs of rows to c, on and above the diagonal at least. */
    public static void addGram(double[][] rows, double[][] c) {
        MatrixBlock.of(rows).addGram(1, c, 0);
    }

    /** Adds factor times the products of all pairs of columns to c, on and above the diagonal at least. */
    public static void addColumnGram(double factor, double[][] rows, double[][] c) {
        MatrixBlock.of(rows).transposed().addGram(factor, c, 0);
    }

    /** Makes a matrix symmetric: what is below the diagonal becomes what is above. */
    public static void mirror(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i];
            }
        }
    }

    /** A copy of all rows. */
    public static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    public static double[][] transpose(double[][] rows) {
        double[][] result = new double[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            for (int j = 0; j < row.length; j++) {
                result[j][i] = row[j];
            }
        }
        return result;
    }

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
