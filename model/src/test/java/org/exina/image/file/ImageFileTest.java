package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads about files that cannot be used. */
class ImageFileTest {
    @TempDir
    Path folder;

    @Test
    void saysThatAFolderIsNoImage() {
        assertBoth(folder, folder + ": is a folder; expected an image file");
    }

    @Test
    void saysThatAFileDoesNotExist() {
        Path file = folder.resolve("no.png");
        assertBoth(file, file + ": does not exist");
    }

    @Test
    void saysThatALinkLeadsNowhere() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("gone.png"));
        assertBoth(file, file + ": is a link to nothing");
    }

    @Test
    void saysThatALinkLeadsInACircle() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("a.png"), folder.resolve("b.png"));
        Files.createSymbolicLink(folder.resolve("b.png"), file);
        assertBoth(file, file + ": is a link to nothing");
    }

    @Test
    void saysThatReadingIsNotPermitted() throws IOException {
        Path file = write("secret.png", ImageEncoder.png(ReferenceTest.pattern(3, 2)));
        Files.setPosixFilePermissions(file, Set.<PosixFilePermission>of());
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
        assertBoth(file, file + ": cannot be read: permission denied");
    }

    @Test
    void saysThatAFileIsEmpty() throws IOException {
        Path file = write("empty.jpg", new byte[0]);
        assertBoth(file, file + ": is empty (0 bytes); expected an image: JPEG, PNG, TIFF, BMP, GIF or WebP");
    }

    @Test
    void saysThatTextIsNoImage() throws IOException {
        Path file = write("notes.jpg", "hello, here are notes".getBytes(StandardCharsets.UTF_8));
        assertBoth(
                file,
                file + ": is no image that Exina reads: it is text that begins with \"hello, here are\";"
                        + " expected JPEG, PNG, TIFF, BMP, GIF or WebP");
    }

    @Test
    void namesWhatOtherContentIs() throws IOException {
        Path file = write("IMG_1.jpg", "\0\0\0\30ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        assertBoth(
                file,
                file + ": is no image that Exina reads: it is a HEIC image (as iPhones make them);"
                        + " expected JPEG, PNG, TIFF, BMP, GIF or WebP");
        Path network = write("grain.onnx", new byte[] {8, 8, 0x3A, 1});
        assertBoth(
                network,
                network
                        + ": is no image that Exina reads: it is an ONNX network or a model of Exina; expected JPEG, PNG,"
                        + " TIFF, BMP, GIF or WebP");
        Path unknown = write("x.png", new byte[] {1, 2, 3, (byte) 0xFE});
        assertBoth(
                unknown,
                unknown + ": is no image that Exina reads: it is something else that begins with the bytes"
                        + " 01 02 03 fe; expected JPEG, PNG, TIFF, BMP, GIF or WebP");
    }

    @Test
    void refusesAPictureBombBeforeDecodingItYetTellsItsSize() throws IOException {
        byte[] bomb = ImageEncoder.png(ReferenceTest.pattern(3, 2));
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        Path file = write("bomb.png", bomb);
        assertThat(ImageFile.probe(file)).isEqualTo(new ImageHeader(ImageFormat.PNG, 60_000, 60_000));
        assertThat(messageOf(() -> ImageFile.decode(file)))
                .isEqualTo(file + ": declares 60000 x 60000 pixels (3600 megapixels), more than the limit of 400"
                        + " megapixels; make it smaller or cut it into parts");
    }

    @Test
    void limitsAreTheCallers() throws IOException {
        Path file = write("large.png", ImageEncoder.png(ReferenceTest.pattern(40, 30)));
        assertThat(messageOf(() -> ImageFile.decode(file, new ImageFile.Limits(1_199, 1 << 20))))
                .startsWith(file + ": declares 40 x 30 pixels (");
        assertThat(ImageFile.decode(file, new ImageFile.Limits(1_200, 1 << 20)).width())
                .isEqualTo(40);
        assertThat(messageOf(() -> ImageFile.decode(file, new ImageFile.Limits(1_200, 100))))
                .startsWith(file + ": holds 0.00 megabytes, more than the limit of 0.00 megabytes");
        assertThatThrownBy(() -> new ImageFile.Limits(0, 1)).hasMessage("maxPixels must be in [1, 715827882], got 0");
    }

    @Test
    void saysThatAHeaderIsCutOff() throws IOException {
        Path file = write("cut.jpg", Arrays.copyOf(ImageEncoder.jpeg(ReferenceTest.pattern(9, 9), 0.9f), 20));
        assertBoth(
                file,
                file + ": is a JPEG image that is cut off: its header is not complete, after 20 bytes;"
                        + " copy it again from where it came from");
    }

    @Test
    void saysThatAHeaderIsDamaged() throws IOException {
        byte[] png = ImageEncoder.png(ReferenceTest.pattern(9, 9));
        ByteBuffer.wrap(png).putInt(16, 0);
        Path file = write("zero.png", png);
        assertBoth(
                file,
                file + ": is a PNG image with a damaged header: it declares 0 x 9 pixels;"
                        + " copy it again from where it came from");
    }

    @Test
    void saysThatPixelsAreCutOff() throws IOException {
        byte[] jpeg = ImageEncoder.jpeg(ReferenceTest.pattern(90, 90), 0.9f);
        Path file = write("cut.jpg", Arrays.copyOf(jpeg, 4000));
        assertThat(messageOf(() -> ImageFile.decode(file)))
                .isEqualTo(file + ": is a JPEG image that is cut off: its pixels end too early, after 4000 bytes;"
                        + " copy it again from where it came from");
    }

    @Test
    void saysThatPixelsAreDamaged() throws IOException {
        byte[] png = ImageEncoder.png(ReferenceTest.pattern(90, 90));
        png[png.length / 2] ^= 1;
        Path file = write("damaged.png", png);
        assertThat(messageOf(() -> ImageFile.decode(file)))
                .startsWith(file + ": is a PNG image with damaged pixels (a checksum does not match at byte ")
                .endsWith("); copy it again from where it came from");
    }

    @Test
    void saysThatSamplesAreOfAKindThatIsNotRead() throws IOException {
        byte[] tiff = ImageZoo.open().content("rgb16-little.tif");
        ByteBuffer.wrap(tiff).putShort(122, (short) 0x2000); // the first of BitsPerSample: 32
        assertThat(messageOf(() -> ImageFile.decode(tiff, Path.of("deep.tif"))))
                .isEqualTo("deep.tif: is a TIFF image of a kind that Exina does not read: 32-bit whole-number samples;"
                        + " save it with 8 or 16 bits a channel, as PNG or TIFF");
    }

    @Test
    void refusesLossyWebpWhichNoReaderHereDecodesRight() throws IOException {
        byte[] webp = ImageZoo.open().content("lossy.webp");
        assertThat(messageOf(() -> ImageFile.decode(webp, Path.of("a.webp"))))
                .isEqualTo("a.webp: is a WebP image of a kind that Exina does not read: lossy WebP;"
                        + " save it as PNG, TIFF or JPEG, or as WebP without loss");
    }

    @Test
    void namesACompressionThatIsNotRead() throws IOException {
        byte[] tiff = ImageZoo.open().content("rgb16-little.tif");
        int at = 0;
        while (tiff[at] != 3 || tiff[at + 1] != 1 || tiff[at + 2] != 3 || tiff[at + 3] != 0) { // tag 259 of type 3
            at++;
        }
        ByteBuffer.wrap(tiff).putShort(at + 8, (short) 0x50C3); // 50000, the lower byte first
        assertThat(messageOf(() -> ImageFile.decode(tiff, Path.of("packed.tif"))))
                .isEqualTo("packed.tif: is a TIFF image of a kind that Exina does not read: TIFF with ZSTD compression;"
                        + " save it with LZW compression or none");
    }

    @Test
    void refusesWhatIsTransparentAllOver() throws IOException {
        BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_ARGB);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        ImageIO.write(image, "png", clear);
        assertThat(messageOf(() -> ImageFile.decode(clear.toByteArray(), Path.of("clear.png"))))
                .isEqualTo("clear.png: is a PNG image of a kind that Exina does not read: transparent all over;"
                        + " save it without transparency");
        image.setRGB(3, 2, 0xFF00FF00);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        ImageIO.write(image, "png", seen);
        assertThat(ImageFile.decode(seen.toByteArray(), Path.of("seen.png")).meanBorderColor())
                .isNotEqualTo(0xFFFFFF);
    }

    @Test
    void namesFormatsOfMicroscopes() throws IOException {
        Path lif = write("a.lif", new byte[] {'p', 0, 0, 0, 1, 2, 3, 4});
        assertBoth(
                lif,
                lif + ": is no image that Exina reads: it is a Leica LIF image (LAS X exports TIFF);"
                        + " expected JPEG, PNG, TIFF, BMP, GIF or WebP");
        Path tga = write("a.tga", new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 9, 0, 24, 0});
        assertBoth(
                tga,
                tga + ": is no image that Exina reads: it is a Targa (TGA) image;"
                        + " expected JPEG, PNG, TIFF, BMP, GIF or WebP");
        Path ls = write(
                "ls.jpg",
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xF7, 0, 11, 8, 0, 9, 0, 9, 1, 1, 0x11, 0});
        assertBoth(
                ls,
                ls + ": is a JPEG image of a kind that Exina does not read: JPEG-LS;"
                        + " save it as PNG, TIFF or plain JPEG");
    }

    @Test
    @Tag("slow")
    void readsEveryImageOfTheStudy() throws IOException {
        Path data = Path.of(System.getProperty("exina.shared", "../../shared"), "data", "polen23e");
        Assumptions.assumeTrue(Files.isDirectory(data), "no images at " + data);
        int tiff = 0;
        int read = 0;
        try (var files = Files.walk(data, 2)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).toList()) {
                ImageHeader header = ImageFile.probe(file);
                RgbImage image = ImageFile.decode(file);
                assertThat(header).isEqualTo(new ImageHeader(header.format(), image.width(), image.height()));
                tiff += header.format() == ImageFormat.TIFF ? 1 : 0;
                read++;
            }
        }
        assertThat(read).isEqualTo(805);
        assertThat(tiff).isEqualTo(57);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static void assertBoth(Path file, String message) {
        assertThat(messageOf(() -> ImageFile.decode(file))).isEqualTo(message);
        assertThat(messageOf(() -> ImageFile.probe(file))).isEqualTo(message);
    }

    static String messageOf(ThrowingCallable call) {
        ImageException thrown = catchThrowableOfType(ImageException.class, call);
        assertThat(thrown).as("an ImageException").isNotNull();
        return thrown.getMessage();
    }
}
