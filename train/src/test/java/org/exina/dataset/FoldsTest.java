package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.exina.math.SplitMix64;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldsTest {
    @TempDir
    private Path root;

    /** Samples that all stand alone. */
    private static int[] alone(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static int[] foldOf(Folds folds, int samples) {
        return IntStream.range(0, samples).map(folds::foldOf).toArray();
    }

    /** Labels in which class c stands as often as sizes[c] says, one class after the other. */
    private static int[] labels(int... sizes) {
        return IntStream.range(0, sizes.length)
                .flatMap(c -> IntStream.range(0, sizes[c]).map(i -> c))
                .toArray();
    }

    /** Computed once and kept: a run of last year must be split the same way this year. */
    @Test
    void foldsNeverChange() {
        int[] labels = labels(7, 5, 3);

        assertThat(foldOf(Folds.stratified(labels, alone(15), 3, 1), 15))
                .containsExactly(1, 2, 0, 0, 2, 2, 1, 1, 0, 0, 2, 1, 0, 1, 2);
        assertThat(foldOf(Folds.stratified(labels, alone(15), 3, 2), 15))
                .containsExactly(1, 0, 1, 2, 0, 0, 2, 2, 1, 1, 2, 0, 1, 2, 0);
        assertThat(foldOf(Folds.stratified(labels, new int[] {0, 0, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 10, 9}, 3, 1), 15))
                .containsExactly(2, 2, 1, 0, 1, 1, 0, 2, 0, 0, 1, 1, 2, 0, 2);
    }

    @Test
    void everySampleIsTestedOnceAndNeverTrainedOnThen() {
        int[] labels = labels(11, 6, 4);
        Folds folds = Folds.stratified(labels, alone(21), 4, 9);
        int[] tested = new int[21];

        assertThat(folds.count()).isEqualTo(4);
        for (int fold = 0; fold < 4; fold++) {
            int[] test = folds.test(fold);
            int[] train = folds.train(fold);
            assertThat(test).isSorted().isNotEmpty();
            assertThat(train).isSorted().doesNotContain(test);
            assertThat(test.length + train.length).isEqualTo(21);
            Arrays.stream(test).forEach(i -> tested[i]++);
        }
        assertThat(tested).containsOnly(1);
    }

    @Test
    void theNumbersOfGroupsMeanNothing() {
        int[] labels = labels(6, 6);
        int[] groups = {0, 1, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9};
        int[] renamed = Arrays.stream(groups).map(g -> -100 + 7 * g).toArray();

        assertThat(foldOf(Folds.stratified(labels, renamed, 3, 5), 12))
                .isEqualTo(foldOf(Folds.stratified(labels, groups, 3, 5), 12));
    }

    @Test
    void anotherSeedGivesOtherFolds() {
        int[] labels = labels(30, 30);

        assertThat(foldOf(Folds.stratified(labels, alone(60), 5, 2), 60))
                .isNotEqualTo(foldOf(Folds.stratified(labels, alone(60), 5, 1), 60));
    }

    @Test
    void singleImagesAreSpreadWithinOne() {
        for (int seed = 0; seed < 300; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int folds = 2 + below(random, 9);
            int[] labels = labels(IntStream.range(0, 2 + below(random, 8))
                    .map(c -> 2 + below(random, 40))
                    .toArray());
            if (labels.length < folds) {
                continue;
            }
            int[] foldOf = foldOf(Folds.stratified(labels, alone(labels.length), folds, seed), labels.length);
            assertWithin(1, foldOf, folds, i -> true);
            for (int c = 0; c <= Arrays.stream(labels).max().orElseThrow(); c++) {
                int label = c;
                assertWithin(1, foldOf, folds, i -> labels[i] == label);
            }
        }
    }

    @Test
    void groupsAreNeverTorn() {
        for (int seed = 0; seed < 300; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int folds = 2 + below(random, 5);
            int classes = 2 + below(random, 4);
            int groups = classes * (folds + below(random, 6));
            int[] groupOf = IntStream.range(0, groups)
                    .flatMap(g -> IntStream.range(0, 1 + below(random, 6)).map(i -> g))
                    .toArray();
            boolean mixed = seed % 3 == 0; // groups of more than one class
            int[] labels = Arrays.stream(groupOf)
                    .map(g -> mixed && below(random, 5) == 0 ? below(random, classes) : g % classes)
                    .toArray();
            int[] foldOf = foldOf(Folds.stratified(labels, groupOf, folds, seed), labels.length);
            assertNoneTorn(groupOf, foldOf);
            assertThat(Arrays.stream(foldOf).distinct().count()).isEqualTo(folds);
            for (int c = 0; c < classes; c++) {
                int label = c;
                assertThat(IntStream.range(0, labels.length)
                                .filter(i -> labels[i] == label)
                                .map(i -> foldOf[i])
                                .distinct()
                                .count())
                        .as("folds that class %d stands in, seed %d", c, seed)
                        .isGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void aClassOfFewerImagesThanFoldsStandsInSomeTestSetsAndInEveryTrainingSet() {
        int[] labels = labels(20, 3);
        Folds folds = Folds.stratified(labels, alone(23), 5, 1);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(Arrays.stream(folds.train(fold)).filter(i -> labels[i] == 1))
                    .isNotEmpty();
            assertThat(Arrays.stream(folds.test(fold))
                            .filter(i -> labels[i] == 1)
                            .count())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aClassOfOneImageIsNamed() throws IOException {
        Dataset data = new ImageFolder(root)
                .images("erica/1.png", "erica/2.png", "erica/3.png", "tilia/1.png")
                .open();

        assertThatThrownBy(() -> Folds.stratified(
                        data, Groups.of(Inspection.ofGrouped(data, Progress.NONE), Optional.empty()), 2, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": the class tilia has 1 group (1 image); expected at least 2, to train on one"
                        + " and test on the other; add images of it or leave it out");
    }

    @Test
    void allClassesOfOneGroupAreNamedAtOnce() throws IOException {
        Dataset data = new ImageFolder(root)
                .images("erica/1.png", "erica/2.png", "rosa/s1_a.png", "rosa/s1_b.png", "tilia/1.png")
                .open();
        Groups groups = Groups.of(Inspection.ofGrouped(data, Progress.NONE), Optional.of(Pattern.compile("^(s\\d)")));

        assertThatThrownBy(() -> Folds.stratified(data, groups, 2, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": the classes rosa (2 images that stay together), tilia (1 image) have 1 group"
                        + " each; expected at least 2, to train on one and test on the other; add images of them or"
                        + " leave them out");
    }

    @Test
    void moreFoldsThanGroupsAreRefused() throws IOException {
        Dataset data = new ImageFolder(root)
                .images("erica/1.png", "erica/2.png", "tilia/1.png", "tilia/2.png")
                .open();

        assertThatThrownBy(() -> Folds.stratified(
                        data, Groups.of(Inspection.ofGrouped(data, Progress.NONE), Optional.empty()), 5, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": 4 groups cannot fill 5 parts; the largest possible number of folds is 4");
    }

    @Test
    void callersWithoutADataSetAreToldToo() {
        assertThatThrownBy(() -> Folds.stratified(new int[] {0, 0, 1, 1}, new int[] {0, 1, 2, 2}, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 1 has 1 group (2 images that stay together); expected at least 2, to train on one"
                        + " and test on the other");
        assertThatThrownBy(() -> Folds.stratified(new int[] {0, 0, 1, 1}, alone(4), 5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 groups cannot fill 5 parts; the largest possible number of folds is 4");
        assertThatThrownBy(() -> Folds.stratified(new int[] {0, 0, 1, 1}, alone(4), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("folds must be at least 2, got 1");
        assertThatThrownBy(() -> Folds.stratified(new int[] {0, 0, 1}, alone(4), 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a group for each of 3 labels, got 4");
        assertThatThrownBy(() -> Folds.stratified(new int[] {0, -1}, alone(2), 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels must be class indices, got -1 at 1");
        assertThatThrownBy(() -> Folds.stratified(labels(4, 4), alone(8), 2, 1).test(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fold must be in [0, 2), got 2");
    }

    /** Moving the smallest group alone goes in circles here. */
    @Test
    void groupsOfManyClassesAreSpreadWhereThatIsPossible() {
        int[] labels = {1, 0, 1, 3, 2, 1, 3, 0, 0, 0, 2};
        int[] groups = {0, 0, 1, 1, 1, 1, 2, 3, 3, 3, 4};

        for (int seed = 0; seed < 2000; seed++) {
            Folds folds = Folds.stratified(labels, groups, 2, seed);
            for (int fold = 0; fold < 2; fold++) {
                assertThat(Arrays.stream(folds.test(fold)).map(i -> labels[i]).distinct())
                        .as("seed %d", seed)
                        .hasSize(4);
            }
        }
    }

    /** Two classes, two groups that both hold both: wherever they go, one side has none of the other's. */
    @Test
    void whatCannotBeSpreadIsTold() {
        assertThat(foldOf(Folds.stratified(new int[] {0, 1, 0, 1}, new int[] {0, 0, 1, 1}, 2, 1), 4))
                .satisfiesAnyOf(
                        folds -> assertThat(folds).containsExactly(0, 0, 1, 1),
                        folds -> assertThat(folds).containsExactly(1, 1, 0, 0));
        // three groups hold each pair of three classes: in two parts one class would stand alone
        assertThat(IntStream.range(0, 20)
                        .filter(seed -> isRefused(new int[] {0, 1, 1, 2, 0, 2}, new int[] {0, 0, 1, 1, 2, 2}, seed))
                        .count())
                .isEqualTo(20);
    }

    private static boolean isRefused(int[] labels, int[] groups, long seed) {
        try {
            Folds.stratified(labels, groups, 2, seed);
            return false;
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessageEndingWith(
                            "cannot stand on both sides: too few groups, and they hold other" + " classes too");
            return true;
        }
    }

    static int below(SplitMix64 random, int bound) {
        return (int) ((random.nextLong() >>> 1) % bound);
    }

    static void assertNoneTorn(int[] groupOf, int[] partOf) {
        for (int i = 0; i < groupOf.length; i++) {
            for (int j = i + 1; j < groupOf.length; j++) {
                if (groupOf[i] == groupOf[j]) {
                    assertThat(partOf[j])
                            .as("part of sample %d, in one group with %d", j, i)
                            .isEqualTo(partOf[i]);
                }
            }
        }
    }

    private static void assertWithin(int most, int[] foldOf, int folds, java.util.function.IntPredicate counted) {
        int[] counts = new int[folds];
        IntStream.range(0, foldOf.length).filter(counted).forEach(i -> counts[foldOf[i]]++);
        int spread = Arrays.stream(counts).max().orElseThrow()
                - Arrays.stream(counts).min().orElseThrow();
        assertThat(spread).as(Arrays.toString(counts)).isLessThanOrEqualTo(most);
    }
}
