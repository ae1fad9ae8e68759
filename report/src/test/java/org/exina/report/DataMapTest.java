package org.exina.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;

class DataMapTest {
    /** Two clouds far from each other, every other sample of one. */
    private static float[][] clouds(int samples) {
        Random random = new Random(2);
        float[][] rows = new float[samples][10];
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < 10; j++) {
                rows[i][j] = (float) (random.nextGaussian() + (i % 2 == 0 ? 0 : 12));
            }
        }
        return rows;
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    @Test
    void whatIsAlikeLiesTogether() throws IOException {
        double[][] places = DataMap.places(clouds(60), 1, Progress.NONE);
        for (double[] place : places) {
            int self = IntStream.range(0, 60)
                    .filter(i -> places[i] == place)
                    .findFirst()
                    .orElseThrow();
            int nearest = IntStream.range(0, 60)
                    .filter(i -> i != self)
                    .boxed()
                    .min((a, b) -> Double.compare(distance(places[a], place), distance(places[b], place)))
                    .orElseThrow();
            assertThat(nearest % 2).isEqualTo(self % 2);
        }
    }

    @Test
    void sameSeedDrawsTheSameMap() throws IOException {
        double[][] first = DataMap.places(clouds(40), 4, Progress.NONE);
        assertThat(DataMap.places(clouds(40), 4, Progress.NONE)).isDeepEqualTo(first);
        assertThat(DataMap.places(clouds(40), 5, Progress.NONE)).isNotEqualTo(first);
    }

    @Test
    void aFewImagesAndFeaturesThatDoNotVaryAreDrawnToo() throws IOException {
        assertThat(DataMap.places(clouds(4), 1, Progress.NONE)).hasDimensions(4, 2);
        assertThat(DataMap.places(new float[20][5], 1, Progress.NONE)).hasDimensions(20, 2);
    }

    @Test
    void endsWhenItIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> DataMap.places(clouds(40), 1, Progress.NONE))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted while the map was drawn; features are kept");
        assertThat(Thread.interrupted()).isTrue();
    }
}
