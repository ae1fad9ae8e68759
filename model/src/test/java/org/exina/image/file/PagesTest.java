package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several pages, colours on pages of their own, 9 to 14 bits; against tifffile: make_pages.py. */
class PagesTest {
    @TempDir
    Path folder;

    static Stream<ImageZoo.Expected> everyKind() throws IOException {
        return ImageZoo.open("pages.zip").expected().stream();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void pixelsAreThoseThatTheFileMeans(ImageZoo.Expected expected) throws IOException {
        ImageZoo zoo = ImageZoo.open("pages.zip");
        RgbImage image = ImageFile.decode(zoo.content(expected.name()), Path.of(expected.name()));
        assertThat(List.of(image.width(), image.height())).isEqualTo(List.of(expected.width(), expected.height()));
        assertThat(Arrays.mismatch(image.pixels(), zoo.content(expected.name() + ".rgb")))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void partsOfLargeImagesAreThose(ImageZoo.Expected expected) throws IOException {
        ImageZoo zoo = ImageZoo.open("pages.zip");
        Path file = write(expected.name());
        try (ImageRegions regions = ImageRegions.open(file, DecodeSettings.DEFAULT, 0, 100, (rows, of) -> {})) {
            Box all = new Box(0, 0, expected.width(), expected.height());
            assertThat(Arrays.mismatch(regions.read(all).pixels(), zoo.content(expected.name() + ".rgb")))
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ome-cyx.ome.tif, 1, pages, 3, 8",
        "ome-zcyx.ome.tif, 2, planes of focus, 3, 8",
        "ome-czyx.ome.tif, 2, planes of focus, 3, 8",
        "ome-12-significant.ome.tif, 1, pages, 3, 12",
        "ome-one-page-of-colour.ome.tif, 1, pages, 1, 8",
        "imagej-four-channels.tif, 1, pages, 4, 8",
        "imagej-stack.tif, 3, planes of focus, 1, 8",
        "plain-pages.tif, 3, pages, 1, 8",
        "thumbnail-first.tif, 1, pages, 1, 8",
        "grey12.tif, 1, pages, 1, 12"
    })
    void headersTellPagesAndDepth(String name, int planes, String title, int channels, int bits) throws IOException {
        ImageTraits traits = ImageFile.traits(write(name));
        assertThat(traits.planes()).isEqualTo(planes);
        assertThat(traits.planesTitle()).isEqualTo(title);
        assertThat(traits.channels()).isEqualTo(channels);
        assertThat(traits.bits()).isEqualTo(OptionalInt.of(bits));
    }

    @Test
    void anotherPlaneIsReadWhereItIsAskedFor() throws IOException {
        RgbImage third = ImageFile.decode(write("plain-pages.tif"), new DecodeSettings(2, 16));
        byte[] colour = ImageZoo.open("pages.zip").content("imagej-composite.tif.rgb");
        for (int i = 0; i < colour.length; i += 3) {
            assertThat(third.pixels()[i]).isEqualTo(colour[i + 2]); // the blue of the other is the third page
        }
    }

    @Test
    void samplesOfTwelveBitsInSixteenAreReadAsTheSetSays() throws IOException {
        Path dim = deep("dim.png", 1000);
        Path bright = deep("bright.png", 4000);
        assertThat(SampleDepth.of(List.of(dim))).isEqualTo(10);
        int bits = SampleDepth.of(List.of(dim, bright));
        assertThat(bits).isEqualTo(12);
        assertThat(ImageSource.of("dim.png", dim, bits).pixels().pixels()[0] & 0xFF)
                .isEqualTo((1000 * 510 + 4095) / (2 * 4095));
        assertThat(ImageSource.of("dim.png", dim).pixels().pixels()[0] & 0xFF).isEqualTo(4);
    }

    @Test
    void imagesThatUseSixteenBitsAreReadAsBefore() throws IOException {
        Path dim = deep("dim.png", 1000);
        Path full = deep("full.png", 16_384);
        assertThat(SampleDepth.of(List.of(dim, full))).isEqualTo(16);
        assertThat(SampleDepth.of(List.of(deep("black.png", 0)))).isEqualTo(16);
        assertThat(SampleDepth.of(List.of(folder.resolve("gone.png")))).isEqualTo(16);
    }

    @Test
    void anImageReadAnotherWayIsAnotherImage() throws IOException {
        Path dim = deep("dim.png", 1000);
        Path plain = Files.write(
                folder.resolve("plain.tif"), ImageZoo.open("pages.zip").content("plain-pages.tif"));
        assertThat(ImageSource.of("a", dim, 12).read().sha256())
                .isNotEqualTo(ImageSource.of("a", dim).read().sha256());
        assertThat(ImageSource.of("a", plain, 12).read().sha256())
                .isEqualTo(ImageSource.of("a", plain).read().sha256());
        assertThat(ImageSource.of("a", dim, 12).read().pixels().pixels())
                .isEqualTo(ImageSource.of("a", dim, 12).pixels().pixels());
    }

    private Path write(String name) throws IOException {
        return Files.write(folder.resolve(name), ImageZoo.open("pages.zip").content(name));
    }

    private Path deep(String name, int value) throws IOException {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY);
        Arrays.fill(((DataBufferUShort) image.getRaster().getDataBuffer()).getData(), (short) value);
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
