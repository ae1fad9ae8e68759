package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.matrix.Cholesky;
import org.exina.matrix.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against training without the group, a dense matrix and its inverse written out. */
class LeaveGroupOutTest {
    private static final double SHARE = 0.7; // of the samples' own covariance
    private static final int CLASSES = 3;
    private static final int[] SIZES = {12, 2, 9};

    private final Clouds clouds = Clouds.of(6, SIZES);
    private final double[][] x = Arrays.stream(clouds.x)
            .map(row -> IntStream.range(0, row.length).mapToDouble(j -> row[j]).toArray())
            .toArray(double[][]::new);
    private final int[] everyone = IntStream.range(0, x.length).toArray();

    private double[][] means(int[] samples) {
        double[][] means = new double[CLASSES][6];
        int[] counts = counts(samples);
        for (int i : samples) {
            for (int j = 0; j < 6; j++) {
                means[clouds.labels[i]][j] += x[i][j] / counts[clouds.labels[i]];
            }
        }
        return means;
    }

    private int[] counts(int[] samples) {
        int[] counts = new int[CLASSES];
        for (int i : samples) {
            counts[clouds.labels[i]]++;
        }
        return counts;
    }

    /** Rows around the class means, times what they are scaled by. */
    private double[][] around(double[][] means, int[] samples) {
        double scale = Math.sqrt(SHARE / x.length);
        return Arrays.stream(samples)
                .mapToObj(i -> IntStream.range(0, 6)
                        .mapToDouble(j -> (x[i][j] - means[clouds.labels[i]][j]) * scale)
                        .toArray())
                .toArray(double[][]::new);
    }

    private double[][] covariance(int[] samples) {
        double[][] covariance = Matrices.gram(Matrices.transpose(around(means(samples), samples)));
        for (int j = 0; j < 6; j++) {
            covariance[j][j] += 0.1 + 0.05 * j;
        }
        return covariance;
    }

    private LeaveGroupOut leftOut() {
        double[][] means = means(everyone);
        double[][] covariance = covariance(everyone);
        double[][] rows = around(means, everyone);
        double[][] solvedRows = Cholesky.solve(covariance, rows);
        double[][] weights = Matrices.transpose(Cholesky.solve(covariance, means));
        return new LeaveGroupOut(
                clouds.labels,
                SIZES,
                Math.sqrt(SHARE / x.length),
                (i, j) -> Matrices.dot(rows[i], solvedRows[j]),
                Matrices.multiply(rows, weights),
                Matrices.multiply(means, weights));
    }

    private List<double[]> trainedAnew(int[] group) {
        int[] rest = IntStream.of(everyone)
                .filter(i -> IntStream.of(group).noneMatch(g -> g == i))
                .toArray();
        int[] counts = counts(rest);
        double[][] means = means(rest);
        double[][] weights = Cholesky.solve(covariance(rest), means);
        List<double[]> result = new ArrayList<>();
        for (int i : group) {
            if (counts[clouds.labels[i]] > 0) {
                result.add(IntStream.range(0, CLASSES)
                        .filter(k -> counts[k] > 0)
                        .mapToDouble(k -> Matrices.dot(x[i], weights[k])
                                - 0.5 * Matrices.dot(means[k], weights[k])
                                + Math.log(counts[k]))
                        .toArray());
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "12", "0 1", "2 5 14 22", "0 1 2 3 4 5 6 7 8 9 10", "12 13", "12 13 20", "4 13 15"})
    void scoresAreThoseOfTrainingWithoutTheGroup(String members) {
        int[] group =
                Arrays.stream(members.split(" ")).mapToInt(Integer::parseInt).toArray();
        List<double[]> expected = trainedAnew(group);
        Temperature told = new Temperature();

        leftOut().tell(group, told);

        assertThat(told.scores()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(told.scores().get(i)).containsExactly(expected.get(i), within(1e-9));
        }
    }

    @Test
    void nothingIsToldWhereOneClassIsLeft() {
        Temperature told = new Temperature();

        leftOut().tell(IntStream.range(0, 14).toArray(), told);

        assertThat(told.scores()).isEmpty();
        assertThat(told.best()).isEqualTo(1);
    }
}
