package org.exina.head.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final int[] LABELS = new Random(1).ints(300, 0, 3).toArray();

    /** Right with this probability, sure of it or not, each with errors of its own. */
    private static ScoredCandidate judge(String name, double right, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[LABELS.length][];
        for (int i = 0; i < rows.length; i++) {
            int said = random.nextDouble() < right ? LABELS[i] : (LABELS[i] + 1 + random.nextInt(2)) % 3;
            double[] row = new double[3];
            Arrays.fill(row, (1 - right) / 2);
            row[said] = right;
            rows[i] = row;
        }
        FeatureBlock block = new FeatureBlock(name, 1, "tap", "mean", 0, 1);
        return new ScoredCandidate(new Candidate(List.of(block), "lda"), rows, 1, LABELS, 0);
    }

    @Test
    void twoThatErrOnDifferentSamplesAreAveraged() {
        ScoredCandidate a = judge("a", 0.8, 1);
        ScoredCandidate b = judge("b", 0.8, 2);
        ScoredCandidate bad = judge("bad", 0.4, 3);

        Selection selection = Selection.of(List.of(bad, a, b), LABELS);

        assertThat(selection.weight(a)).isPositive();
        assertThat(selection.weight(b)).isPositive();
        assertThat(selection.weight(bad)).isLessThan(selection.weight(a));
        assertThat(ScoredCandidate.logLoss(selection.chosen(), LABELS, selection.temperature()))
                .isLessThan(Math.min(a.logLoss(), b.logLoss()));
        assertThat(selection.temperature()).isLessThan(1); // a mean is too modest
    }

    @Test
    void oneAloneStaysAsItIs() {
        ScoredCandidate a = judge("a", 0.9, 1);

        Selection selection = Selection.of(List.of(a), LABELS);

        assertThat(selection.chosen()).containsOnly(a);
        assertThat(selection.temperature()).isEqualTo(1);
        assertThat(selection.weight(a)).isEqualTo(1);
        assertThat(a.errors())
                .isEqualTo(ScoredCandidate.errors(List.of(a, a), LABELS))
                .isBetween(10, 60);
    }
}
