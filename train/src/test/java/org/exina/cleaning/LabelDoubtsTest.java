package org.exina.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelDoubtsTest {
    private static final double[][] PROBABILITIES = {
        {0.9, 0.05, 0.05}, // right
        {0.3, 0.4, 0.3}, // a little doubtful
        {0.01, 0.04, 0.95}, // very
        {1e-9, 1 - 1e-9, 0}, // utterly
        {0.2, 0.2, 0.6}, // right
    };
    private static final int[] LABELS = {0, 0, 1, 0, 2};

    @Test
    void theMostDoubtfulComeFirst() {
        List<LabelDoubts.Doubt> doubts = LabelDoubts.of(PROBABILITIES, LABELS);
        assertThat(doubts).extracting(LabelDoubts.Doubt::sample).containsExactly(3, 2, 1);
        assertThat(doubts).extracting(LabelDoubts.Doubt::proposal).containsExactly(1, 2, 1);
        assertThat(doubts).extracting(LabelDoubts.Doubt::sure).containsExactly(true, true, false);
        assertThat(doubts.get(1).score()).isCloseTo(Math.log(0.95 / 0.04), within(1e-12));
    }

    @Test
    void certaintyIsNoInfinity() {
        List<LabelDoubts.Doubt> doubts = LabelDoubts.of(new double[][] {{0, 1}, {1, 0}}, new int[] {0, 0});
        assertThat(doubts).hasSize(1);
        assertThat(doubts.get(0).score()).isFinite().isGreaterThan(600);
    }
}
