package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.exina.synthetic.SyntheticGrains;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user reads when the images cannot be used, and what is left on disk. */
class BadDataTest {
    @TempDir
    private Path folder;

    private Path images;
    private Path run;
    private Path model;

    @BeforeEach
    void setUp() {
        images = folder.resolve("pictures");
        run = folder.resolve("run");
        model = folder.resolve("model.onnx");
    }

    @Test
    void emptyFolder() throws IOException {
        Files.createDirectories(images);
        refused("holds no image; expected a folder for each class");
    }

    @Test
    void oneClass() throws IOException {
        Grains.write(
                images.resolve("betula").resolve("1.png"),
                SyntheticGrains.classes(2).get(0),
                1,
                1);
        refused("expected at least 2 class");
    }

    @Test
    void nothingThere() {
        refused("does not exist; expected a folder of images or a CSV manifest");
    }

    @Test
    void classWithOneImage() throws IOException {
        Grains.write(images, 2, 4, 1);
        Grains.write(
                images.resolve("lonely").resolve("1.png"),
                SyntheticGrains.classes(2).get(0),
                9,
                1);

        Ran ran = Ran.exina("crossval", images, "--folds", 2, "--out", run);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("lonely");
        assertThat(run.resolve("run.json")).doesNotExist();
    }

