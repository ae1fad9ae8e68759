package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
    private static final RunRecord.FeatureWork WORK = new RunRecord.FeatureWork(4, 0, 0.1);

    private static TestPrediction prediction(int repeat, int label, double first) {
        return new TestPrediction("p", repeat, 0, 0, label, new double[] {first, 1 - first});
    }

    @Test
    void repeatsAreCountedTogetherButTheIntervalIsThatOfTheImages() {
        List<TestPrediction> predictions = List.of(
                prediction(0, 0, 0.9),
                prediction(0, 1, 0.1),
                prediction(0, 1, 0.2),
                prediction(0, 0, 0.3),
                prediction(1, 0, 0.9),
                prediction(1, 1, 0.1),
                prediction(1, 1, 0.2),
                prediction(1, 0, 0.8));

        RunRecord.Metrics metrics = RunMetrics.of(predictions, List.of("a", "b"), WORK, 0);

        assertThat(metrics.n()).isEqualTo(4);
        assertThat(metrics.errors()).isEqualTo(1);
        assertThat(metrics.accuracy()).isEqualTo(7 / 8.0);
        assertThat(metrics.repeatAccuracies()).containsExactly(0.75, 1.0);
        assertThat(metrics.confusion()).containsExactly(List.of(3, 1), List.of(0, 4));
        assertThat(metrics.perClass().get(0)).isEqualTo(new RunRecord.PerClass("a", 4, 1.0, 0.75, 6 / 7.0));
        // Wilson's interval of 4 (3.5, rounded) of 4
        assertThat(metrics.accuracyLow()).isCloseTo(0.5101, within(1e-4));
        assertThat(metrics.accuracyHigh()).isEqualTo(1);
    }

    @Test
    void logLossAndCalibrationAreOfTheProbabilities() {
        List<TestPrediction> predictions = List.of(prediction(0, 0, 0.75), prediction(0, 1, 0.75));

        RunRecord.Metrics metrics = RunMetrics.of(predictions, List.of("a", "b"), WORK, 0);

        assertThat(metrics.logLoss()).isCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, within(1e-12));
        assertThat(metrics.calibrationError()).isCloseTo(0.25, within(1e-12));
        assertThat(metrics.reliability()).hasSize(1);
        assertThat(metrics.reliability().get(0).count()).isEqualTo(2);
    }
}
