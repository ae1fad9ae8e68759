package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.exina.image.Crop;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;

class ImageFormatTest {
    @Test
    void isToldByContent() {
        assertThat(ImageFormat.of(bytes("\377\330\377\340"))).contains(ImageFormat.JPEG);
        assertThat(ImageFormat.of(bytes("MM\0*"))).contains(ImageFormat.TIFF);
        assertThat(ImageFormat.of(bytes("II+\0"))).contains(ImageFormat.TIFF);
        assertThat(ImageFormat.of(bytes("RIFF\0\0\0\0WEBPVP8L"))).contains(ImageFormat.WEBP);
        assertThat(ImageFormat.of(bytes("RIFF\0\0\0\0WAVEfmt "))).isEmpty();
        assertThat(ImageFormat.of(bytes("BMW is no bitmap"))).isEmpty();
        assertThat(ImageFormat.of(new byte[0])).isEmpty();
    }

    @Test
    void namesPromiseAFormat() {
        assertThat(ImageFormat.ofFileName("senegalia (3).JPG")).contains(ImageFormat.JPEG);
        assertThat(ImageFormat.ofFileName("a.b.tiff")).contains(ImageFormat.TIFF);
        assertThat(ImageFormat.ofFileName("jpg")).isEmpty();
        assertThat(ImageFormat.ofFileName("notes.txt")).isEmpty();
        assertThat(ImageFormat.WEBP.extensions()).containsExactly("webp");
    }

    @Test
    void sizesMustBePositive() {
        RgbImage image = ReferenceTest.pattern(2, 2);
        assertThatThrownBy(() -> Resize.resize(image, 0, 3, Interpolation.BICUBIC))
                .hasMessage("expected a size of at least 1 x 1, got 0 x 3");
        assertThatThrownBy(() -> Crop.CENTER.toSize(image, 3, 0, Interpolation.BICUBIC))
                .hasMessage("expected a size of at least 1 x 1, got 3 x 0");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
