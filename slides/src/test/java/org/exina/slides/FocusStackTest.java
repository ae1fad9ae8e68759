package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.exina.image.Box;
import org.exina.image.PixelSource;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageRegions;
import org.exina.image.file.ImageSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FocusStackTest {
    private static final int SIDE = 120;

    @TempDir
    private Path folder;

    /** Random squares; left half or right half replaced by its mean over 9 x 9 pixels. */
    private static RgbImage plane(boolean leftSharp) {
        RgbImage sharp = sharp();
        byte[] pixels = sharp.pixels().clone();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                if (x < SIDE / 2 != leftSharp) {
                    byte mean = mean(sharp, x, y);
                    for (int c = 0; c < 3; c++) {
                        pixels[3 * (y * SIDE + x) + c] = mean;
                    }
                }
            }
        }
        return RgbImage.of(SIDE, SIDE, pixels);
    }

    private static RgbImage sharp() {
        Random random = new Random(4);
        int[] squares = random.ints(900, 40, 220).toArray();
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) squares[i / 3 / SIDE / 4 * 30 + i / 3 % SIDE / 4];
        }
        return RgbImage.of(SIDE, SIDE, pixels);
    }

    private static byte mean(RgbImage image, int x, int y) {
        int sum = 0;
        int count = 0;
        for (int row = Math.max(0, y - 4); row <= Math.min(SIDE - 1, y + 4); row++) {
            for (int column = Math.max(0, x - 4); column <= Math.min(SIDE - 1, x + 4); column++) {
                sum += image.pixels()[3 * (row * SIDE + column)] & 0xFF;
                count++;
            }
        }
        return (byte) (sum / count);
    }

    private static double difference(RgbImage a, RgbImage b, int fromX, int toX) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = fromX; x < toX; x++, count++) {
                int at = 3 * (y * SIDE + x);
                sum += Math.abs((a.pixels()[at] & 0xFF) - (b.pixels()[at] & 0xFF));
            }
        }
        return sum / count;
    }

    @Test
    void isSharpWhereverOnePlaneIs() {
        RgbImage merged = FocusStack.merge(List.of(plane(true), plane(false)));

        RgbImage truth = sharp();
        assertThat(difference(plane(true), truth, 70, SIDE)).isGreaterThan(20);
        assertThat(difference(merged, truth, 0, 50)).isLessThan(1.5);
        assertThat(difference(merged, truth, 70, SIDE)).isLessThan(1.5);
    }

    @Test
    void equalPlanesStayAsTheyAre() {
        assertThat(FocusStack.merge(List.of(sharp(), sharp(), sharp())).pixels())
                .isEqualTo(sharp().pixels());
    }

    @Test
    void partsAreThoseOfTheWhole() throws IOException {
        List<Path> files = write(plane(true), plane(false));
        RgbImage whole = FocusStack.merge(List.of(plane(true), plane(false)));

        List<ImageRegions> planes = new ArrayList<>();
        for (Path file : files) {
            planes.add(ImageRegions.open(file));
        }
        try (FocusStack lazy = FocusStack.of(planes, 10)) {
            for (Box box : List.of(new Box(0, 0, 40, 30), new Box(37, 51, 60, 44), new Box(90, 100, 30, 20))) {
                assertThat(lazy.read(box).pixels())
                        .isEqualTo(whole.part(box.x(), box.y(), box.width(), box.height())
                                .pixels());
            }
            assertThat(lazy.overview(60).width()).isEqualTo(60);
        }
        try (FocusStack inMemory = FocusStack.open(folder, files, 16, (rows, of) -> {})) {
            assertThat(inMemory.read(new Box(0, 0, SIDE, SIDE)).pixels()).isEqualTo(whole.pixels());
            assertThat(inMemory.width()).isEqualTo(SIDE);
            assertThat(inMemory.height()).isEqualTo(SIDE);
        }
    }

    @Test
    void planesInOneFileAreThoseOfThatField() throws IOException {
        Path file = stack("field.tif");
        RgbImage whole = FocusStack.merge(List.of(plane(true), plane(false)));

        List<FieldFile> fields = FieldFiles.list(List.of(file), true);
        assertThat(fields).containsExactly(new FieldFile("field.tif", file, List.of(file), true));
        assertThat(FieldFiles.list(List.of(folder), true)).isEqualTo(fields);
        assertThat(FieldFiles.list(List.of(file), false).get(0).isStack()).isFalse();
        try (PixelSource field = fields.get(0).open(16, (rows, of) -> {})) {
            assertThat(field.read(new Box(0, 0, SIDE, SIDE)).pixels()).isEqualTo(whole.pixels());
        }
    }

    @Test
    void aFileWithPlanesIsReadAsOneImageWhereThatIsAskedFor() throws IOException {
        ImageSource plain = ImageSource.of("field.tif", stack("field.tif"));
        ImageSource merged = MergedStack.of(plain);
        assertThat(merged.pixels().pixels())
                .isEqualTo(FocusStack.merge(List.of(plane(true), plane(false))).pixels());
        assertThat(plain.pixels().pixels()).isEqualTo(plane(true).pixels());
        assertThat(merged.name()).isEqualTo("field.tif");
        assertThat(merged.read().sha256()).isNotEqualTo(plain.read().sha256());
        ImageSource one = ImageSource.of(write(plane(true)).get(0));
        assertThat(MergedStack.of(one)).isSameAs(one);
    }

    /** Two pages. */
    private Path stack(String name) throws IOException {
        Path file = folder.resolve(name);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (RgbImage plane : List.of(plane(true), plane(false))) {
                BufferedImage page = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
                for (int i = 0; i < SIDE * SIDE; i++) {
                    byte[] rgb = plane.pixels();
                    page.setRGB(
                            i % SIDE,
                            i / SIDE,
                            ((rgb[3 * i] & 0xFF) << 16) | ((rgb[3 * i + 1] & 0xFF) << 8) | (rgb[3 * i + 2] & 0xFF));
                }
                writer.writeToSequence(new IIOImage(page, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    @Test
    void refusesPlanesOfUnequalSize() throws IOException {
        List<Path> files = write(plane(true), plane(false).part(0, 0, 100, SIDE));

        assertThatThrownBy(() -> FocusStack.open(folder, files, 16, (rows, of) -> {}))
                .isInstanceOf(ImageException.class)
                .hasMessage(files.get(1) + ": is 100 x 120 pixels (upright), but plane-0.png is 120 x 120;"
                        + " planes of one field must have one size");
    }

    @Test
    void refusesOnePlaneOnly() throws IOException {
        List<Path> files = write(plane(true));

        assertThatThrownBy(() -> FocusStack.open(folder, files, 16, (rows, of) -> {}))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(folder + ": expected two planes of focus or more, found plane-0.png");
    }

    @Test
    void namesThePlaneThatCannotBeRead() throws IOException {
        List<Path> files = write(plane(true), plane(false));
        Files.writeString(files.get(1), "no image");

        assertThatThrownBy(() -> FocusStack.open(folder, files, 16, (rows, of) -> {}))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(files.get(1).toString());
    }

    private List<Path> write(RgbImage... planes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (RgbImage plane : planes) {
            Path file = folder.resolve("plane-" + files.size() + ".png");
            Files.write(file, ImageEncoder.png(plane));
            files.add(file);
        }
        return files;
    }

    /** Dark discs on a ground that is lighter on the right, blurred over as many pixels to each side. */
    private static RgbImage discs(long seed, int blur) {
        int side = 4 * SIDE;
        Random random = new Random(seed);
        double[] grey = new double[side * side];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 180 + 60.0 * (i % side) / side + random.nextInt(9);
        }
        for (int disc = 0; disc < 12; disc++) {
            int x = random.nextInt(side);
            int y = random.nextInt(side);
            for (int i = 0; i < grey.length; i++) {
                double away = Math.hypot(i % side - x, i / side - y);
                grey[i] -= 110 * Math.max(0, Math.min(1, (30 + blur - away) / (2 * blur + 1)));
            }
        }
        byte[] pixels = new byte[3 * grey.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, grey[i / 3]);
        }
        return RgbImage.of(side, side, pixels);
    }

    private Path written(String name, RgbImage image) throws IOException {
        return Files.write(folder.resolve(name), ImageEncoder.png(image));
    }

    @Test
    void imagesOfDifferentFieldsAreNotMerged() throws IOException {
        Path sharp = written("a.png", discs(1, 1));
        Path blurred = written("b.png", discs(1, 15));
        Path other = written("c.png", discs(2, 1));

        try (PixelSource merged = FocusStack.open(folder, List.of(sharp, blurred), 16, (rows, of) -> {})) {
            assertThat(merged.width()).isEqualTo(4 * SIDE);
        }
        assertThatThrownBy(() -> FocusStack.open(folder, List.of(sharp, blurred, other), 16, (rows, of) -> {}))
                .isInstanceOf(ImageException.class)
                .hasMessage(
                        folder + ": b.png and c.png do not show the same field; expected planes of focus of one, which"
                                + " are merged: put the planes of each field in a folder of their own, or count the images each as a"
                                + " field");
    }

    @Test
    void emptyFieldsTellNothing() throws IOException {
        RgbImage bare = RgbImage.of(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
        try (PixelSource merged = FocusStack.open(
                folder, List.of(written("a.png", bare), written("b.png", bare)), 16, (rows, of) -> {})) {
            assertThat(merged.height()).isEqualTo(SIDE);
        }
    }
}
