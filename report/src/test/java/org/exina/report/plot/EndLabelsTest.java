package org.exina.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndLabelsTest {
    @Test
    void labelsWithRoomStayWhereTheirCurvesEnd() {
        assertThat(EndLabels.spread(new double[] {10, 40, 90}, 14, 0, 100)).containsExactly(10, 40, 90);
    }

    @Test
    void thoseTooCloseArePushedApartEvenly() {
        assertThat(EndLabels.spread(new double[] {50, 50, 50}, 10, 0, 100))
                .containsExactly(new double[] {40, 50, 60}, within(1e-9));
    }

    @Test
    void atTheBorderTheyArePushedInwards() {
        assertThat(EndLabels.spread(new double[] {0, 0, 0}, 10, 0, 100))
                .containsExactly(new double[] {0, 10, 20}, within(1e-9));
        assertThat(EndLabels.spread(new double[] {99, 99, 99}, 10, 0, 100))
                .containsExactly(new double[] {80, 90, 100}, within(1e-9));
    }

    @Test
    void anyLabelsKeepTheirDistanceAndTheirOrderWithinTheBorders() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            double[] wanted = random.doubles(1 + round % 21, 20, 300).sorted().toArray();
            double[] heights = EndLabels.spread(wanted, 14, 20, 300);
            assertThat(Arrays.stream(heights).min().orElseThrow()).isGreaterThanOrEqualTo(20);
            assertThat(heights[heights.length - 1]).isLessThanOrEqualTo(300 + 1e-9);
            for (int i = 1; i < heights.length; i++) {
                assertThat(heights[i] - heights[i - 1]).isGreaterThanOrEqualTo(14 - 1e-9);
            }
        }
    }
}
