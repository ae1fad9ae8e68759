package org.exina.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    private static Scale losses(double... values) {
        return Scale.losses(List.of(new Curve("a", Arrays.stream(values).boxed().toList())));
    }

    @ParameterizedTest
    @CsvSource({
        "0.049, 0.868, 0, 100",
        "0.7, 0.9, 65, 95",
        "0.955, 0.976, 95, 98",
        "0.05, 0.05, 0, 6",
        "1, 1, 99, 100",
        "0, 0, 0, 1"
    })
    void percentHasRoundLimits(double least, double most, double low, double high) {
        Scale scale = Scale.percent(DoubleStream.of(least, most));
        assertThat(scale.low()).isLessThanOrEqualTo(100 * least).isCloseTo(low, within(1.01));
        assertThat(scale.high()).isGreaterThanOrEqualTo(100 * most).isCloseTo(high, within(1.01));
        assertThat(scale.high()).isLessThanOrEqualTo(100);
        assertThat(scale.ticks()).hasSizeBetween(2, 9);
    }

    @Test
    void usualLossesBeginAtZero() {
        Scale scale = losses(3, 2, 1.2, 0.9);
        assertThat(scale.logarithmic()).isFalse();
        assertThat(scale.low()).isZero();
        assertThat(scale.high()).isCloseTo(3.5, within(0.5));
        assertThat(losses(0, 0).high()).isGreaterThan(0);
    }

    @Test
    void aLossMuchLargerThanMostMakesTheScaleLogarithmic() {
        Scale scale = losses(0.6, 0.7, 0.7, 1.2, 12.06);
        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.ticks()).containsExactly(0.5, 1.0, 2.0, 5.0, 10.0, 20.0);
        assertThat(scale.at(0.5)).isZero();
        assertThat(scale.at(20)).isEqualTo(1);
        assertThat(scale.at(Math.sqrt(0.5 * 20))).isCloseTo(0.5, within(1e-12));
        assertThat(scale.at(0)).isNegative().isFinite();
    }

    @Test
    void lossesFarAwayDoNotCount() {
        Scale scale = losses(0, 0.8, 0.9, 1, 1, 1, 1.1, 1e6);
        assertThat(scale.high()).isEqualTo(100);
        assertThat(scale.low()).isEqualTo(0.5);
    }

    @Test
    void epochsAreWholeNumbersFromOne() {
        assertThat(Scale.epochs(IntStream.of(20, 20)).ticks()).containsExactly(1.0, 5.0, 10.0, 15.0, 20.0);
        assertThat(Scale.epochs(IntStream.of(3)).ticks()).containsExactly(1.0, 2.0, 3.0);
        assertThat(Scale.epochs(IntStream.of(2)).ticks()).containsExactly(1.0, 2.0);
        assertThat(Scale.epochs(IntStream.of(1)).ticks()).containsExactly(1.0);
    }

    @Test
    void oneLongRunMakesEpochsLogarithmic() {
        Scale scale = Scale.epochs(IntStream.of(20, 20, 20, 100));
        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.high()).isEqualTo(100);
        assertThat(scale.ticks()).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
        assertThat(Scale.epochs(IntStream.of(20, 20, 20, 70)).ticks()).endsWith(20.0, 50.0);
    }

    @Test
    void countsAreWholeNumbersFromZero() {
        assertThat(Scale.counts(LongStream.of(3, 2, 0)).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(Scale.counts(LongStream.of(0, 0)).ticks()).containsExactly(0.0, 1.0);
        Scale scale = Scale.counts(LongStream.of(40, 30, 20, 58));
        assertThat(scale.logarithmic()).isFalse();
        assertThat(scale.ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
        assertThat(scale.at(58) - scale.at(29)).isCloseTo(scale.at(29) - scale.at(0), within(1e-12));
    }

    @Test
    void aCountMuchLargerThanMostMakesTheScaleLogarithmicWithAPlaceForZero() {
        Scale scale = Scale.counts(LongStream.of(0, 0, 0, 1, 2, 2, 3, 55));
        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.ticks()).containsExactly(0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
        assertThat(scale.at(3) - scale.at(1)).isCloseTo(scale.at(1) - scale.at(0), within(1e-12)); // 4 : 2 = 2 : 1
        assertThat(scale.at(0)).isCloseTo(1 - scale.at(55), within(1e-12)).isPositive();
        assertThat(Scale.counts(LongStream.of(1, 2, 30_000)).ticks())
                .containsExactly(0.0, 1.0, 10.0, 100.0, 1000.0, 10_000.0);
    }
}
