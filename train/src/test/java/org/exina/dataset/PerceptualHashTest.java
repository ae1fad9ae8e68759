package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerceptualHashTest {
    /** As large as a thumbnail, so that a view of it and of its thumbnail are the same. */
    private static RgbImage square(int seed) {
        return Resize.resize(ImageFolder.blotches(seed), Thumbnail.SIDE, Thumbnail.SIDE, Interpolation.BICUBIC);
    }

    private static float[] grey(RgbImage image) {
        return Thumbnail.floats(Thumbnail.of(image));
    }

    @ParameterizedTest
    @EnumSource
    void thumbnailsAreTurnedAsImagesAre(DihedralView view) {
        RgbImage image = square(3);

        assertThat(Thumbnail.view(grey(image), view)).containsExactly(grey(view.apply(image)));
    }

    @ParameterizedTest
    @EnumSource
    void theHashOfAViewFollowsFromTheHash(DihedralView view) {
        for (int seed = 0; seed < 50; seed++) {
            float[] grey = grey(square(seed));

            assertThat(PerceptualHash.of(Thumbnail.view(grey, view))
                            .fullDistance(PerceptualHash.of(grey).view(view)))
                    .as("signs of frequencies that are nearly 0 may differ, seed %d", seed)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void greyIsLuma() {
        byte[] colours = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255};
        byte[] pixels = new byte[3 * Thumbnail.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = colours[i % 9];
        }
        byte[] grey = Thumbnail.of(RgbImage.of(Thumbnail.SIDE, Thumbnail.SIDE, pixels));

        assertThat(Arrays.copyOf(grey, 3)).containsExactly(76, (byte) 150, 29);
    }

    @Test
    void lightAndContrastDoNotCount() {
        float[] grey = grey(square(1));
        float[] darker = new float[grey.length];
        for (int i = 0; i < grey.length; i++) {
            darker[i] = 0.5f * grey[i] + 10;
        }

        assertThat(PerceptualHash.of(darker).fullDistance(PerceptualHash.of(grey)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void anotherImageIsFar() {
        PerceptualHash first = PerceptualHash.of(grey(square(0)));
        for (int seed = 1; seed < 50; seed++) {
            PerceptualHash other = PerceptualHash.of(grey(square(seed)));
            assertThat(first.distance(other)).as("of 63 signs, seed %d", seed).isBetween(17, 46);
            assertThat(first.fullDistance(other))
                    .as("of 255 signs, seed %d", seed)
                    .isBetween(90, 165);
        }
    }

    @Test
    void aFlatImageHasAHash() {
        PerceptualHash hash = PerceptualHash.of(new float[Thumbnail.PIXELS]);

        assertThat(hash).isEqualTo(new PerceptualHash(0, 0, 0, 0));
    }
}
