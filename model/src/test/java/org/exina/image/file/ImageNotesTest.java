package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNotesTest {
    @TempDir
    Path folder;

    @Test
    void imagesOfEightBitsNeedNoWord() throws IOException {
        Path file = write("a.png", ImageEncoder.png(ReferenceTest.pattern(9, 9)));
        assertThat(ImageNotes.of(List.of(file)).text(16, false)).isEmpty();
        assertThat(ImageNotes.of(List.of(file)).scaleText()).isEmpty();
    }

    @Test
    void planesThatAreNotReadAreTold() throws IOException {
        Path stack = page("imagej-stack.tif");
        Path plain = page("plain-pages.tif");
        assertThat(ImageNotes.of(List.of(stack, plain)).text(16, false))
                .containsExactly(
                        "1 of 2 images has several planes of focus in one file, of which the first is read"
                                + " (imagej-stack.tif: 1 of 3)",
                        "1 of 2 images has several pages in one file, of which the first is read"
                                + " (plain-pages.tif: 1 of 3)");
        assertThat(ImageNotes.of(List.of(stack, plain)).text(16, true)).isEmpty();
    }

    @Test
    void channelsThatArePutTogetherAreTold() throws IOException {
        List<Path> files =
                List.of(page("ome-cyx.ome.tif"), page("imagej-two-channels.tif"), page("imagej-four-channels.tif"));
        assertThat(ImageNotes.of(files).text(16, false))
                .containsExactly(
                        "1 of 3 images has two channels, read as red and green (imagej-two-channels.tif)",
                        "1 of 3 images has red, green and blue on pages of their own, read as one image in colour"
                                + " (ome-cyx.ome.tif)",
                        "1 of 3 images has 4 channels, of which three are read, as red, green and blue"
                                + " (imagej-four-channels.tif)");
    }

    @Test
    void samplesOfGreyThatAreNotReadAreTold() throws IOException {
        byte[] tiff = ImageZoo.open().content("rgb16-little.tif");
        int at = 0;
        while (tiff[at] != 6 || tiff[at + 1] != 1 || tiff[at + 2] != 3 || tiff[at + 3] != 0) { // tag 262 of type 3
            at++;
        }
        tiff[at + 8] = 1; // grey, and 0 is black
        assertThat(ImageNotes.of(List.of(write("grey.tif", tiff))).text(16, false))
                .containsExactly("the image has 3 samples of grey a pixel, of which the first is read (grey.tif); where"
                        + " they are colours, save them as RGB");
    }

    @Test
    void bitsThatWerePresumedAreTold() throws IOException {
        Path file = folder.resolve("deep.png");
        ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY), "png", file.toFile());
        assertThat(ImageNotes.of(List.of(file)).text(16, false)).isEmpty();
        assertThat(ImageNotes.of(List.of(file)).text(12, false))
                .containsExactly("the image has 12 bits in 16 (values to 4095 of 65535 at most), read as 12 bits;"
                        + " another number of bits that is given goes before it (deep.png)");
    }

    @Test
    void imagesThatAreDarkAmongOthersOfMoreBitsAreTold() throws IOException {
        List<Path> files = List.of(deep("a.png", 65_000), deep("b.png", 4_095), deep("c.png", 16_384));
        assertThat(ImageNotes.of(files).text(SampleDepth.of(files), false))
                .containsExactly("1 of 3 images is dark: no value above a quarter of what 16 bits hold (b.png: 4095 of"
                        + " 65535); where they are of a camera of fewer bits than the others, keep them apart, or give"
                        + " the number of bits");
        assertThat(ImageNotes.of(files.subList(0, 1)).text(16, false)).isEmpty();
        assertThat(ImageNotes.of(files).text(12, false))
                .endsWith(
                        "2 of 3 images have values above 4095 (a.png: 65000), which are read as white; give the number of"
                                + " bits that they use");
    }

    private Path deep(String name, int value) throws IOException {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(4, 3, 0, value);
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void aMissingEndMarkIsTold() throws IOException {
        byte[] jpeg = ImageEncoder.jpeg(ReferenceTest.pattern(90, 70), 0.9f);
        Path file = write("noend.jpg", Arrays.copyOf(jpeg, jpeg.length - 2));
        assertThat(ImageNotes.of(List.of(file)).text(16, false))
                .containsExactly("the image has no end mark, though all pixels may be there; copy what is cut off again"
                        + " (noend.jpg)");
        assertThat(ImageFile.decode(file).pixels())
                .isEqualTo(ImageFile.decode(write("whole.jpg", jpeg)).pixels());
        Path whole = write("trailing.jpg", Arrays.copyOf(jpeg, jpeg.length + 9_000));
        assertThat(ImageNotes.of(List.of(whole)).text(16, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "ImageJ=1.53t;unit=micron; ~ 4 ~ 1 ~ 0.25",
                "ImageJ=1.53t;unit=mm; ~ 4000 ~ 1 ~ 0.25",
                "ImageJ=1.53t; ~ 4 ~ 1 ~ 0",
                "ImageJ=1.53t;unit=inch; ~ 300 ~ 2 ~ 0",
                "Aperio Image|MPP = 0.2520| ~ 72 ~ 2 ~ 0.252",
                "'' ~ 300 ~ 2 ~ 0",
                "'' ~ 40000 ~ 3 ~ 0.25",
                "'' ~ 101600 ~ 2 ~ 0.25",
                "<OME><Pixels PhysicalSizeX=\"0.2\" PhysicalSizeXUnit=\"µm\" SizeC=\"1\"/></OME> ~ 72 ~ 2 ~ 0.2",
                "<OME><Pixels PhysicalSizeX=\"200\" PhysicalSizeXUnit=\"nm\" SizeC=\"1\"/></OME> ~ 72 ~ 2 ~ 0.2",
                "<OME><Pixels PhysicalSizeX=\"0.2\" SizeC=\"1\"/></OME> ~ 72 ~ 2 ~ 0.2"
            })
    void scalesOfMicroscopesAreReadAndPrintersAreNot(String text, int perUnit, int unit, double microns)
            throws IOException {
        TiffDescription description = TiffDescription.of(text.replace(';', '\n'));
        assertThat(ImageScale.of(resolution(perUnit, unit), description)
                        .map(ImageScale::micronsPerPixel)
                        .orElse(0.0))
                .isEqualTo(microns);
    }

    @Test
    void oneScaleOfAllFilesIsUsed() throws IOException {
        Path quarter = write("quarter.png", png(4_000_000));
        Path half = write("half.png", png(2_000_000));
        Path none = write("none.png", ImageEncoder.png(ReferenceTest.pattern(9, 9)));
        assertThat(ImageNotes.of(List.of(quarter)).commonScale()).contains(new ImageScale(0.25, "resolution"));
        assertThat(ImageNotes.of(List.of(quarter)).scaleText())
                .contains("0.25 micrometres a pixel, from the resolution of the files; a scale that is given goes"
                        + " before it");
        assertThat(ImageNotes.of(List.of(quarter, half)).commonScale()).isEmpty();
        assertThat(ImageNotes.of(List.of(quarter, half)).scaleText())
                .contains("the images tell different scales (0.25 to 0.5 micrometres a pixel); none is used, unless one"
                        + " is given");
        assertThat(ImageNotes.of(List.of(quarter, none)).scaleText())
                .contains("1 of 2 images tell a scale (0.25 to 0.25 micrometres a pixel); none is used, unless one is"
                        + " given");
        assertThat(ImageNotes.of(List.of(half)).micronsPerPixel(half)).isEqualTo(OptionalDouble.of(0.5));
    }

    private Path page(String name) throws IOException {
        return write(name, ImageZoo.open("pages.zip").content(name));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static TiffHeader resolution(int perUnit, int unit) throws IOException {
        return TiffHeader.read(new ByteArrayImageInputStream(Bytes.little()
                .ascii("II*\0")
                .u32(8)
                .u16(2, 282, 5)
                .u32(1, 38)
                .u16(296, 3)
                .u32(1)
                .u16(unit, 0)
                .u32(0)
                .u32(perUnit, 1)
                .get()));
    }

    /** With a chunk "pHYs" behind the header. */
    private static byte[] png(int perMetre) {
        byte[] plain = ImageEncoder.png(ReferenceTest.pattern(9, 9));
        byte[] typed = Bytes.big().ascii("pHYs").u32(perMetre, perMetre).u8(1).get();
        CRC32 crc = new CRC32();
        crc.update(typed);
        byte[] chunk = Bytes.big().u32(9).add(typed).u32(crc.getValue()).get();
        byte[] out = Arrays.copyOf(plain, plain.length + chunk.length);
        System.arraycopy(chunk, 0, out, 33, chunk.length);
        System.arraycopy(plain, 33, out, 33 + chunk.length, plain.length - 33);
        return out;
    }
}
