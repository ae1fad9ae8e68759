package org.exina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scikit-learn and SciPy, see make_metrics.py. */
class MetricsTest {
    private static final Offset<Double> CLOSE = within(1e-10);

    private static JsonNode reference() {
        try (InputStream in = MetricsTest.class.getResourceAsStream("metrics.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(reference().get("cases").spliterator(), false);
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static double[][] probabilities(JsonNode reference) {
        return StreamSupport.stream(reference.get("probabilities").spliterator(), false)
                .map(MetricsTest::doubles)
                .toArray(double[][]::new);
    }

    private static int[] predicted(JsonNode reference) {
        return Arrays.stream(probabilities(reference)).mapToInt(Checks::largest).toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAndSharesAreThoseOfScikitLearn(JsonNode reference) {
        int classes = reference.get("classes").asInt();

        ConfusionMatrix matrix = ConfusionMatrix.of(ints(reference.get("labels")), predicted(reference), classes);

        assertThat(matrix.accuracy()).isCloseTo(reference.get("accuracy").asDouble(), CLOSE);
        assertThat(matrix.macroF1()).isCloseTo(reference.get("macroF1").asDouble(), CLOSE);
        for (int k = 0; k < classes; k++) {
            assertThat(matrix.precision(k))
                    .isCloseTo(reference.get("precision").get(k).asDouble(), CLOSE);
            assertThat(matrix.recall(k))
                    .isCloseTo(reference.get("recall").get(k).asDouble(), CLOSE);
            assertThat(matrix.f1(k)).isCloseTo(reference.get("f1").get(k).asDouble(), CLOSE);
            for (int j = 0; j < classes; j++) {
                assertThat(matrix.count(k, j))
                        .isEqualTo(reference.get("confusion").get(k).get(j).asLong());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatProbabilitiesAreWorthIsThatOfScikitLearn(JsonNode reference) {
        double[][] probabilities = probabilities(reference);
        int[] labels = ints(reference.get("labels"));

        assertThat(LogLoss.of(probabilities, labels))
                .isCloseTo(reference.get("logLoss").asDouble(), CLOSE);
        assertThat(TopK.accuracy(probabilities, labels, 2))
                .isCloseTo(reference.get("top2").asDouble(), CLOSE);
        assertThat(Calibration.of(probabilities, labels, 10).expectedCalibrationError())
                .isCloseTo(reference.get("calibrationError").asDouble(), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mcNemarsTestIsTheBinomialTest(JsonNode reference) {
        McNemar test = McNemar.of(ints(reference.get("labels")), predicted(reference), ints(reference.get("other")));

        assertThat(test.onlyFirst()).isEqualTo(reference.get("onlyFirst").asInt());
        assertThat(test.onlySecond()).isEqualTo(reference.get("onlySecond").asInt());
        assertThat(test.p()).isCloseTo(reference.get("mcnemar").asDouble(), CLOSE);
    }

    @Test
    void wilsonsIntervalIsThatOfSciPy() {
        for (JsonNode row : reference().get("wilson")) {
            Interval interval = Interval.wilson(row.get(0).asLong(), row.get(1).asLong());

            assertThat(interval.low()).isCloseTo(row.get(2).asDouble(), CLOSE);
            assertThat(interval.high()).isCloseTo(row.get(3).asDouble(), CLOSE);
        }
    }

    @Test
    void theIntervalOfAMeanIsThatOfNumPysBootstrap() {
        JsonNode reference = reference().get("bootstrap");
        double[] values = doubles(reference.get("values"));
        int[] groups = ints(reference.get("groups"));

        MeanInterval interval = MeanInterval.bootstrap(values, groups, 1);

        assertThat(interval.mean()).isCloseTo(reference.get("mean").asDouble(), CLOSE);
        assertThat(interval.low()).isCloseTo(reference.get("low").asDouble(), within(0.04)); // chance, at 2000 draws
        assertThat(interval.high()).isCloseTo(reference.get("high").asDouble(), within(0.04));
        assertThat(MeanInterval.bootstrap(values, groups, 1)).isEqualTo(interval);
        assertThat(MeanInterval.bootstrap(values, groups, 2)).isNotEqualTo(interval);
    }

    @Test
    void aMeanOfOneGroupHasNoSpreadAndLosesNothingElse() {
        assertThat(MeanInterval.bootstrap(new double[] {1, 3}, new int[] {4, 4}, 1))
                .isEqualTo(new MeanInterval(2, 2, 2));
        assertThat(new MeanInterval(2, 1, 4).plus(0.5)).isEqualTo(new MeanInterval(2.5, 1.5, 4.5));
    }

    @Test
    void equalClassifiersDoNotDiffer() {
        int[] labels = {0, 1, 1};

        assertThat(McNemar.of(labels, labels, labels)).isEqualTo(new McNemar(0, 0, 1));
    }

    @Test
    void theMostConfusedComeFirst() {
        int[] labels = {0, 0, 0, 1, 1, 2};
        int[] predicted = {1, 2, 2, 0, 1, 0};

        ConfusionMatrix matrix = ConfusionMatrix.of(labels, predicted, 3);

        assertThat(matrix.errors()).isEqualTo(5);
        assertThat(matrix.mostConfused(2))
                .containsExactly(new ConfusionMatrix.Confusion(0, 2, 2), new ConfusionMatrix.Confusion(0, 1, 1));
    }

    @Test
    void confidenceOfOneAndZeroHaveABin() {
        Calibration calibration = Calibration.of(new double[][] {{1, 0}, {0, 0}, {0.5, 0.5}}, new int[] {0, 0, 1}, 10);

        assertThat(calibration.bins().get(9).count()).isEqualTo(1);
        assertThat(calibration.bins().get(0).count()).isEqualTo(1);
        assertThat(calibration.bins().get(4)).isEqualTo(new Calibration.Bin(0.4, 0.5, 1, 0.5, 0));
    }

    @Test
    void aCertainErrorHasALargeButFiniteLogLoss() {
        assertThat(LogLoss.of(new double[][] {{1, 0}}, new int[] {1})).isCloseTo(36.04, within(0.01));
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {0, 3}, new int[] {0, 0}, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample 1: class index must be in [0, 3), got 3");
        assertThatThrownBy(() -> LogLoss.of(new double[][] {{1, 0}, {1}}, new int[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample 1: expected 2 probabilities as in sample 0, got 1");
        assertThatThrownBy(() -> TopK.accuracy(new double[][] {{1, 0}}, new int[] {0}, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be in [1, 2], got 3");
        assertThatThrownBy(() -> MeanInterval.bootstrap(new double[2], new int[1], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a group for each of at least 1 value, got 2 and 1");
        assertThatThrownBy(() -> Interval.wilson(3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 0 <= correct <= n and n >= 1, got 3 of 2");
    }
}
