package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.exina.image.Crop;
import org.exina.image.RgbImage;
import org.exina.image.TwoSquares;
import org.junit.jupiter.api.Test;

class SquaresTest {
    @Test
    void ofTwoByThreeTheUpperLeftAndTheLowerRight() {
        RgbImage tall = ReferenceTest.pattern(2, 3);
        List<RgbImage> squares = TwoSquares.of(tall);
        assertThat(squares).hasSize(2);
        assertThat(squares.get(0).pixels()).isEqualTo(tall.part(0, 0, 2, 2).pixels());
        assertThat(squares.get(1).pixels()).isEqualTo(tall.part(0, 1, 2, 2).pixels());
        RgbImage wide = ReferenceTest.pattern(3, 2);
        assertThat(TwoSquares.of(wide).get(1).pixels())
                .isEqualTo(wide.part(1, 0, 2, 2).pixels());
    }

    @Test
    void ofALongImageTheyDoNotMeet() {
        RgbImage wide = ReferenceTest.pattern(50, 10);
        assertThat(TwoSquares.of(wide).get(0).pixels())
                .isEqualTo(wide.part(0, 0, 10, 10).pixels());
        assertThat(TwoSquares.of(wide).get(1).pixels())
                .isEqualTo(wide.part(40, 0, 10, 10).pixels());
    }

    @Test
    void aSquareIsKeptOnce() {
        RgbImage square = ReferenceTest.pattern(7, 7);
        assertThat(TwoSquares.of(square)).containsExactly(square);
        assertThat(TwoSquares.count(7, 7)).isEqualTo(1);
        assertThat(TwoSquares.count(7, 8)).isEqualTo(2);
    }

    @Test
    void cropsKeepTheImagesOwnPixels() {
        RgbImage tall = ReferenceTest.pattern(10, 16);
        assertThat(Crop.STRETCH.inShape(tall, 1, 1)).isSameAs(tall);
        assertThat(Crop.CENTER.inShape(tall, 1, 1).pixels())
                .isEqualTo(tall.part(0, 3, 10, 10).pixels());
        RgbImage whole = Crop.WHOLE.inShape(tall, 200, 200);
        assertThat(whole.width()).isEqualTo(16);
        assertThat(whole.part(3, 0, 10, 16).pixels()).isEqualTo(tall.pixels());
        assertThat(Crop.WHOLE.inShape(tall, 2, 1).width()).isEqualTo(32);
        assertThat(Crop.WHOLE.inShape(tall, 1, 4).height()).isEqualTo(40);
        assertThatThrownBy(() -> Crop.CENTER.inShape(tall, 0, 1)).hasMessageContaining("at least 1 x 1, got 0 x 1");
    }
}
