package org.exina.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    /** As {@code numpy.quantile} gives them. */
    @Test
    void quantilesAreThoseOfNumPy() {
        double[] sorted = {1, 2, 4, 8, 16};

        assertThat(Statistics.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Statistics.quantile(sorted, 0.025)).isCloseTo(1.1, within(1e-12));
        assertThat(Statistics.quantile(sorted, 0.6)).isCloseTo(5.6, within(1e-12));
        assertThat(Statistics.quantile(sorted, 1)).isEqualTo(16);
        assertThat(Statistics.quantile(new double[] {7}, 0.975)).isEqualTo(7);
    }

    @Test
    void theMedianIsTheMeanOfTheMiddleTwo() {
        assertThat(Statistics.median(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(Statistics.median(new double[] {9, 1, 4, 6})).isEqualTo(5);
    }
}
