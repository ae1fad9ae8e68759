package org.exina.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    /** {@code scipy.stats.norm.cdf}. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "0.5, 0.6914624612740131",
        "-1, 0.15865525393145707",
        "2.5, 0.9937903346742238",
        "-6, 9.865876450376946e-10",
        "7.9, 0.9999999999999986",
        "-20, 0",
        "20, 1"
    })
    void shareBelow(double x, double expected) {
        assertThat(Normal.below(x)).isCloseTo(expected, within(1e-14));
    }
}
