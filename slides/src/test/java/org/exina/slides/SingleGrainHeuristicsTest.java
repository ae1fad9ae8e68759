package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.exina.image.Box;
import org.junit.jupiter.api.Test;

class SingleGrainHeuristicsTest {
    private static final CandidatePrediction KNOWN = new CandidatePrediction(List.of(0.97, 0.03), false);
    private static final CandidatePrediction UNSURE = new CandidatePrediction(List.of(0.6, 0.4), false);
    private static final CandidatePrediction UNKNOWN = new CandidatePrediction(List.of(0.97, 0.03), true);

    private static Candidate at(int x, int side, double solidity, double contrast) {
        return new Candidate(new Box(x, 300, side, side), (long) (Math.PI * side * side / 4), solidity, contrast);
    }

    /** Ten usual grains, of 100 pixels and a contrast of 120, and one more. */
    private static double likeness(Candidate candidate, CandidatePrediction answer) {
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(at(150 * i + 10, 100, 0.96, 120));
        }
        all.add(candidate);
        return new SingleGrainHeuristics(all, 2000, 2000).likeness(candidate, answer);
    }

    @Test
    void usualGrainsAreGrainsKnownOrNot() {
        assertThat(likeness(at(1700, 100, 0.95, 110), KNOWN)).isEqualTo(0.95);
        assertThat(likeness(at(1700, 100, 0.95, 110), UNKNOWN)).isEqualTo(0.95);
    }

    @Test
    void smallThingsAreGrainsOnlyWhenTheModelIsSure() {
        assertThat(likeness(at(1700, 40, 0.95, 110), KNOWN)).isEqualTo(0.95);
        assertThat(likeness(at(1700, 40, 0.95, 110), UNSURE)).isZero();
        assertThat(likeness(at(1700, 40, 0.95, 110), UNKNOWN)).isZero();
        assertThat(likeness(at(1700, 20, 0.95, 110), KNOWN)).isZero();
        assertThat(likeness(at(1700, 65, 0.95, 110), UNKNOWN)).isZero();
    }

    @Test
    void hollowAndRaggedThingsAreDebris() {
        assertThat(likeness(at(1700, 100, 0.98, 45), KNOWN)).isZero();
        assertThat(likeness(at(1700, 100, 0.7, 110), KNOWN)).isZero();
    }

    @Test
    void cutOffGrainsAreAsLargeAsTheirLongerSide() {
        Candidate half = new Candidate(new Box(1940, 300, 60, 100), 4000, 0.9, 110);

        assertThat(likeness(half, UNKNOWN)).isEqualTo(0.9);
    }

    @Test
    void aSliverAtTheBorderIsNoGrain() {
        Candidate sliver = new Candidate(new Box(1980, 300, 20, 70), 1000, 0.95, 110);

        assertThat(likeness(sliver, KNOWN)).isZero();
    }

    @Test
    void aSliverBesideAGrainIsThatGrain() {
        Box grain = new Box(100, 100, 100, 100);

        assertThat(NonMaximumSuppression.isSame(grain, new Box(190, 120, 20, 60)))
                .isTrue();
        assertThat(NonMaximumSuppression.isSame(grain, new Box(190, 120, 60, 60)))
                .as("a smaller grain that touches it")
                .isFalse();
    }

    @Test
    void theWholeGoesBeforeItsParts() {
        List<Candidate> all = List.of(at(10, 100, 0.93, 120), at(200, 100, 0.96, 120));
        SingleGrainHeuristics rules = new SingleGrainHeuristics(all, 2000, 2000);

        assertThat(rules.score(at(10, 100, 0.93, 120), 0.93)).isGreaterThan(rules.score(at(10, 50, 0.97, 120), 0.97));
    }
}
