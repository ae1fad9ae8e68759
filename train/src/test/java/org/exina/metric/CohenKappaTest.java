package org.exina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CohenKappaTest {
    /** The error by the delta method with numerical derivatives, in Python: 0.05100181557728 and 0.12699606292748. */
    @Test
    void isThatOfTheDeltaMethod() {
        IntervalEstimate three = CohenKappa.of(new long[][] {{88, 10, 2}, {14, 40, 6}, {18, 10, 12}})
                .orElseThrow();
        assertThat(three.value()).isCloseTo(0.49152542372881, within(1e-12));
        assertThat(three.low()).isCloseTo(0.39156370205119, within(1e-8));
        assertThat(three.high()).isCloseTo(0.59148714540644, within(1e-8));
        IntervalEstimate two = CohenKappa.of(new long[][] {{20, 5}, {10, 15}}).orElseThrow();
        assertThat(two.value()).isCloseTo(0.4, within(1e-12));
        assertThat(two.low()).isCloseTo(0.15109229048376, within(1e-8));
    }

    @Test
    void isOneForWhoAlwaysAgreeAndBelowZeroForWhoNeverDo() {
        assertThat(CohenKappa.of(new long[][] {{3, 0}, {0, 4}})).contains(new IntervalEstimate(1, 1, 1));
        assertThat(CohenKappa.of(new long[][] {{0, 5}, {5, 0}}).orElseThrow().value())
                .isEqualTo(-1);
    }

    @Test
    void isNotDefinedWithoutImagesOrWhereBothKnowOneClass() {
        assertThat(CohenKappa.of(new long[][] {{0, 0}, {0, 0}})).isEmpty();
        assertThat(CohenKappa.of(new long[][] {{7, 0}, {0, 0}})).isEmpty();
    }

    @Test
    void takesASquareTable() {
        assertThatThrownBy(() -> CohenKappa.of(new long[][] {{1, 2}})).isInstanceOf(IllegalArgumentException.class);
    }
}
