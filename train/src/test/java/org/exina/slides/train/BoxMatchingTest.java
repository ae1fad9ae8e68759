package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.exina.image.Box;
import org.junit.jupiter.api.Test;

class BoxMatchingTest {
    private static Box at(int x) {
        return new Box(x, 0, 20, 20);
    }

    @Test
    void theMostCertainChoosesFirstAndTheOtherIsAFalseFind() {
        BoxMatching matching = BoxMatching.of(List.of(at(0), at(2)), List.of(0.4, 0.9), List.of(at(0), at(100)), 0.5);

        assertThat(matching.pairs()).containsExactly(new BoxMatching.Pair(1, 0, 360 / 440.0));
        assertThat(matching.falseFinds()).containsExactly(0);
        assertThat(matching.missed()).containsExactly(1);
    }

    @Test
    void whoComesTooLateTakesTheNextBest() {
        BoxMatching matching = BoxMatching.of(List.of(at(2), at(3)), List.of(0.9, 0.4), List.of(at(0), at(6)), 0.5);

        assertThat(matching.pairs())
                .extracting(BoxMatching.Pair::found, BoxMatching.Pair::truth)
                .containsExactly(tuple(0, 0), tuple(1, 1));
    }

    @Test
    void overlapOfExactlyTheThresholdIsEnough() {
        Box half = new Box(0, 0, 20, 10);

        assertThat(BoxMatching.of(List.of(half), List.of(1.0), List.of(at(0)), 0.5)
                        .pairs())
                .hasSize(1);
        assertThat(BoxMatching.of(List.of(half), List.of(1.0), List.of(at(0)), 0.51)
                        .missed())
                .containsExactly(0);
    }

    @Test
    void equallyCertainOnesStandInTheirOrder() {
        assertThat(BoxMatching.of(List.of(at(1), at(0)), List.of(0.5, 0.5), List.of(at(0)), 0.5)
                        .falseFinds())
                .containsExactly(1);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> BoxMatching.of(List.of(at(0)), List.of(), List.of(), 0.5))
                .hasMessage("expected a certainty for each of the detections, got 0 for 1");
        assertThatThrownBy(() -> BoxMatching.of(List.of(), List.of(), List.of(), 0))
                .hasMessage("threshold must be in (0, 1], got 0.0");
    }
}
