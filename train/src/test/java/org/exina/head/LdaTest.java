package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.exina.head.HeadSpec.Lda;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;

class LdaTest extends HeadContract {
    @Override
    HeadSpec spec() {
        return Lda.DEFAULT;
    }

    @Test
    void needsAClassOfTwo() {
        Clouds clouds = Clouds.of(4, 1, 1, 1);

        assertThatThrownBy(() -> spec().train(TrainingSet.of(clouds.x, clouds.labels, 3), 1))
                .isInstanceOf(ExinaException.class)
                .hasMessage("lda needs at least 2 samples in some class, found 1 in each of 3; add samples");
    }

    /** Every sample twice has the same means and covariance, but no longer fewer samples than features. */
    @Test
    void bothWaysToTheInverseGiveTheSame() throws IOException {
        Clouds clouds = Clouds.of(50, 14, 13, 13);
        HeadSpec spec = new Lda(HeadSpec.Covariance.POOLED, 0.2);
        float[][] twice = Stream.of(clouds.x, clouds.x).flatMap(Arrays::stream).toArray(float[][]::new);
        int[] labels = Stream.of(clouds.labels, clouds.labels)
                .flatMapToInt(Arrays::stream)
                .toArray();

        Head wide = spec.train(TrainingSet.of(clouds.x, clouds.labels, 3), 1);
        Head tall = spec.train(TrainingSet.of(twice, labels, 3), 1);

        for (float[] row : clouds.x) {
            assertThat(wide.scores(row)).containsExactly(tall.scores(row), within(1e-9));
        }
    }

    @Test
    void withoutInnerFoldsScoresStayAsTheyAre() throws IOException {
        Clouds clouds = Clouds.of(10, 20, 20);

        Head head = spec().train(TrainingSet.of(clouds.x, clouds.labels, 2), 1);

        LdaReport report = (LdaReport) head.report();
        assertThat(report.temperature()).isEqualTo(1);
        assertThat(report.shrinkage()).isBetween(0.0, 1.0);
    }

    @Test
    void innerFoldsMakeWideDataLessSureOfItself() throws IOException {
        Clouds clouds = Clouds.of(400, 20, 20, 20).with((j, row) -> row[j] + (j % 7 == 0 ? 0 : 3 * row[j % 7]));

        Head head = train(clouds);

        assertThat(((LdaReport) head.report()).temperature()).isGreaterThan(1);
    }

    @Test
    void fullShrinkageLeavesNoCovariance() throws IOException {
        Clouds clouds = Clouds.of(5, 30, 30);

        Head head = HeadSpec.parse("lda:shrinkage=1").train(TrainingSet.of(clouds.x, clouds.labels, 2), 1);

        assertThat(((LdaReport) head.report()).shrinkage()).isEqualTo(1);
        assertThat(clouds.accuracy(head)).isGreaterThan(0.8);
    }
}
