package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exina.math.SplitMix64;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static final int[] LABELS =
            IntStream.range(0, 60).map(i -> i < 40 ? 0 : 1).toArray();

    @TempDir
    private Path root;

    @Test
    void splitsNeverChange() {
        Split split = Split.stratified(LABELS, IntStream.range(0, 60).toArray(), 0.2, 1);

        assertThat(split.test()).containsExactly(2, 6, 9, 22, 24, 28, 30, 34, 41, 44, 54, 55);
    }

    @Test
    void eachClassHasItsShare() {
        Split split = Split.stratified(LABELS, IntStream.range(0, 60).toArray(), 0.25, 7);

        assertThat(split.test()).hasSize(15).isSorted();
        assertThat(split.train()).hasSize(45).isSorted().doesNotContain(split.test());
        assertThat(Arrays.stream(split.test()).filter(i -> LABELS[i] == 1)).hasSize(5);
    }

    @Test
    void anotherSeedGivesAnotherSplit() {
        int[] groups = IntStream.range(0, 60).toArray();

        assertThat(Split.stratified(LABELS, groups, 0.2, 2).test())
                .isNotEqualTo(Split.stratified(LABELS, groups, 0.2, 1).test());
    }

    @Test
    void groupsAreNeverTornAndEachClassStandsOnBothSides() {
        for (int seed = 0; seed < 200; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int[] groups = Arrays.stream(LABELS)
                    .map(label -> 10 * label + FoldsTest.below(random, 10))
                    .toArray();
            Split split = Split.stratified(LABELS, groups, 0.02 + 0.96 * FoldsTest.below(random, 100) / 100, seed);
            int[] side = new int[60];
            Arrays.stream(split.train()).forEach(i -> side[i] = 1);
            FoldsTest.assertNoneTorn(groups, side);
            assertThat(Arrays.stream(split.test()).map(i -> LABELS[i]).distinct())
                    .hasSize(2);
            assertThat(Arrays.stream(split.train()).map(i -> LABELS[i]).distinct())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void aFractionThatIsNoneIsRefused(double fraction) {
        assertThatThrownBy(() -> Split.stratified(LABELS, IntStream.range(0, 60).toArray(), fraction, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("testFraction must be in (0, 1), got " + fraction);
    }

    @Test
    void aClassInOneGroupIsNamed() throws IOException {
        Dataset data = new ImageFolder(root)
                .images("erica/1.png", "erica/2.png", "tilia/s1_a.png", "tilia/s1_b.png")
                .open();
        Groups groups = Groups.of(
                Inspection.ofGrouped(data, Progress.NONE), Optional.of(java.util.regex.Pattern.compile("^s\\d")));

        assertThatThrownBy(() -> Split.stratified(data, groups, 0.5, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": the class tilia has 1 group (2 images that stay together); expected at least"
                        + " 2, to train on one and test on the other; add images of it or leave it out");
        assertThatThrownBy(() -> Split.stratified(data.labels(), groups.groupOf(), 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("class 1 has 1 group (2 images that stay together)");
    }
}
