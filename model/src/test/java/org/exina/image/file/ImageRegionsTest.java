package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.exina.image.Box;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.io.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRegionsTest {
    private static final int FEW_PIXELS = 300; // in a band: several bands of each small image

    @TempDir
    private Path temp;

    /** Through a temporary file, however small. */
    private static ImageRegions large(Path file) throws IOException {
        return ImageRegions.open(file, DecodeSettings.DEFAULT, 0, FEW_PIXELS, (rows, of) -> {});
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(temp.resolve("picture"), content);
    }

    private static RgbImage stitched(ImageRegions regions, int side) throws IOException {
        byte[] pixels = new byte[3 * regions.width() * regions.height()];
        for (int y = 0; y < regions.height(); y += side) {
            for (int x = 0; x < regions.width(); x += side) {
                Box box = new Box(x, y, side, side).clipped(regions.width(), regions.height());
                RgbImage part = regions.read(box);
                for (int row = 0; row < box.height(); row++) {
                    int to = 3 * ((y + row) * regions.width() + x);
                    System.arraycopy(part.pixels(), 3 * row * box.width(), pixels, to, 3 * box.width());
                }
            }
        }
        return RgbImage.of(regions.width(), regions.height(), pixels);
    }

    private static void assertSame(RgbImage found, RgbImage expected, String name) {
        assertThat(found.width()).as(name).isEqualTo(expected.width());
        assertThat(found.height()).as(name).isEqualTo(expected.height());
        assertThat(Arrays.mismatch(found.pixels(), expected.pixels())).as(name).isEqualTo(-1);
    }

    /** Every format, depth, colour, transparency and turn that there is an image of. */
    @Test
    void regionsGiveThePixelsOfTheWhole() throws IOException {
        ImageZoo zoo = ImageZoo.open();
        for (ImageZoo.Expected image : zoo.expected()) {
            Path file = file(zoo.content(image.name()));
            RgbImage whole = ImageFile.decode(file);
            try (ImageRegions regions = large(file)) {
                assertSame(stitched(regions, 7), whole, image.name());
            }
            try (ImageRegions regions = ImageRegions.open(file)) {
                assertSame(stitched(regions, 64), whole, image.name() + " in memory");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DihedralView.class)
    void turnedImagesAreReadUpright(DihedralView view) throws IOException {
        int tag = List.of(1, 8, 3, 6, 2, 5, 4, 7).get(view.ordinal()); // Exif 2.32, tag Orientation
        RgbImage stored = ReferenceTest.pattern(23, 14);
        Path file = file(withOrientation(ImageEncoder.png(stored), tag));
        RgbImage whole = ImageFile.decode(file);
        assertSame(whole, view.apply(stored), view.toString());
        try (ImageRegions regions = large(file)) {
            assertSame(stitched(regions, 5), whole, view.toString());
        }
    }

    /** A chunk eXIf with one tag, in front of the pixels. */
    private static byte[] withOrientation(byte[] png, int tag) {
        ByteBuffer exif =
                ByteBuffer.allocate(26).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) tag);
        byte[] body = ByteBuffer.allocate(30)
                .put(new byte[] {'e', 'X', 'I', 'f'})
                .put(exif.array())
                .array();
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(png.length + 38)
                .put(png, 0, 33)
                .putInt(26)
                .put(body)
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    @Test
    void rowsWrittenOneByOneAreAPng() throws IOException {
        RgbImage image = ReferenceTest.pattern(301, 211);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PngRows rows = new PngRows(out, 301, 211)) {
            rows.add(image.part(0, 0, 301, 100));
            assertThatThrownBy(() -> rows.add(image.part(0, 0, 300, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected at most 111 rows of 301 pixels, got 1 of 300");
            assertThatThrownBy(rows::finish)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("expected 211 rows, got 100");
            rows.add(image.part(0, 100, 301, 111));
            rows.finish();
        }
        Path file = file(out.toByteArray());
        assertSame(ImageFile.decode(file), image, "decoded");
        try (ImageRegions regions = large(file)) {
            assertSame(stitched(regions, 50), image, "by bands");
        }
    }

    @Test
    void theOverviewIsTheReducedWhole() throws IOException {
        RgbImage image = ReferenceTest.pattern(400, 300);
        Path file = file(ImageEncoder.png(image));
        try (ImageRegions regions = large(file)) {
            RgbImage small = regions.overview(50);
            RgbImage expected = ImageEncoder.thumbnail(image, 50);
            assertThat(small.width()).isEqualTo(50);
            assertThat(small.height()).isEqualTo(38);
            double difference = 0;
            for (int i = 0; i < small.pixels().length; i++) {
                difference += Math.abs((small.pixels()[i] & 0xFF) - (expected.pixels()[i] & 0xFF));
            }
            assertThat(difference / small.pixels().length).isLessThan(6);
            assertSame(regions.overview(400), image, "no smaller");
            assertThat(regions.overview(1).width()).isEqualTo(1);
        }
    }

    @Test
    void rowsAreTold() throws IOException {
        List<String> told = new ArrayList<>();
        Path file = file(ImageEncoder.png(ReferenceTest.pattern(100, 8)));
        ImageRegions.open(file, DecodeSettings.DEFAULT, 0, FEW_PIXELS, (rows, of) -> told.add(rows + "/" + of))
                .close();

        assertThat(told).containsExactly("3/8", "6/8", "8/8");
    }

    @Test
    void theTemporaryFileIsGoneAfterwards() throws IOException {
        long before = temporaryFiles();
        ImageRegions regions = large(file(ImageEncoder.png(ReferenceTest.pattern(100, 80))));
        regions.close();

        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().matches("exina-.*\\.pixels"))
                    .count();
        }
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> large(file)).isInstanceOf(ImageException.class).hasMessage(message);
    }

    @Test
    void moreThanTwoGigapixelsAreRefused() throws IOException {
        byte[] png = ImageEncoder.png(ReferenceTest.pattern(4, 4));
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 20_001);
        Path file = file(png);

        assertRefused(
                file,
                file
                        + ": declares 100000 x 20001 pixels (2000 megapixels), more than the limit of 2000 megapixels; cut it"
                        + " into parts");
    }

    @Test
    void aImageCutOffIsNamed() throws IOException {
        for (String format : List.of("PNG", "JPEG")) {
            RgbImage image = ReferenceTest.pattern(100, 80);
            byte[] all = format.equals("PNG") ? ImageEncoder.png(image) : ImageEncoder.jpeg(image, 0.9f);
            Path file = file(Arrays.copyOf(all, all.length - 40));
            assertRefused(
                    file,
                    file + ": is a " + format + " image that is cut off: its pixels end too early, after "
                            + (all.length - 40) + " bytes; copy it again from where it came from");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 200})
    void aDamagedPngIsNamed(int at) throws IOException {
        byte[] png = ImageEncoder.png(ReferenceTest.pattern(100, 80));
        png[at] ^= 0x55;
        Path file = file(png);

        assertThatThrownBy(() -> large(file))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(file + ": is a PNG image with damaged pixels")
                .hasMessageEndingWith("; copy it again from where it came from");
    }

    @Test
    void noRoomForTheTemporaryFileIsSaid() {
        assertThatThrownBy(() -> PixelSpool.checkRoom(Path.of("scan.png"), Path.of("/tmp"), 1_200_000_000, 300_000_000))
                .isInstanceOf(ImageException.class)
                .hasMessage(
                        "scan.png: is too large to be kept in memory, and unpacked it takes 1200 megabytes, of which"
                                + " /tmp has 300 left; make room there")
                .extracting(fault -> ((ImageException) fault).remedy())
                .isEqualTo(Optional.of(new Remedy(Remedy.Kind.OTHER_TEMPORARY_FOLDER, "/tmp")));
    }

    @Test
    void aFullDiskIsSaid() {
        assertThat(new PixelSpool.FullException(new IOException("No space left on device")).of(Path.of("scan.png")))
                .hasMessage("scan.png: is too large to be kept in memory, and the temporary file for it could not be"
                        + " written in " + System.getProperty("java.io.tmpdir")
                        + " (No space left on device); make room there");
    }

    @Test
    void anInterruptedOpeningLeavesNothing() throws IOException {
        Path file = file(ImageEncoder.png(ReferenceTest.pattern(100, 80)));
        long before = temporaryFiles();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> large(file))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void aPartOutsideIsRefused() throws IOException {
        try (ImageRegions regions = large(file(ImageEncoder.png(ReferenceTest.pattern(10, 8))))) {
            assertThatThrownBy(() -> regions.read(new Box(5, 0, 6, 8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a part of 10 x 8 pixels, got Box[x=5, y=0, width=6, height=8]");
        }
    }
}
