package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final RunRecord.FeatureWork WORK = new RunRecord.FeatureWork(4, 0, 0.1);

    private static Outcome outcome(int repeat, int label, double first) {
        return new Outcome("p", repeat, 0, 0, label, new double[] {first, 1 - first});
    }

    @Test
    void repeatsAreCountedTogetherButTheIntervalIsThatOfThePictures() {
        List<Outcome> outcomes = List.of(
                outcome(0, 0, 0.9),
                outcome(0, 1, 0.1),
                outcome(0, 1, 0.2),
                outcome(0, 0, 0.3),
                outcome(1, 0, 0.9),
                outcome(1, 1, 0.1),
                outcome(1, 1, 0.2),
                outcome(1, 0, 0.8));

        RunRecord.Figures figures = Tally.figures(outcomes, List.of("a", "b"), WORK, 0);

        assertThat(figures.n()).isEqualTo(4);
        assertThat(figures.errors()).isEqualTo(1);
        assertThat(figures.accuracy()).isEqualTo(7 / 8.0);
        assertThat(figures.repeatAccuracies()).containsExactly(0.75, 1.0);
        assertThat(figures.confusion()).containsExactly(List.of(3, 1), List.of(0, 4));
        assertThat(figures.perClass().get(0)).isEqualTo(new RunRecord.PerClass("a", 4, 1.0, 0.75, 6 / 7.0));
        // Wilson's interval of 4 (3.5, rounded) of 4
        assertThat(figures.accuracyLow()).isCloseTo(0.5101, within(1e-4));
        assertThat(figures.accuracyHigh()).isEqualTo(1);
    }

    @Test
    void logLossAndCalibrationAreOfTheProbabilities() {
        List<Outcome> outcomes = List.of(outcome(0, 0, 0.75), outcome(0, 1, 0.75));

        RunRecord.Figures figures = Tally.figures(outcomes, List.of("a", "b"), WORK, 0);

        assertThat(figures.logLoss()).isCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, within(1e-12));
        assertThat(figures.calibrationError()).isCloseTo(0.25, within(1e-12));
        assertThat(figures.reliability()).hasSize(1);
        assertThat(figures.reliability().get(0).count()).isEqualTo(2);
    }
}
