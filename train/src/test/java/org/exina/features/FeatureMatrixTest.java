package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureMatrixTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void rowsAreTheSameOnTheHeapAndOnDisk(long heapBytes) throws IOException {
        try (FeatureMatrix matrix = FeatureMatrix.allocate(3, 2, folder, heapBytes)) {
            matrix.set(2, new float[] {5, 6});
            matrix.set(0, new float[] {1, 2});
            matrix.set(1, new float[] {3, Float.MIN_VALUE});
            assertThat(matrix.rows()).isEqualTo(3);
            assertThat(matrix.columns()).isEqualTo(2);
            assertThat(matrix.toArray(new int[] {2, 1, 2})).isDeepEqualTo(new float[][] {
                {5, 6}, {3, Float.MIN_VALUE}, {5, 6}
            });
            float[] dest = {9, 9, 9};
            matrix.row(0, dest);
            assertThat(dest).containsExactly(1, 2, 9);
            assertThatThrownBy(() -> matrix.row(3, dest)).hasMessage("row 3 of 3");
            assertThatThrownBy(() -> matrix.set(0, new float[1])).hasMessage("expected 2 values in row 0, got 1");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rowsGivenAreCopied() {
        float[][] rows = {{1, 2}, {3, 4}};
        try (FeatureMatrix matrix = FeatureMatrix.of(rows)) {
            rows[0][0] = 9;
            assertThat(matrix.toArray(new int[] {0})[0]).containsExactly(1, 2);
        }
    }
}