    @Test
    void onlyEmptyFiles() throws IOException {
        for (String name : new String[] {"a/1.jpg", "a/2.jpg", "b/1.jpg", "b/2.jpg"}) {
            Path file = images.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[0]);
        }
        refused("holds no image among 4 files (a/1.jpg is empty (0 bytes); expected an image");
    }

    @Test
    void damagedImagesAreToldAndTheRestGoesOn() throws IOException {
        Grains.write(images, 2, 5, 1);
        Path first;
        try (Stream<Path> files = Files.walk(images)) {
            first = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(whole, whole.length / 2));
        Files.write(first.resolveSibling("zero.png"), new byte[0]);
        Files.write(first.resolveSibling("bomb.png"), bomb());

        Ran ran = Ran.exina("crossval", images, "--folds", 2, "--out", run, "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.json().get("n").asInt()).isEqualTo(9);
        assertThat(ran.json().get("unreadable").asInt()).isEqualTo(3);
        assertThat(ran.json().get("notUsed")).hasSize(3);
    }

    @Test
    void aClassWithoutAReadableImageStopsTheTrainingByItsName() throws IOException {
        Grains.write(images, 2, 3, 1);
        Files.createDirectories(images.resolve("Betula"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(images.resolve("Betula/IMG_" + i + ".HEIC"), "\0\0\0\030ftypheic");
        }

        for (String command : List.of("train", "crossval")) {
            Ran ran = Ran.exina(command, images, "-o", command.equals("train") ? model : run, "--folds", 2);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .startsWith("exina: " + images + ": the class Betula loses 3 of 3 images (Betula/IMG_0.HEIC ")
                    .endsWith(" (exina check lists what cannot be read)\n")
                    .doesNotContain("features:");
        }
    }

    @Test
    void whatIsLeftOutIsToldInOneLine() throws IOException {
        Grains.write(images, 2, 5, 1);
        Path first = Files.createDirectories(images.resolve("few"));
        Files.write(first.resolve("1.png"), Files.readAllBytes(anyImage()));
        Files.writeString(anyImage().resolveSibling("zero.jpg"), "");
        Files.writeString(anyImage().resolveSibling("scan.czi"), "ZISRAWFILE");
        String told =
                "exina: 3 files not used: 1 unreadable, 1 of a kind that is not read (.czi), 1 of a class with too few"
                        + " images (few with 1 image); see exina check " + images + "\n";

        assertThat(Ran.exina("train", images, "-o", model, "--folds", 0, "--min-images", 2)
                        .err())
                .endsWith(told);
        assertThat(Ran.exina("crossval", images, "-o", run, "--folds", 2, "--min-images", 2)
                        .err())
                .endsWith(told);
        assertThat(Ran.exina("evaluate", model, images, "--with-seen", "--min-images", 2)
                        .err())
                .endsWith(told);
        assertThat(Ran.exina("curve", images, "--folds", 2, "--min-images", 2).err())
                .endsWith(told);
        assertThat(Ran.exina("predict", model, images).err()).endsWith("""
                        exina: 2 files not used: 1 unreadable, 1 of a kind that is not read (.czi); --json lists them
                        exina: 1 of 12 files could not be read as an image
                        """);
    }

    @Test
    void aLabelThatTheModelHasOtherwiseIsTold() throws IOException {
        List<String> labels = Grains.write(images, 2, 3, 1);
        String label = labels.get(0);
        assertThat(Ran.exina("train", images, "-o", model, "--folds", 0).code()).isZero();
        String other = label.toUpperCase(Locale.ROOT);
        Files.move(images.resolve(label), images.resolve(other));

        assertThat(Ran.exina("evaluate", model, images, "--with-seen").err())
                .contains("exina: the model never learned '" + other
                        + "': 3 images took no part in the metrics; it has \"" + label + "\", and this label is \""
                        + other + "\": name the folder as the class is named\n");
        Files.move(images.resolve(labels.get(1)), images.resolve(labels.get(1).toUpperCase(Locale.ROOT)));
        assertThat(Ran.exina("evaluate", model, images, "--with-seen").err())
                .contains("found only \"" + other + "\" where the model has \"" + label + "\", ");
    }

    private Path anyImage() throws IOException {
        try (Stream<Path> files = Files.walk(images)) {
            return files.filter(file -> file.getFileName().toString().equals("grain_2.png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aClassCalledUnknownIsRefusedAndDebrisIsTold() throws IOException {
        String label = Grains.write(images, 2, 3, 1).get(1);
        Path second = images.resolve("Unknown");
        Files.move(images.resolve(label), second);
        Ran ran = Ran.exina("train", images, "-o", model, "--folds", 0);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "a class is called \"Unknown\", which is what a model answers to an image that is of none of its"
                                + " classes; rename it, such as \"other\", or leave it out")
                .doesNotContain("features:");

        Files.move(second, images.resolve("debris"));
        ran = Ran.exina("train", images, "-o", model, "--folds", 0);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains(
                        "the class \"debris\" is one of things that are no grains: counts leave it out of the pollen sum");
    }

    @Test
    void imageBombIsRefusedBeforeItIsDecoded() throws IOException {
        Grains.write(images, 2, 3, 1);
        assertThat(Ran.exina("train", images, "-o", model, "--folds", 0).code()).isZero();
        Path bomb = folder.resolve("bomb.png");
        Files.write(bomb, bomb());

        Ran ran = Ran.exina("predict", model, bomb);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("bomb.png").contains("60000 x 60000");
    }

    @Test
    void linksInACircle() throws IOException {
        Grains.write(images, 2, 4, 1);
        Files.createSymbolicLink(images.resolve("circle"), images);

        Ran ran = Ran.exina("crossval", images, "--folds", 2, "--out", run, "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.json().get("n").asInt()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a model", ""})
    void foreignModel(String content) throws IOException {
        Files.writeString(model, content, StandardCharsets.UTF_8);
        Ran ran = Ran.exina("predict", model, folder);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("no images in");
        Files.write(folder.resolve("x.png"), new byte[] {1});
        ran = Ran.exina("predict", model, folder.resolve("x.png"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(model.toString());
    }

    @Test
    void runFolderOfTheUsersIsLeftAlone() throws IOException {
        Grains.write(images, 2, 4, 1);
        Files.createDirectories(run);
        Files.writeString(run.resolve("thesis.txt"), "years of work");

        Ran ran = Ran.exina("crossval", images, "--folds", 2, "--out", run);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("holds thesis.txt, and no run");
        assertThat(run).isDirectoryContaining("glob:**/thesis.txt");
    }

    private void refused(String message) {
        for (Object[] words : new Object[][] {
            {"crossval", images, "--folds", 2, "--out", run},
            {"train", images, "-o", model}
        }) {
            Ran ran = Ran.exina(words);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains("exina: " + images).contains(message);
        }
        assertThat(run.resolve("run.json")).doesNotExist();
        assertThat(model).doesNotExist();
    }

    /** A PNG of 60000 x 60000 pixels, by its header alone. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(60000).putInt(60000).put(new byte[] {8, 2, 0, 0, 0});
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", new byte[100]);
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        out.write(chunk.putInt((int) crc.getValue()).array());
    }
}
