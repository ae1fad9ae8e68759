package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrainDiameterTest {
    private static final int LIGHT = 205;

    /**
     * A round image.
     *
     * @param grey from 0 to 255, of the distance from the middle and the angle in radians
     */
    private static RgbImage image(int width, int height, DoubleBinaryOperator grey) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            double x = i % width - (width - 1) / 2.0;
            int row = i / width;
            double y = row - (height - 1) / 2.0;
            byte value = (byte) grey.applyAsDouble(Math.hypot(x, y), Math.atan2(y, x));
            pixels[3 * i] = value;
            pixels[3 * i + 1] = value;
            pixels[3 * i + 2] = value;
        }
        return RgbImage.of(width, height, pixels);
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 60, 90", "100, 80, 70, 240", "60, 60, 56, 120", "900, 700, 500, 110"})
    void aDiscHasItsDiameter(int width, int height, double diameter, int grey) {
        RgbImage disc = image(width, height, (r, angle) -> r < diameter / 2 ? grey : LIGHT);

        assertThat(GrainDiameter.px(disc).orElseThrow()).isCloseTo(diameter, within(0.05 * diameter));
    }

    /** Its middle has the background's colour, and it covers most of the image. */
    @Test
    void aPaleGrainHasTheDiameterOfItsRim() {
        RgbImage ring = image(120, 120, (r, angle) -> r < 56 && r > 50 ? 150 : LIGHT);

        assertThat(GrainDiameter.px(ring).orElseThrow()).isCloseTo(112, within(4.0));
    }

    @Test
    void theScaleMakesMicrometresOfIt() {
        RgbImage disc = image(100, 100, (r, angle) -> r < 40 ? 90 : LIGHT);

        assertThat(GrainDiameter.microns(disc, OptionalDouble.of(0.5)).orElseThrow())
                .isCloseTo(40, within(1.5));
        assertThat(GrainDiameter.microns(disc, OptionalDouble.empty())).isEmpty();
    }

    @Test
    void whereNoOutlineIsSeenThereIsNoDiameter() {
        RgbImage even = image(90, 90, (r, angle) -> LIGHT);
        RgbImage shaded = image(90, 90, (r, angle) -> LIGHT + r / 30); // no more than light does
        RgbImage cross =
                image(90, 90, (r, angle) -> r < 6 || (r < 40 && Math.abs(Math.sin(2 * angle)) < 0.4) ? 90 : LIGHT);
        RgbImage dot = image(1, 1, (r, angle) -> LIGHT);

        assertThat(GrainDiameter.px(even)).isEmpty();
        assertThat(GrainDiameter.px(shaded)).isEmpty();
        assertThat(GrainDiameter.px(cross)).isEmpty();
        assertThat(GrainDiameter.px(dot)).isEmpty();
    }
}
