package org.exina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    /** By the formula of the paper in Python: d = (c - b) / (n + 2), with half a sample in each cell. */
    @Test
    void isTheFormulaOfThePaper() {
        PairedDifference found = PairedDifference.of(26, 11, 805);
        assertThat(found.difference()).isEqualTo(-15.0 / 805);
        assertThat(found.low()).isCloseTo(-0.03350387138067844, within(1e-12));
        assertThat(found.high()).isCloseTo(-0.003670849808912642, within(1e-12));
    }

    @Test
    void noDifferenceIsNotCertainlyNone() {
        PairedDifference found = PairedDifference.of(0, 0, 20);
        assertThat(found.difference()).isZero();
        assertThat(found.low()).isNegative().isEqualTo(-found.high());
    }

    @Test
    void staysWithinOne() {
        assertThat(PairedDifference.of(0, 3, 3).high()).isEqualTo(1);
        assertThat(PairedDifference.of(3, 0, 3).low()).isEqualTo(-1);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> PairedDifference.of(2, 2, 3))
                .hasMessage("expected counts of 0 or more that are no more than n together, got 2, 2 of 3");
    }
}
