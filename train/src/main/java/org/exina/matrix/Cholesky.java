package org.exina.matrix;

/**
 * A symmetric positive definite matrix, factored. Columns of the factor are held as rows, so that the inner loops run
 * over contiguous memory and become vector instructions: EJML's took four times as long for 725 x 725.
 */
public final class Cholesky {
    private static final int PANEL = 4;

    private final double[][] columns; // [j][i], i >= j: column j of the lower factor
    private double[][] inverseRows; // row i of the factor's inverse, made when first asked for

    private Cholesky(double[][] columns) {
        this.columns = columns;
    }

    /**
     * Factors a symmetric positive definite matrix in place.
     *
     * @param matrix changed: becomes the factor
     */
    public static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        for (int j = 0; j < n; j += PANEL) {
            int end = Math.min(n, j + PANEL);
            for (int p = j; p < end; p++) {
                for (int q = j; q < p; q++) { // what columns of the panel take from this one
                    Matrices.addScaled(-matrix[q][p], matrix[q], matrix[p], p, n);
                }
                divide(matrix[p], p);
            }
            for (int k = end; k < n; k++) {
                if (end - j == PANEL) {
                    Matrices.addFour(
                            -matrix[j][k],
                            matrix[j],
                            -matrix[j + 1][k],
                            matrix[j + 1],
                            -matrix[j + 2][k],
                            matrix[j + 2],
                            -matrix[j + 3][k],
                            matrix[j + 3],
                            matrix[k],
                            k,
                            n);
                }
            }
        }
        return new Cholesky(matrix);
    }

    private static void divide(double[] column, int p) {
        if (!(column[p] > 0)) {
            throw new IllegalStateException("a matrix of " + column.length + " x " + column.length
                    + " is not positive definite: pivot " + p + " is " + column[p]);
        }
        double root = Math.sqrt(column[p]);
        for (int i = p; i < column.length; i++) {
            column[i] /= root;
        }
    }

    /** Solutions for right sides; both are rows. */
    public double[][] solve(double[][] right) {
        int n = columns.length;
        double[][] result = new double[right.length][];
        for (int r = 0; r < right.length; r++) {
            double[] x = half(right[r]);
            for (int j = n - 1; j >= 0; j--) {
                double sum = x[j];
                for (int i = j + 1; i < n; i++) {
                    sum -= columns[j][i] * x[i];
                }
                x[j] = sum / columns[j][j];
            }
            result[r] = x;
        }
        return result;
    }

    /** What the factor times the result gives: products of two such are products under the matrix's inverse. */
    public double[] half(double[] right) {
        double[] x = right.clone();
        for (int j = 0; j < x.length; j++) {
            x[j] /= columns[j][j];
            Matrices.addScaled(-x[j], columns[j], x, j + 1, x.length);
        }
        return x;
    }

    /** An element of the matrix's inverse. Not for several threads. */
    public double inverse(int i, int j) {
        if (inverseRows == null) {
            inverseRows = inverseOfFactor();
        }
        double sum = 0;
        for (int r = Math.max(i, j); r < columns.length; r++) {
            sum += inverseRows[r][i] * inverseRows[r][j];
        }
        return sum;
    }

    /** Row r of L^-1 is (e_r - sum of L_rj times row j) / L_rr. */
    private double[][] inverseOfFactor() {
        int n = columns.length;
        double[][] rows = new double[n][n];
        for (int r = 0; r < n; r++) {
            double[] row = rows[r];
            int j = 0;
            for (; j + PANEL <= r; j += PANEL) {
                Matrices.addFour(
                        -columns[j][r],
                        rows[j],
                        -columns[j + 1][r],
                        rows[j + 1],
                        -columns[j + 2][r],
                        rows[j + 2],
                        -columns[j + 3][r],
                        rows[j + 3],
                        row,
                        0,
                        j + PANEL);
            }
            for (; j < r; j++) {
                Matrices.addScaled(-columns[j][r], rows[j], row, 0, j + 1);
            }
            row[r] = 1;
            for (int i = 0; i <= r; i++) {
                row[i] /= columns[r][r];
            }
        }
        return rows;
    }
}
