package org.exina.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products that are large enough for tiles, beside sums written out. */
class MatricesTest {
    private static final double CLOSE = 1e-10;

    private static double[][] random(int seed, int rows, int columns) {
        Random random = new Random(seed);
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        return result;
    }

    private static double product(double[][] b, double[][] a, int i, int j) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += b[i][k] * a[k][j];
        }
        return sum;
    }

    private static void assertProduct(double[][] found, double[][] b, double[][] a) {
        for (int i = 0; i < b.length; i += 37) {
            for (int j = 0; j < a[0].length; j += 41) {
                assertThat(found[i][j]).isCloseTo(product(b, a, i, j), within(CLOSE));
            }
        }
    }

    @Test
    void aProductOfManyTilesIsTheSum() {
        double[][] b = random(1, 300, 270);
        double[][] a = random(2, 270, 530);
        double[][] transposed = new double[300][530];
        Matrices.addTransposed(b, Matrices.transpose(a), transposed);

        assertProduct(Matrices.multiply(b, a), b, a);
        assertProduct(transposed, b, a);
    }

    @Test
    void productsOfPairsAreSymmetric() {
        double[][] rows = random(3, 530, 300);
        double[][] columns = new double[300][300];
        Matrices.addColumnGram(1, rows, columns);
        Matrices.mirror(columns);

        double[][] gram = Matrices.gram(rows);

        assertProduct(gram, rows, Matrices.transpose(rows));
        assertThat(gram[7][411]).isEqualTo(gram[411][7]);
        assertProduct(columns, Matrices.transpose(rows), rows);
    }

    @Test
    void aFactorOfManyPanelsSolves() {
        double[][] rows = random(4, 300, 900);
        double[][] matrix = Matrices.gram(rows);
        double[][] right = random(5, 40, 300);
        Cholesky factor = Cholesky.of(Matrices.copy(matrix));

        double[][] back = Matrices.multiply(factor.solve(right), matrix);

        for (int i = 0; i < right.length; i++) {
            assertThat(back[i]).containsExactly(right[i], within(1e-8));
        }
        double[][] halves = factor.half(right);
        assertThat(Matrices.dot(halves[3], halves[4]))
                .isCloseTo(Matrices.dot(right[3], factor.solve(right)[4]), within(CLOSE));
        double[] unit = new double[300];
        unit[290] = 1;
        assertThat(factor.inverse(5, 290)).isCloseTo(factor.solve(new double[][] {unit})[0][5], within(CLOSE));
    }

    @Test
    void aKeptMatrixMultipliesAsAnyOther() {
        double[][] matrix = random(6, 1100, 30); // more than one chunk
        double[][] b = random(7, 3, 30);
        double[][] c = random(8, 1100, 3);
        double[][] scores = new double[1100][3];
        double[][] slopes = new double[3][30];
        KeptMatrix kept = new KeptMatrix(matrix);

        kept.multiply(b, scores);
        kept.multiplyTransposed(c, slopes);

        assertProduct(scores, matrix, Matrices.transpose(b));
        assertProduct(slopes, Matrices.transpose(c), matrix);
    }
}
