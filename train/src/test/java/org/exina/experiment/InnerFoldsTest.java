package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InnerFoldsTest {
    @Test
    void everyFoldHasEveryClassWhereThereAreEnoughGroups() {
        int[] labels = IntStream.range(0, 30).map(i -> i % 3).toArray();
        int[] groups = IntStream.range(0, 30).toArray();

        int[] folds = InnerFolds.of(labels, groups, 5, 1);

        for (int fold = 0; fold < 5; fold++) {
            int f = fold;
            assertThat(IntStream.range(0, 30).filter(i -> folds[i] == f).map(i -> labels[i]))
                    .containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2);
        }
    }

    @Test
    void noGroupIsTornApart() {
        int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
        int[] groups = {4, 4, 5, 6, 7, 7, 7, 8};

        int[] folds = InnerFolds.of(labels, groups, 2, 1);

        assertThat(folds[0]).isEqualTo(folds[1]);
        assertThat(folds[4]).isEqualTo(folds[5]).isEqualTo(folds[6]);
    }

    @Test
    void aClassOfOneGroupIsDealtWithTheLargest() {
        int[] labels = {0, 0, 0, 0, 1, 2, 2};
        int[] groups = {0, 1, 2, 3, 4, 5, 6};

        int[] folds = InnerFolds.of(labels, groups, 2, 1);

        assertThat(folds).hasSize(7);
        assertThat(folds[5]).isNotEqualTo(folds[6]);
    }

    @Test
    void thereAreNotMoreFoldsThanGroups() {
        int[] folds = InnerFolds.of(new int[] {0, 0, 1, 1}, new int[] {1, 1, 2, 2}, 5, 1);

        assertThat(Arrays.stream(folds).distinct().sorted()).containsExactly(0, 1);
    }

    @Test
    void oneGroupHasNoFolds() {
        assertThat(InnerFolds.of(new int[] {0, 1}, new int[] {9, 9}, 5, 1)).isEmpty();
    }

    @Test
    void sameSeedGivesTheSameFolds() {
        int[] labels = IntStream.range(0, 50).map(i -> i % 4).toArray();
        int[] groups = IntStream.range(0, 50).map(i -> i / 2).toArray();

        assertThat(InnerFolds.of(labels, groups, 5, 3)).isEqualTo(InnerFolds.of(labels, groups, 5, 3));
    }
}
