package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.exina.head.HeadSpec;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
    @TempDir
    private Path temp;

    private static LearningCurve.Settings settings(List<Integer> sizes) {
        return new LearningCurve.Settings(HeadSpec.Lda.DEFAULT, sizes, 4, 3, 1);
    }

    private LearningCurve measure(List<Integer> sizes) throws IOException {
        try (TrainingSets data = Swatches.features(Swatches.coloured(temp.resolve("data"), 3, 16), "", 6, 1)) {
            return LearningCurve.of(data, settings(sizes), Progress.NONE);
        }
    }

    @Test
    void endsWithAllImagesAsTheCrossValidationHasThem() throws IOException {
        LearningCurve curve = measure(List.of(8, 2, 4, 100));
        assertThat(curve.points()).extracting(LearningCurve.Point::perClass).containsExactly(2.0, 4.0, 8.0, 12.0);
        assertThat(curve.points()).extracting(LearningCurve.Point::all).containsExactly(false, false, false, true);
        assertThat(curve.points()).extracting(LearningCurve.Point::draws).containsExactly(3, 3, 3, 1);
        assertThat(curve.forecast()).isPresent();
        assertThat(curve.largest()).isEqualTo(12);
        try (TrainingSets data = Swatches.features(temp.resolve("data"), "", 6, 1)) {
            double honest = CrossValidation.run(
                            data, new CrossValidation.Settings(HeadSpec.Lda.DEFAULT, 4, 1, 1), Progress.NONE)
                    .metrics()
                    .accuracy();
            assertThat(curve.points().get(3).accuracy()).isCloseTo(honest, within(1e-12));
        }
    }

    @Test
    void moreImagesAreBetter() throws IOException {
        LearningCurve curve = measure(List.of(2, 8));
        assertThat(curve.points().get(0).accuracy())
                .isLessThan(curve.points().get(2).accuracy());
        curve.points().forEach(p -> assertThat(p.accuracy()).isBetween(p.low(), p.high()));
    }

    @Test
    void sameSeedGivesTheSameCurve() throws IOException {
        assertThat(measure(List.of(2, 4))).isEqualTo(measure(List.of(2, 4)));
    }

    @Test
    void sizesOfNothingAreRefused() {
        assertThatThrownBy(() -> settings(List.of(0)))
                .hasMessage("expected at least 2 folds, 1 draw and 1 image per class, got 4, 3 and [0]");
    }
}
