package org.exina.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.image.Crop;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.image.TwoSquares;
import org.exina.image.file.ImageFile;
import org.exina.io.Csv;
import org.exina.io.Json;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {
    @TempDir
    private Path temp;

    private Path data;
    private Path out;

    /** Three classes of eight images, one of them square; in the first one image twice and one that is none. */
    @BeforeEach
    void draw() throws IOException {
        data = temp.resolve("data");
        out = temp.resolve("out");
        long seed = 0;
        for (String label : List.of("Ulmus", "acer", "tilia")) {
            for (int i = 0; i < 8; i++) {
                StudyImages.png(data.resolve(label).resolve("grain (" + i + ").png"), i == 0 ? 40 : 30 + i, 40, ++seed);
            }
        }
        Files.copy(data.resolve("acer/grain (3).png"), data.resolve("acer/copy of 3.png"));
        Files.writeString(data.resolve("acer/broken.jpg"), "no image");
        Files.writeString(data.resolve("notes.txt"), "notes");
    }

    private static PreparationSettings settings(Cut cut, long seed, boolean leaky) {
        return new PreparationSettings(cut, OptionalInt.empty(), 0.25, seed, Optional.empty(), leaky);
    }

    private PreparationRecord prepare(PreparationSettings settings) throws IOException {
        return Preparation.run(data, out, settings, "1.2", Progress.NONE);
    }

    private List<Map<String, String>> manifest() throws IOException {
        List<Csv.Row> rows;
        try {
            rows = Csv.parse(Files.readString(out.resolve(Preparation.MANIFEST)), ',');
        } catch (Csv.SyntaxException e) {
            throw new IOException(e);
        }
        return rows.stream()
                .skip(1)
                .map(row -> {
                    Map<String, String> named = new HashMap<>();
                    for (int i = 0; i < row.fields().size(); i++) {
                        named.put(rows.get(0).fields().get(i), row.fields().get(i));
                    }
                    return named;
                })
                .toList();
    }

    private static Map<String, Set<String>> partsBy(String column, List<Map<String, String>> rows) {
        Map<String, Set<String>> parts = new TreeMap<>();
        rows.forEach(row ->
                parts.computeIfAbsent(row.get(column), any -> new HashSet<>()).add(row.get("part")));
        return parts;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFileIsThePieceThatTheManifestSays() throws IOException {
        PreparationRecord record = prepare(settings(Cut.TWO_SQUARES, 1, false));
        List<Map<String, String>> rows = manifest();
        assertThat(rows).hasSize(24 * 2 - 3 + 2);
        assertThat(record.train() + record.validation()).isEqualTo(rows.size());
        for (Map<String, String> row : rows) {
            List<RgbImage> squares = TwoSquares.of(ImageFile.decode(data.resolve(row.get("source"))));
            String crop = row.get("crop");
            RgbImage expected = squares.get(crop.equals("two-squares 2 of 2") ? 1 : 0);
            assertThat(crop).startsWith(squares.size() == 1 ? "two-squares" : "two-squares ");
            assertThat(ImageFile.decode(out.resolve(row.get("path"))).pixels()).isEqualTo(expected.pixels());
            assertThat(row.get("path")).startsWith(row.get("part") + "/" + row.get("label") + "/");
            assertThat(row.get("split")).isEqualTo("grouped");
        }
        List<String> written =
                new ArrayList<>(rows.stream().map(row -> row.get("path")).toList());
        written.addAll(List.of(Preparation.MANIFEST, Preparation.RECORD));
        assertThat(files()).containsExactlyInAnyOrderElementsOf(written);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingThatBelongsTogetherIsTornApart(long seed) throws IOException {
        PreparationRecord record = prepare(settings(Cut.TWO_SQUARES, seed, false));
        List<Map<String, String>> rows = manifest();
        assertThat(partsBy("source", rows).values()).allMatch(parts -> parts.size() == 1);
        assertThat(partsBy("group", rows).values()).allMatch(parts -> parts.size() == 1);
        assertThat(rows.stream().filter(row -> row.get("source").equals("acer/copy of 3.png")))
                .allMatch(row -> row.get("group").equals("acer/copy of 3.png"));
        assertThat(rows.stream().filter(row -> row.get("source").equals("acer/grain (3).png")))
                .hasSize(2)
                .allMatch(row -> row.get("group").equals("acer/copy of 3.png"));
        assertThat(record.tornPictures()).isZero();
        assertThat(record.classes()).allMatch(each -> each.train() > 0 && each.validation() >= 3);
        assertThat(record.groups()).isEqualTo(24);
    }

    @Test
    void namesThatMatchTogetherStayTogether() throws IOException {
        PreparationRecord record = prepare(new PreparationSettings(
                Cut.STRETCH, OptionalInt.empty(), 0.4, 1, Optional.of(Pattern.compile("([0-3])\\)")), false));
        assertThat(record.settings().groupBy()).isEqualTo("([0-3])\\)");
        Map<String, Set<String>> parts = new HashMap<>();
        manifest().stream()
                .filter(row -> row.get("source").matches(".*[0-3]\\)\\.png"))
                .forEach(row -> parts.computeIfAbsent(row.get("source").replaceAll(".*\\(", ""), any -> new HashSet<>())
                        .add(row.get("part")));
        assertThat(parts)
                .hasSize(4)
                .allSatisfy((name, sides) -> assertThat(sides).hasSize(1));
    }

    @Test
    void leakyTearsImagesApartAndSaysSo() throws IOException {
        PreparationRecord record = prepare(settings(Cut.TWO_SQUARES, 1, true));
        List<Map<String, String>> rows = manifest();
        long torn = partsBy("source", rows).values().stream()
                .filter(p -> p.size() == 2)
                .count();
        assertThat(torn).isPositive();
        assertThat(record.tornPictures()).isEqualTo((int) torn);
        assertThat(record.split()).isEqualTo("leaky");
        assertThat(record.warning())
                .contains("stand on both sides", "too high", "Dealt out by image they stay together");
        assertThat(rows).allMatch(row -> row.get("split").equals("leaky"));
        assertThat(Files.readString(out.resolve(Preparation.RECORD)))
                .contains("\"split\" : \"leaky\"", "\"tornPictures\" : " + torn, record.warning());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theManifestIsADataSetThatKeepsImagesTogetherEvenIfLeaky(boolean leaky) throws IOException {
        prepare(settings(Cut.TWO_SQUARES, 1, leaky));
        Dataset read = Dataset.open(out.resolve(Preparation.MANIFEST));
        assertThat(read.classes()).containsExactly("Ulmus", "acer", "tilia");
        assertThat(read.size()).isEqualTo(24 * 2 - 3 + 2);
        assertThat(Groups.of(Inspection.ofGrouped(read, Progress.NONE), Optional.empty())
                        .count())
                .isEqualTo(24);
        assertThat(Dataset.open(out.resolve("train")).classes()).isEqualTo(read.classes());
        assertThat(Dataset.open(out.resolve("validation")).classes()).isEqualTo(read.classes());
    }

    @Test
    void sameSeedGivesTheSameFiles() throws IOException {
        prepare(settings(Cut.TWO_SQUARES, 1, false));
        List<String> first = files();
        String manifest = Files.readString(out.resolve(Preparation.MANIFEST));
        out = temp.resolve("again");
        prepare(settings(Cut.TWO_SQUARES, 1, false));
        assertThat(files()).isEqualTo(first);
        assertThat(out.resolve(Preparation.MANIFEST)).hasContent(manifest);
        out = temp.resolve("other");
        prepare(settings(Cut.TWO_SQUARES, 2, false));
        assertThat(files()).isNotEqualTo(first);
    }

    @Test
    void namesAreUniqueInBothPartsAndSortAsTheDataSet() throws IOException {
        StudyImages.png(data.resolve("acer/sub/grain (0).png"), 20, 30, 99); // the same name, deeper
        StudyImages.jpeg(data.resolve("acer/grain (0).jpg"), 20, 30, 98);
        prepare(settings(Cut.TWO_SQUARES, 1, false));
        List<String> names = manifest().stream()
                .filter(row -> row.get("label").equals("acer"))
                .map(row -> row.get("path").replaceAll(".*/", ""))
                .toList();
        assertThat(names).doesNotHaveDuplicates().isSorted();
        assertThat(names).contains("0001-1-copy_of_3.png", "0001-2-copy_of_3.png", "0002-1-grain_0.png");
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aSizeIsThatOfEveryFile(Cut cut) throws IOException {
        prepare(new PreparationSettings(cut, OptionalInt.of(16), 0.25, 1, Optional.empty(), false));
        for (Map<String, String> row : manifest()) {
            RgbImage source = ImageFile.decode(data.resolve(row.get("source")));
            int piece = row.get("crop").endsWith("2 of 2") ? 1 : 0;
            assertThat(ImageFile.decode(out.resolve(row.get("path"))).pixels())
                    .isEqualTo(Resize.resize(cut.pieces(source).get(piece), 16, 16, Interpolation.BICUBIC)
                            .pixels());
        }
    }

    @Test
    void centerAndWholeAreSquare() throws IOException {
        prepare(settings(Cut.WHOLE, 1, false));
        Map<String, String> row = manifest().get(5);
        RgbImage source = ImageFile.decode(data.resolve(row.get("source")));
        assertThat(row.get("crop")).isEqualTo("whole");
        assertThat(ImageFile.decode(out.resolve(row.get("path"))).pixels())
                .isEqualTo(Crop.WHOLE.inShape(source, 1, 1).pixels());
        assertThat(Cut.CENTER.pieces(source).get(0).width()).isEqualTo(source.width());
        assertThat(Cut.CENTER.pieces(source).get(0).height()).isEqualTo(source.width());
    }

    @Test
    void aWholeJpegIsCopiedUnlessItLiesOnItsSide() throws IOException {
        Path plain = StudyImages.jpeg(data.resolve("tilia/plain.jpeg"), 30, 20, 50);
        Path turned = StudyImages.turnedJpeg(data.resolve("tilia/turned.jpg"), 30, 20, 51);
        prepare(settings(Cut.STRETCH, 1, false));
        Map<String, String> names = new HashMap<>();
        manifest().forEach(row -> names.put(row.get("source"), row.get("path")));
        assertThat(names.get("tilia/plain.jpeg")).endsWith("-1-plain.jpg");
        assertThat(out.resolve(names.get("tilia/plain.jpeg"))).hasSameBinaryContentAs(plain);
        assertThat(names.get("tilia/turned.jpg")).endsWith("-1-turned.png");
        RgbImage upright = ImageFile.decode(out.resolve(names.get("tilia/turned.jpg")));
        assertThat(upright.width()).isEqualTo(20);
        assertThat(upright.pixels()).isEqualTo(ImageFile.decode(turned).pixels());
    }

    @Test
    void whatIsLeftOutIsListed() throws IOException {
        PreparationRecord record = prepare(settings(Cut.TWO_SQUARES, 1, false));
        assertThat(record.pictures()).isEqualTo(25);
        assertThat(record.unreadable())
                .extracting(PreparationRecord.LeftOut::path)
                .containsExactly("acer/broken.jpg");
        assertThat(record.skipped()).extracting(PreparationRecord.LeftOut::path).containsExactly("notes.txt");
        PreparationRecord read = Json.read(out.resolve(Preparation.RECORD), PreparationRecord.class);
        assertThat(read).isEqualTo(record);
        assertThat(read.exina()).isEqualTo("1.2");
        assertThat(read.layout()).isEqualTo("a folder for each class");
    }

    @Test
    void pixelSizesAreKeptAndScaled() throws IOException {
        Path manifest = Files.writeString(data.resolve("m.csv"), """
                path,label,micronsPerPixel
                Ulmus/grain (1).png,Ulmus,0.5
                Ulmus/grain (2).png,Ulmus,
                acer/grain (1).png,acer,0.25
                acer/grain (2).png,acer,0.5
                """);
        PreparationSettings half =
                new PreparationSettings(Cut.CENTER, OptionalInt.of(10), 0.5, 1, Optional.empty(), false);
        Preparation.run(manifest, out, half, "1", Progress.NONE);
        assertThat(manifest())
                .extracting(row -> row.get("micronsPerPixel"))
                .containsExactly("1.55000", "", "0.775000", "1.60000");
    }

    @Test
    void classesStandInTheOrderOfKeras() throws IOException {
        List<String> keras;
        try (InputStream in = PreparationTest.class.getResourceAsStream("classes.txt")) {
            keras = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        data = temp.resolve("named");
        long seed = 1000;
        for (String label : keras) {
            for (int i = 0; i < 2; i++) {
                StudyImages.png(data.resolve(label).resolve(i + ".png"), 24, 24, ++seed);
            }
        }
        PreparationRecord record =
                prepare(new PreparationSettings(Cut.CENTER, OptionalInt.empty(), 0.5, 1, Optional.empty(), false));
        assertThat(keras).hasSize(16);
        assertThat(record.classes())
                .extracting(PreparationRecord.ClassFiles::label)
                .isEqualTo(keras);
    }

    @Test
    void interruptedItLeavesNothing() {
        Thread caller = Thread.currentThread();
        Progress interrupting = (phase, done, total) -> {
            if (phase.equals("writing images") && done == 3) {
                caller.interrupt();
            }
        };
        assertThatThrownBy(() -> Preparation.run(data, out, settings(Cut.TWO_SQUARES, 1, false), "1", interrupting))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted while images were written; nothing was kept");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(temp.toFile().list()).containsExactly("data");
    }

    @Test
    void anOutputThatIsThereOrInsideTheDataIsRefused() throws IOException {
        Files.createDirectories(out.resolve("train"));
        assertThatThrownBy(() -> prepare(settings(Cut.CENTER, 1, false)))
                .hasMessage(out + ": is not empty (1 file); expected a new folder or an empty one, nothing is"
                        + " overwritten");
        out = data.resolve("prepared");
        assertThatThrownBy(() -> prepare(settings(Cut.CENTER, 1, false)))
                .isInstanceOf(DatasetException.class)
                .hasMessage(out + ": lies inside the data set " + data
                        + ", where it would be taken for a class; expected a place outside");
        assertThat(out).doesNotExist();
    }

    @Test
    void aClassOfOneGroupOrOneCropIsRefused() throws IOException {
        StudyImages.png(data.resolve("lone/one.png"), 30, 40, 70);
        assertThatThrownBy(() -> prepare(settings(Cut.TWO_SQUARES, 1, false)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("the class lone has 1 group (1 image)");
        assertThat(prepare(settings(Cut.TWO_SQUARES, 1, true)).tornPictures()).isPositive(); // two crops suffice
        out = temp.resolve("second");
        assertThatThrownBy(() -> prepare(settings(Cut.CENTER, 1, true)))
                .isInstanceOf(DatasetException.class)
                .hasMessage(data + ": the class lone gives 1 crop; expected at least 2, to train on one and test on the"
                        + " other; add images of it or leave it out");
        assertThat(out).doesNotExist();
    }

    @Test
    void labelsThatCanBeNoFolderAreRefused() throws IOException {
        Path manifest = data.resolve("m.csv");
        for (String label : List.of("a/b", "nul", "com1.x", ".hidden", "a?", "end.")) {
            Files.writeString(
                    manifest,
                    "path,label\nUlmus/grain (1).png," + label + "\nUlmus/grain (2).png,x\nacer/grain (1).png," + label
                            + "\nacer/grain (2).png,x\n");
            assertThatThrownBy(() -> Preparation.run(manifest, out, settings(Cut.CENTER, 1, false), "1", Progress.NONE))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(data + ": the label '" + label + "' can be no folder's name on every system; expected"
                            + " one that is not a device's, without \\ / : * ? \" < > | and no full stop at either end;"
                            + " rename the class");
        }
        Files.writeString(
                manifest,
                "path,label\nUlmus/grain (1).png,Acer\nUlmus/grain (2).png,Acer\nacer/grain (1).png,acer\nacer/grain"
                        + " (2).png,acer\n");
        assertThatThrownBy(() -> Preparation.run(manifest, out, settings(Cut.CENTER, 1, false), "1", Progress.NONE))
                .hasMessage(data + ": labels that look alike: \"Acer\" (2 images), \"acer\" (2 images); give the images"
                        + " of one class one label, and other classes labels that differ by more than capitals and"
                        + " blanks");
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(
                        () -> new PreparationSettings(Cut.CENTER, OptionalInt.of(0), 0.2, 1, Optional.empty(), false))
                .hasMessage("size must be at least 1, got 0");
        assertThatThrownBy(() -> new PreparationSettings(
                        Cut.CENTER, OptionalInt.empty(), Double.NaN, 1, Optional.empty(), false))
                .hasMessage("validation must be in (0, 1), got NaN");
    }
}
