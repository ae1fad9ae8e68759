package org.exina.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoxTest {
    private static final Box BOX = new Box(10, 20, 30, 40);

    @Test
    void overlapIsWhatBothCover() {
        assertThat(BOX.overlap(new Box(30, 50, 100, 100))).isEqualTo(10 * 10);
        assertThat(BOX.overlap(new Box(40, 20, 5, 5))).as("only touching").isZero();
        assertThat(BOX.overlap(new Box(0, 100, 5, 5))).isZero();
    }

    @Test
    void intersectionOverUnionIsOneForTheSameAndAThirdForHalves() {
        assertThat(BOX.intersectionOverUnion(BOX)).isEqualTo(1);
        assertThat(BOX.intersectionOverUnion(BOX.moved(15, 0))).isEqualTo(1 / 3.0);
        assertThat(BOX.intersectionOverUnion(BOX.moved(30, 0))).isZero();
    }

    @Test
    void clippingKeepsWhatLiesInTheImage() {
        assertThat(new Box(-5, 2, 10, 10).clipped(8, 8)).isEqualTo(new Box(0, 2, 5, 6));
        assertThat(BOX.clipped(100, 100)).isEqualTo(BOX);
        assertThatThrownBy(() -> BOX.clipped(10, 100)).hasMessageContaining("lies outside an image of 10 x 100");
    }

    @Test
    void emptyBoxesAreRefused() {
        assertThatThrownBy(() -> new Box(0, 0, 0, 5)).hasMessage("a box must be at least 1 x 1 pixels, got 0 x 5");
    }
}
