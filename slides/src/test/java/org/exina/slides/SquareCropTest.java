package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;

import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;

class SquareCropTest {
    /** Red tells the column, green the row. */
    private static final RgbImage FIELD = field();

    private static RgbImage field() {
        byte[] pixels = new byte[3 * 20 * 10];
        for (int i = 0; i < 200; i++) {
            pixels[3 * i] = (byte) (i % 20);
            pixels[3 * i + 1] = (byte) (i / 20);
        }
        return RgbImage.of(20, 10, pixels);
    }

    private static RgbImage cut(Box box, double margin) throws Exception {
        return SquareCrop.square(SquareCrop.Reader.of(FIELD), 20, 10, box, margin);
    }

    @Test
    void theSquareLiesAroundTheMiddle() throws Exception {
        RgbImage cut = cut(new Box(8, 3, 4, 2), 1.5);

        assertThat(cut.width()).isEqualTo(6);
        assertThat(cut.height()).isEqualTo(6);
        assertThat(cut.pixels()[0]).as("first column").isEqualTo((byte) 7);
        assertThat(cut.pixels()[1]).as("first row").isEqualTo((byte) 1);
    }

    @Test
    void beyondTheBorderTheLastPixelsAreRepeated() throws Exception {
        RgbImage cut = cut(new Box(0, 0, 4, 4), 2);

        assertThat(cut.width()).isEqualTo(8);
        assertThat(cut.pixels()[0]).isZero();
        assertThat(cut.pixels()[3 * 2]).as("column -2 + 2").isZero();
        assertThat(cut.pixels()[3 * 7]).as("column -2 + 7").isEqualTo((byte) 5);
        assertThat(cut.pixels()[3 * 8 * 7 + 1]).as("row -2 + 7").isEqualTo((byte) 5);
    }
}
