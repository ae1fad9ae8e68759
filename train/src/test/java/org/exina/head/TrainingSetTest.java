package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSetTest {
    private static final float[][] X = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
    private static final int[] LABELS = {0, 0, 1, 1};

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            float[][] features, int[] labels, int classes, int... folds) {
        return assertThatThrownBy(() -> new TrainingSet(features, labels, classes, folds))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void numbersThatAreNoneAreRefused(float wrong) {
        float[][] features = {{1, 2}, {3, wrong}, {5, 6}, {7, 8}};

        refused(features, LABELS, 2).hasMessage("sample 1, feature 1: expected a finite number, got " + wrong);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void labelsOutOfRangeAreRefused(int wrong) {
        refused(X, new int[] {0, 0, wrong, 1}, 2).hasMessage("sample 2: class index must be in [0, 2), got " + wrong);
    }

    @Test
    void aClassWithoutSamplesIsRefused() {
        refused(X, LABELS, 3)
                .hasMessage("class 2 has no sample to learn from; leave the class out or put its samples into more"
                        + " folds");
    }

    @Test
    void oneClassIsRefused() {
        refused(X, new int[4], 1).hasMessage("a head needs at least 2 classes, got 1");
    }

    @Test
    void rowsOfDifferentLengthAreRefused() {
        refused(new float[][] {{1, 2}, {3}, {5, 6}, {7, 8}}, LABELS, 2)
                .hasMessage("sample 1: expected 2 features as in sample 0, got 1");
        refused(new float[4][0], LABELS, 2).hasMessage("samples have no features");
    }

    @Test
    void labelsThatAreNotOneForEachSampleAreRefused() {
        refused(X, new int[] {0, 1}, 2).hasMessage("expected one label per sample, got 4 samples and 2 labels");
    }

    @Test
    void wrongFoldsAreRefused() {
        refused(X, LABELS, 2, 0, 1).hasMessage("expected one inner fold per sample or none, got 2 for 4 samples");
        refused(X, LABELS, 2, 0, 1, -1, 0).hasMessage("inner folds must be 0 or more");
        refused(X, LABELS, 2, 3, 3, 3, 3).hasMessage("expected at least 2 inner folds, got 1");
    }

    @Test
    void foldsMayHaveAnyNumbers() {
        TrainingSet set = new TrainingSet(X, LABELS, 2, new int[] {7, 2, 7, 2});

        assertThat(set.foldNumbers()).containsExactly(2, 7);
        assertThat(set.classSizes()).containsExactly(2, 2);
    }

    @Test
    void groupsAreOfTheSamples() {
        TrainingSet set = new TrainingSet(X, LABELS, 2, new int[] {0, 1, 0, 1}, new int[] {9, 4, 9, 5});

        assertThat(set.groups()).containsExactly(new int[] {0, 2}, new int[] {1}, new int[] {3});
        assertThat(new TrainingSet(X, LABELS, 2, new int[] {0, 1, 0, 1}).groups())
                .containsExactly(new int[] {0, 2}, new int[] {1, 3});
        assertThat(TrainingSet.of(X, LABELS, 2).groups()).isEmpty();
    }

    @Test
    void wrongGroupsAreRefused() {
        int[] folds = {0, 1, 0, 1};
        assertThatThrownBy(() -> new TrainingSet(X, LABELS, 2, folds, new int[] {9, 9, 4, 5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("group 9 stands in inner folds 0 and 1; expected it in one");
        assertThatThrownBy(() -> new TrainingSet(X, LABELS, 2, folds, new int[] {9}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected one group per sample where there are inner folds, got 1 groups and 4 inner folds");
    }

    @Test
    void covariatesStayWithTheirSamples() {
        List<Covariates> known = List.of(
                Covariates.ofDiameter(20), Covariates.NONE, Covariates.ofDiameter(30), Covariates.ofDiameter(31));
        TrainingSet set = new TrainingSet(X, LABELS, 2, new int[0], new int[0], known);

        assertThat(set.covariates()).isEqualTo(known);
        assertThat(set.features()).isEqualTo(2);
        assertThat(set.part(new int[] {1, 2}, new int[] {1}).covariates())
                .containsExactly(Covariates.NONE, Covariates.ofDiameter(30));
        assertThat(set.withoutFolds().covariates()).isEqualTo(known);
        assertThat(set.columns(0, 1).covariates()).isEqualTo(known);
        assertThat(TrainingSet.of(X, LABELS, 2).covariates()).hasSize(4).containsOnly(Covariates.NONE);
        assertThatThrownBy(() -> new TrainingSet(X, LABELS, 2, new int[0], new int[0], List.of()))
                .hasMessage("expected covariates of each of 4 samples, got 0");
    }
}
