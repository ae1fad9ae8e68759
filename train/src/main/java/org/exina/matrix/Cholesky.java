package org.exina.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A symmetric positive definite matrix, factored panel by panel (G. H. Golub, C. F. Van Loan, Matrix Computations, 4th
 * edition, 2013, section 4.2.9). The triangle on the diagonal of each panel is inverted, so that all else is products.
 */
public final class Cholesky {
    private static final int PANEL = 128;

    private final double[][] columns; // [j][i], i >= j: column j of the lower factor
    private final List<double[][]> inverses; // of the triangles of the panels, lower
    private double[][] inverseColumns; // column i of the factor's inverse, made when first asked for

    private Cholesky(double[][] columns, List<double[][]> inverses) {
        this.columns = columns;
        this.inverses = inverses;
    }

    /**
     * Factors a symmetric positive definite matrix in place.
     *
     * @param matrix of which what is below the diagonal does not count; changed: becomes the factor
     */
    public static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        List<double[][]> inverses = new ArrayList<>();
        for (int j = 0; j < n; j += PANEL) {
            int end = Math.min(n, j + PANEL);
            for (int p = j; p < end; p++) {
                for (int q = j; q < p; q++) { // what columns of the panel take from this one
                    Matrices.addScaled(-matrix[q][p], matrix[q], matrix[p], p, end);
                }
                divide(matrix[p], p, end);
            }
            inverses.add(inverse(matrix, j, end));
            if (end < n) {
                MatrixBlock rest = MatrixBlock.of(matrix, j, end, end - j, n - end);
                double[][] solved = new double[end - j][n - end];
                MatrixBlock.of(inverses.get(inverses.size() - 1)).addProduct(1, rest, solved, 0, 0);
                MatrixBlock.of(solved).transposed().addGram(-1, matrix, end);
                for (int p = j; p < end; p++) {
                    System.arraycopy(solved[p - j], 0, matrix[p], end, n - end);
                }
            }
        }
        return new Cholesky(matrix, inverses);
    }

    private static void divide(double[] column, int p, int end) {
        if (!(column[p] > 0)) {
            throw new IllegalStateException("a matrix of " + column.length + " x " + column.length
                    + " is not positive definite: pivot " + p + " is " + column[p]);
        }
        double root = Math.sqrt(column[p]);
        for (int i = p; i < end; i++) {
            column[i] /= root;
        }
    }

    /** Of the triangle from j to end; row r is (e_r - sum of L_rq times row q) / L_rr. */
    private static double[][] inverse(double[][] columns, int j, int end) {
        double[][] rows = new double[end - j][end - j];
        for (int r = 0; r < rows.length; r++) {
            for (int q = 0; q < r; q++) {
                Matrices.addScaled(-columns[j + q][j + r], rows[q], rows[r], 0, q + 1);
            }
            rows[r][r] = 1;
            for (int i = 0; i <= r; i++) {
                rows[r][i] /= columns[j + r][j + r];
            }
        }
        return rows;
    }

    /** Solves a symmetric positive definite system, which is not changed; right sides and solutions are rows. */
    public static double[][] solve(double[][] matrix, double[][] right) {
        return of(Matrices.copy(matrix)).solve(right);
    }

    /** Solutions for right sides; both are rows. */
    public double[][] solve(double[][] right) {
        double[][] x = half(right);
        for (int b = inverses.size() - 1; b >= 0; b--) {
            int j = b * PANEL;
            MatrixBlock panel = multiply(x, j, MatrixBlock.of(inverses.get(b)));
            if (j > 0) {
                MatrixBlock above = MatrixBlock.of(columns, 0, j, j, inverses.get(b).length);
                panel.addProduct(-1, above.transposed(), x, 0, 0);
            }
        }
        return x;
    }

    /**
     * What the factor times the result gives; right sides and results are rows. Products of two such are products under the
     * matrix's inverse.
     */
    public double[][] half(double[][] right) {
        double[][] x = Matrices.copy(right);
        half(x, 0);
        return x;
    }

    /** What the factor times the result gives. */
    public double[] half(double[] right) {
        return half(new double[][] {right})[0];
    }

    /** In place, where nothing stands before a panel. */
    private void half(double[][] x, int first) {
        int n = columns.length;
        for (int b = first; b < inverses.size(); b++) {
            int j = b * PANEL;
            int end = Math.min(n, j + PANEL);
            MatrixBlock panel = multiply(x, j, MatrixBlock.of(inverses.get(b)).transposed());
            if (end < n) {
                panel.addProduct(-1, MatrixBlock.of(columns, j, end, end - j, n - end), x, 0, end);
            }
        }
    }

    /** Multiplies the columns of x that begin at j by a square matrix, and returns them. */
    private MatrixBlock multiply(double[][] x, int j, MatrixBlock by) {
        int width = Math.min(columns.length - j, PANEL);
        double[][] product = new double[x.length][width];
        MatrixBlock.of(x, 0, j, x.length, width).addProduct(1, by, product, 0, 0);
        for (int r = 0; r < x.length; r++) {
            System.arraycopy(product[r], 0, x[r], j, width);
        }
        return MatrixBlock.of(product);
    }

    /** An element of the matrix's inverse. Not for several threads. */
    public double inverse(int i, int j) {
        if (inverseColumns == null) {
            inverseColumns = inverseOfFactor();
        }
        double sum = 0;
        for (int r = Math.max(i, j); r < columns.length; r++) {
            sum += inverseColumns[i][r] * inverseColumns[j][r];
        }
        return sum;
    }

    private double[][] inverseOfFactor() {
        int n = columns.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            result[i][i] = 1;
        }
        for (int b = 0; b < inverses.size(); b++) {
            half(Arrays.copyOfRange(result, b * PANEL, Math.min(n, (b + 1) * PANEL)), b);
        }
        return result;
    }
}
