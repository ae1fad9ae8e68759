package org.exina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against scikit-learn, SciPy and statsmodels, see make_detection.py. */
class DetectionMetricsTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    private static JsonNode reference() {
        try (InputStream in = DetectionMetricsTest.class.getResourceAsStream("detection.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static boolean[] booleans(JsonNode array) {
        boolean[] values = new boolean[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asBoolean();
        }
        return values;
    }

    @Test
    void averagePrecisionIsTheAreaBelowScikitLearnsCurve() {
        for (JsonNode ranking : reference().get("rankings")) {
            assertThat(AveragePrecision.of(
                            doubles(ranking.get("certainties")),
                            booleans(ranking.get("right")),
                            ranking.get("truths").asLong()))
                    .isCloseTo(ranking.get("averagePrecision").asDouble(), CLOSE);
        }
    }

    @Test
    void averagePrecisionAtItsEnds() {
        assertThat(AveragePrecision.of(new double[] {0.9, 0.8, 0.1}, new boolean[] {true, true, false}, 2))
                .isEqualTo(1);
        assertThat(AveragePrecision.of(new double[] {0.1, 0.8}, new boolean[] {true, false}, 1))
                .isEqualTo(0.5);
        assertThat(AveragePrecision.of(new double[0], new boolean[0], 3)).isZero();
    }

    @Test
    void findsThatStandForSeveralAreSeveralFinds() {
        double[] certainties = {0.9, 0.8, 0.7};
        boolean[] right = {true, false, true};
        double each = AveragePrecision.of(
                new double[] {0.9, 0.9, 0.7, 0.7, 0.7}, new boolean[] {true, true, true, true, true}, 6);

        assertThat(AveragePrecision.ofCopies(certainties, right, i -> new int[] {2, 0, 3}[i], 6))
                .isCloseTo(each, CLOSE);
    }

    @Test
    void rankCorrelationIsThatOfSciPy() {
        JsonNode reference = reference().get("spearman");

        assertThat(RankCorrelation.spearman(doubles(reference.get("first")), doubles(reference.get("second")))
                        .orElseThrow())
                .isCloseTo(reference.get("rho").asDouble(), CLOSE);
    }

    @Test
    void pairsThatOccurSeveralTimesAreSeveralPairs() {
        double several = RankCorrelation.spearman(
                        new double[] {1, 2, 3, 9}, new double[] {2, 1, 3, 0}, new double[] {2, 1, 3, 0})
                .orElseThrow();

        assertThat(several)
                .isCloseTo(
                        RankCorrelation.spearman(new double[] {1, 1, 2, 3, 3, 3}, new double[] {2, 2, 1, 3, 3, 3})
                                .orElseThrow(),
                        CLOSE);
    }

    @Test
    void whatDoesNotVaryHasNoRankCorrelation() {
        assertThat(RankCorrelation.spearman(new double[] {1, 2, 3}, new double[] {5, 5, 5}))
                .isEmpty();
        assertThat(RankCorrelation.spearman(new double[] {1}, new double[] {5})).isEmpty();
        assertThat(RankCorrelation.spearman(new double[] {1, 2}, new double[] {7, 3}))
                .hasValue(-1);
    }

    @Test
    void findingGivesPrecisionRecallAndF1() {
        DetectionCounts counts = new DetectionCounts(6, 8, 12);

        assertThat(counts.precision().value()).isEqualTo(0.75);
        assertThat(counts.recall().value()).isEqualTo(0.5);
        assertThat(counts.f1().value()).isCloseTo(0.6, CLOSE);
        assertThat(counts.f1().low()).isBetween(0.3, 0.6);
        assertThat(counts.f1().high()).isBetween(0.6, 0.85);
        assertThat(new DetectionCounts(0, 0, 5).precision()).isEqualTo(new IntervalEstimate(0, 0, 1));
    }

    @Test
    void countsAreOffInTheWholeAndOneByOne() {
        CountErrors errors = CountErrors.of(new long[] {10, 20, 10}, new long[] {12, 15, 11});

        assertThat(errors).isEqualTo(new CountErrors(3, 40, 38, -2 / 3.0, 8 / 3.0));
        assertThat(errors.ofTheWhole()).isCloseTo(0.05, CLOSE);
        assertThat(errors.ofEach()).isCloseTo(0.2, CLOSE);
    }

    @Test
    void theBootstrapOfAMeanIsThatOfMeanInterval() {
        double[] values = {1, 4, 2, 8, 5, 7};
        IntervalEstimate drawn = IntervalEstimate.bootstrap(6, 3, copies -> {
            double sum = 0;
            for (int i = 0; i < 6; i++) {
                sum += copies[i] * values[i];
            }
            return sum / 6;
        });
        MeanInterval mean = MeanInterval.bootstrap(values, new int[] {0, 1, 2, 3, 4, 5}, 3);

        assertThat(drawn.value()).isCloseTo(mean.mean(), CLOSE);
        assertThat(drawn.low()).isCloseTo(mean.low(), CLOSE);
        assertThat(drawn.high()).isCloseTo(mean.high(), CLOSE);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> AveragePrecision.of(new double[1], new boolean[] {true}, 0))
                .hasMessage("expected at least 1 truth and one for each right find, got 0 for 1");
        assertThatThrownBy(() -> AveragePrecision.of(new double[1], new boolean[2], 2))
                .hasMessage("expected for each find whether it is right, got 1 and 2");
        assertThatThrownBy(() -> RankCorrelation.spearman(new double[1], new double[2], new double[1]))
                .hasMessage("expected lists of one length, got 1, 2 and 1");
        assertThatThrownBy(() -> new DetectionCounts(3, 2, 5))
                .hasMessage("expected matched in [0, predicted] and in [0, actual], got 3, 2, 5");
        assertThatThrownBy(() -> CountErrors.of(new long[0], new long[0]))
                .hasMessage("expected a count for each of at least 1 true one, got 0 for 0");
        assertThatThrownBy(() -> IntervalEstimate.bootstrap(1, 1, copies -> 0))
                .hasMessage("expected at least 2 groups, got 1");
    }
}
