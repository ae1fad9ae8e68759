package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.io.ExinaException;
import org.exina.matrix.Cholesky;
import org.exina.matrix.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaveGroupOutLdaTest {
    @ParameterizedTest
    @ValueSource(ints = {6, 40, 150}) // fewer features than samples, and more
    void itsTemperatureIsThatOfTheAnalysisOfTheSameFeatures(int features) throws IOException {
        Clouds clouds = Clouds.of(features, 15, 22, 9);
        TrainingSet set = clouds.set();

        LeaveGroupOutLda analysis = LeaveGroupOutLda.of(set, GramMatrix.of(set, 0, features));

        Head trained = HeadSpec.Lda.DEFAULT.train(set, 1);
        assertThat(analysis.temperature()).isCloseTo(((LdaReport) trained.report()).temperature(), within(1e-4));
    }

    @Test
    void probabilitiesAreThoseOfAnAnalysisWithoutTheGroup() throws IOException {
        Clouds clouds = Clouds.of(12, 40, 40, 40);
        int[] folds = IntStream.range(0, 120).map(i -> i % 4).toArray();
        TrainingSet set = new TrainingSet(
                clouds.x, clouds.labels, 3, folds, IntStream.range(0, 120).toArray());
        double[][] leftOut = LeaveGroupOutLda.of(set, GramMatrix.of(set, 0, 12)).probabilities();
        int[] columns = IntStream.range(0, 12).toArray();

        double apart = 0;
        for (int[] group : set.groups()) {
            int[] others = IntStream.range(0, set.samples())
                    .filter(i -> IntStream.of(group).noneMatch(g -> g == i))
                    .toArray();
            Head without = HeadSpec.Lda.DEFAULT.train(set.part(others, columns), 1);
            for (int i : group) {
                double[] expected = without.probabilities(clouds.x[i]);
                for (int k = 0; k < expected.length; k++) {
                    apart += Math.abs(leftOut[i][k] - expected[k]) / (3 * leftOut.length);
                }
            }
        }
        assertThat(apart).isLessThan(0.01); // standardisation, shrinkage and temperature are those of all samples
    }

    @Test
    void productsOfPartsAddUp() {
        TrainingSet set = Clouds.of(30, 12, 12).set();

        GramMatrix sum = GramMatrix.sum(List.of(GramMatrix.of(set, 0, 11), GramMatrix.of(set, 11, 30)));

        GramMatrix whole = GramMatrix.of(set, 0, 30);
        assertThat(sum.varying()).isEqualTo(30);
        for (int i = 0; i < set.samples(); i++) {
            for (int j = 0; j < set.samples(); j++) {
                assertThat(sum.of(i, j)).isCloseTo(whole.of(i, j), within(1e-9));
            }
        }
    }

    @Test
    void featuresThatDoNotVaryDoNotCount() {
        Clouds clouds = Clouds.of(5, 12, 12).with((column, row) -> column == 2 ? 7 : row[column]);
        TrainingSet set = clouds.set();

        assertThat(GramMatrix.of(set, 0, 5).varying()).isEqualTo(4);
        assertThatThrownBy(() -> LeaveGroupOutLda.of(set, GramMatrix.of(set, 2, 3)))
                .isInstanceOf(ExinaException.class)
                .hasMessageContaining("vary within the classes");
    }

    @Test
    void aClassInOneGroupAloneSaysNothing() throws IOException {
        float[][] x = Clouds.gaussian(new Random(1), 9, 3);
        int[] labels = {0, 0, 0, 1, 1, 1, 2, 2, 2};
        TrainingSet set = new TrainingSet(
                x, labels, 3, new int[] {0, 1, 0, 0, 1, 0, 1, 1, 1}, new int[] {0, 1, 2, 3, 4, 5, 6, 6, 6});

        double[][] probabilities =
                LeaveGroupOutLda.of(set, GramMatrix.of(set, 0, 3)).probabilities();

        assertThat(probabilities[7]).isEmpty();
        assertThat(probabilities[0]).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 30})
    void aFactoredMatrixSolvesAndInverts(int size) {
        double[][] rows = new double[size + 3][size];
        Random random = new Random(size);
        for (double[] row : rows) {
            for (int j = 0; j < size; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] matrix = Matrices.gram(Matrices.transpose(rows));
        double[][] kept = Matrices.gram(Matrices.transpose(rows));

        Cholesky factored = Cholesky.of(matrix);

        double[][] right = {rows[0], rows[1]};
        double[][] expected = Cholesky.solve(kept, right);
        double[][] found = factored.solve(right);
        for (int j = 0; j < size; j++) {
            assertThat(found[1][j]).isCloseTo(expected[1][j], within(1e-6));
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += kept[i][k] * factored.inverse(k, j);
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-6));
            }
        }
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsRefused() {
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not positive definite: pivot 1");
    }
}
