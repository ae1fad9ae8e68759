package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.exina.image.RgbImage;
import org.exina.synthetic.SyntheticGrains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRegistrationTest {
    private static final RgbImage GRAIN = SyntheticGrains.draw("reticulate", 4, 1);

    private static float[] grey(RgbImage image) {
        return Thumbnail.floats(Thumbnail.of(image));
    }

    @Test
    void aImageIsLikeItself() {
        assertThat(new ImageRegistration(grey(GRAIN)).similarity(grey(GRAIN))).isBetween(0.9999, 1.0001);
    }

    /** Cut out with other margins: shifted, and scaled along each side. */
    @ParameterizedTest
    @CsvSource({"8, 0, 0, 0", "0, 9, 0, 0", "6, 6, 6, 6", "3, 8, 5, 1", "0, 0, 12, 0"})
    void aCutOfItIsLaidOverIt(int left, int top, int right, int bottom) {
        RgbImage cut = GRAIN.part(left, top, GRAIN.width() - left - right, GRAIN.height() - top - bottom);

        assertThat(new ImageRegistration(grey(GRAIN)).similarity(grey(cut))).isGreaterThan(0.9);
    }

    @Test
    void itDoesNotMatterWhichIsLaidOverWhich() {
        RgbImage cut = GRAIN.part(4, 2, GRAIN.width() - 9, GRAIN.height() - 5);
        double there = new ImageRegistration(grey(GRAIN)).similarity(grey(cut));
        double back = new ImageRegistration(grey(cut)).similarity(grey(GRAIN));

        assertThat(there).isCloseTo(back, org.assertj.core.data.Offset.offset(0.05));
    }

    @Test
    void anotherGrainIsNotLikeIt() {
        ImageRegistration alignment = new ImageRegistration(grey(GRAIN));
        for (int index = 5; index < 20; index++) {
            assertThat(alignment.similarity(grey(SyntheticGrains.draw("reticulate", index, 1))))
                    .as("grain %d", index)
                    .isLessThan(0.5);
        }
    }

    @Test
    void thereIsNothingToCompareInAnEmptyBackground() {
        float[] flat = new float[Thumbnail.PIXELS];
        float[] faint = new float[Thumbnail.PIXELS];
        for (int i = 0; i < faint.length; i++) {
            faint[i] = 100 + i % 2;
        }

        assertThat(new ImageRegistration(flat).similarity(flat)).isZero();
        assertThat(new ImageRegistration(flat).similarity(grey(GRAIN))).isZero();
        assertThat(new ImageRegistration(grey(GRAIN)).similarity(flat)).isZero();
        assertThat(new ImageRegistration(faint).similarity(faint)).isZero();
    }
}
