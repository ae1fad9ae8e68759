package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureRowsTest {
    private static final int SAMPLES = 120;
    private static final int FEATURES = 20;
    private static final int CLASSES = 3;

    /** Far from 0, and of very different sizes; the last feature varies in the first samples alone. */
    private static float[][] rows() {
        Random random = new Random(5);
        float[][] rows = new float[SAMPLES][FEATURES];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < FEATURES; j++) {
                double value = 10 + random.nextGaussian() + (j % CLASSES == i % CLASSES ? 1 : 0);
                rows[i][j] = (float) (Math.pow(10, j % 5 - 2) * value);
            }
            rows[i][FEATURES - 1] = i < 4 ? i : 7;
        }
        return rows;
    }

    private static TrainingSet set(FeatureRows rows, int[] taken) {
        int[] labels = Arrays.stream(taken).map(i -> i % CLASSES).toArray();
        int[] folds = IntStream.range(0, taken.length).map(i -> i % 5).toArray();
        return new TrainingSet(
                rows, taken, labels, CLASSES, folds, folds, Collections.nCopies(taken.length, Covariates.NONE));
    }

    private static void assertSame(int from) throws IOException {
        float[][] rows = rows();
        int[] taken = IntStream.range(from, SAMPLES).toArray();
        float[][] own = Arrays.copyOfRange(rows, from, SAMPLES);

        LinearHead shared = (LinearHead) HeadSpec.Lda.DEFAULT.train(set(new FeatureRows(rows), taken), 1);
        LinearHead alone = (LinearHead) HeadSpec.Lda.DEFAULT.train(
                set(new FeatureRows(own), IntStream.range(0, own.length).toArray()), 1);

        for (float[] row : rows) {
            assertThat(shared.scores(row)).containsExactly(alone.scores(row), within(1e-8));
        }
    }

    @Test
    void aFoldOfSharedRowsIsTrainedAsIfItWereAlone() throws IOException {
        assertSame(3); // a feature that only one row of the fold varies in
        assertSame(12); // a feature that does not vary in the fold
        assertSame(81); // too few of all rows to take their sums from those of all
    }

    @Test
    void whatAFoldTakesIsTheRowItself() {
        float[][] rows = rows();

        assertThat(set(new FeatureRows(rows), new int[] {30, 31, 32}).row(1)).isSameAs(rows[31]);
    }
}
