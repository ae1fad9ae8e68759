package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;

class ImageEncoderTest {
    private static final Path NAME = Path.of("made");
    private final RgbImage image = ReferenceTest.pattern(37, 29);

    @Test
    void pngKeepsEveryPixel() throws IOException {
        assertThat(ImageFile.decode(ImageEncoder.png(image), NAME).pixels()).isEqualTo(image.pixels());
    }

    @Test
    void jpegIsCloseAndSmallerAtLowerQuality() throws IOException {
        RgbImage smooth = Resize.resize(ReferenceTest.pattern(2, 2), 64, 64, Interpolation.BILINEAR);
        byte[] fine = ImageEncoder.jpeg(smooth, 0.95f);
        assertThat(DecodingTest.largestDifference(ImageFile.decode(fine, NAME).pixels(), smooth.pixels()))
                .isLessThan(16);
        assertThat(ImageEncoder.jpeg(smooth, 0.3f)).hasSizeLessThan(fine.length);
    }

    @Test
    void qualityMustBeAFraction() {
        assertThatThrownBy(() -> ImageEncoder.jpeg(image, 85)).hasMessage("quality must be in (0, 1], got 85.0");
        assertThatThrownBy(() -> ImageEncoder.jpeg(image, Float.NaN)).hasMessage("quality must be in (0, 1], got NaN");
    }

    @Test
    void thumbnailKeepsProportionsAndNeverEnlarges() {
        RgbImage small = ImageEncoder.thumbnail(ReferenceTest.pattern(200, 100), 64);
        assertThat(small.width()).isEqualTo(64);
        assertThat(small.height()).isEqualTo(32);
        assertThat(ImageEncoder.thumbnail(image, 37)).isSameAs(image);
        assertThat(ImageEncoder.thumbnail(ReferenceTest.pattern(1000, 2), 10).height())
                .isEqualTo(1);
    }

    @Test
    void bufferedImageAndBackKeepsEveryPixel() {
        assertThat(RgbImage.of(ImageEncoder.toBufferedImage(image)).pixels()).isEqualTo(image.pixels());
    }

    @Test
    void greyIsNotTakenForLinearLight() {
        BufferedImage grey = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 128);
        assertThat(RgbImage.of(grey).pixels()).containsExactly(128, 128, 128);
    }

    @Test
    void whatIsTransparentLiesOnWhite() {
        for (int type : new int[] {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_INT_ARGB_PRE}) {
            BufferedImage drawn = new BufferedImage(2, 1, type);
            Graphics2D graphics = drawn.createGraphics();
            graphics.setColor(Color.BLUE);
            graphics.fillRect(0, 0, 1, 1);
            graphics.dispose();
            assertThat(RgbImage.of(drawn).pixels()).containsExactly(0, 0, 255, 255, 255, 255);
        }
    }

    @Test
    void aPartIsCutOutWhereItWasAsked() {
        RgbImage part = image.part(30, 20, 7, 9);
        assertThat(part.width()).isEqualTo(7);
        for (int y = 0; y < 9; y++) {
            for (int i = 0; i < 21; i++) {
                assertThat(part.pixels()[y * 21 + i]).isEqualTo(image.pixels()[((20 + y) * 37 + 30) * 3 + i]);
            }
        }
        assertThatThrownBy(() -> image.part(31, 20, 7, 9))
                .hasMessage("expected a part of 37 x 29 pixels, got 7 x 9 at (31, 20)");
    }
}
