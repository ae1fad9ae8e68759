package org.exina.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
    private static final int SAMPLES = 120;
    private static final int FEATURES = 40;

    private final float[][] cloud = cloud();

    private static float[][] cloud() {
        Random random = new Random(3);
        float[][] rows = new float[SAMPLES][FEATURES];
        for (float[] row : rows) {
            for (int j = 0; j < FEATURES; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static Neighbourhood of(float[][] rows, int[] groups) throws IOException {
        return Neighbourhood.of(rows, groups, Progress.NONE);
    }

    private static int[] alone() {
        return IntStream.range(0, SAMPLES).toArray();
    }

    private void repeat(int from, int to) {
        for (int j = 0; j < FEATURES; j++) {
            cloud[to][j] = cloud[from][j] + 0.1f * (j % 3 - 1);
        }
    }

    @Test
    void nothingIsUnusualInACloud() throws IOException {
        Neighbourhood around = of(cloud, alone());
        assertThat(around.far()).isEmpty();
        assertThat(around.alike()).isEmpty();
    }

    @Test
    void whatIsNearlyTheSameIsToldFirstAndOnce() throws IOException {
        repeat(7, 90);
        assertThat(of(cloud, alone()).alike()).first().satisfies(pair -> {
            assertThat(pair.first()).isEqualTo(7);
            assertThat(pair.second()).isEqualTo(90);
            assertThat(pair.similarity()).isBetween(0.9, 1.0);
        });
        assertThat(of(cloud, alone()).alike())
                .filteredOn(pair -> pair.second() == 90)
                .hasSize(1);
    }

    @Test
    void whatIsKnownToBelongTogetherIsNotTold() throws IOException {
        repeat(7, 90);
        int[] groups = alone();
        groups[90] = 7;
        Neighbourhood around = of(cloud, groups);
        assertThat(around.alike()).noneMatch(pair -> pair.second() == 90);
        assertThat(around.nearest(7, 3, j -> true)).doesNotContain(7, 90);
    }

    @Test
    void aNovelSampleIsFarFromAll() throws IOException {
        for (int j = 0; j < FEATURES; j++) {
            cloud[5][j] = j % 2 == 0 ? 6 : -6;
        }
        assertThat(of(cloud, alone()).far())
                .extracting(Neighbourhood.Far::sample)
                .containsExactly(5);
    }

    @Test
    void theNearestAreThoseWanted() throws IOException {
        repeat(7, 90);
        assertThat(of(cloud, alone()).nearest(7, 2, j -> true)).startsWith(90);
        assertThat(of(cloud, alone()).nearest(7, 2, j -> j % 2 == 1))
                .doesNotContain(90)
                .hasSize(2);
    }

    @Test
    void featuresThatDoNotVaryTellNothing() throws IOException {
        Neighbourhood around = of(new float[SAMPLES][FEATURES], alone());
        assertThat(around.far()).isEmpty();
        assertThat(around.alike()).isEmpty();
    }
}
