package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {
    private static final byte[] SIX = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};

    @TempDir
    private Path folder;

    private final RgbImage image = RgbImage.of(3, 2, SIX);

    @Test
    void aFileIsKnownByItsBytes() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), ImageEncoder.png(image));
        ImageSource source = ImageSource.of("grains/a.png", file);

        assertThat(source.name()).isEqualTo("grains/a.png");
        assertThat(source.where()).isEqualTo(file.toString());
        assertThat(source.file()).contains(file);
        assertThat(source.read().sha256()).isEqualTo(Sha256.of(file));
        assertThat(source.read().pixels().pixels()).isEqualTo(SIX);
        assertThat(source.pixels().pixels()).isEqualTo(SIX);
        assertThat(ImageSource.of(file).name()).isEqualTo(file.toString());
    }

    @Test
    void hashAndPixelsAreOfTheSameBytesWhateverBecomesOfTheFile() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), ImageEncoder.png(image));
        String before = Sha256.of(file);
        ImageSource.Content content = ImageSource.of(file).read();
        Files.writeString(file, "no image any more");

        assertThat(content.sha256()).isEqualTo(before);
        assertThat(content.pixels().pixels()).isEqualTo(SIX);
    }

    @Test
    void bytesAreKnownAsTheFileTheyAreOf() throws IOException {
        byte[] png = ImageEncoder.png(image);
        ImageSource source = ImageSource.of("upload.png", png);

        assertThat(source.read().sha256()).isEqualTo(Sha256.of(png));
        assertThat(source.pixels().pixels()).isEqualTo(SIX);
        assertThat(source.file()).isEmpty();
        assertThat(source.where()).isEqualTo("upload.png");
    }

    @Test
    void bytesThatAreNoImageAreNamedAsTheSourceIs() throws IOException {
        ImageSource source = ImageSource.of("upload.png", "text".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(source::pixels)
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("upload.png: is no image that Exina reads");
    }

    @Test
    void pixelsAreKnownBySizeAndValues() throws IOException {
        String sha256 = ImageSource.of("a", image).read().sha256();

        assertThat(sha256)
                .matches("[0-9a-f]{64}")
                .isEqualTo(ImageSource.of("b", RgbImage.of(3, 2, SIX.clone()))
                        .read()
                        .sha256())
                .isNotEqualTo(ImageSource.of("a", RgbImage.of(2, 3, SIX)).read().sha256())
                .isNotEqualTo(ImageSource.of("a", RgbImage.of(3, 2, new byte[18]))
                        .read()
                        .sha256());
    }
}
