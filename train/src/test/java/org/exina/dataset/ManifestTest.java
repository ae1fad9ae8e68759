package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.io.Remedy;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final String EXPECTED = "expected the header path,label[,group][,micronsPerPixel]";

    @TempDir
    private Path root;

    private ImageFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = new ImageFolder(root).images("p/1.png", "p/2.png", "p/3, last.png");
    }

    private ImageSource source(String path) {
        return ImageSource.of(path, root.resolve(path));
    }

    private Dataset read(String... lines) throws IOException {
        return Dataset.open(folder.text("data.csv", String.join("\n", lines) + "\n"));
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root.resolve("data.csv") + ": " + message);
    }

    private static String others(String first, int last) {
        return IntStream.rangeClosed(2, last)
                .mapToObj(i -> "gone" + i + ".png,b")
                .collect(Collectors.joining("\n", first + "\n", ""));
    }

    @Test
    void allThatIsNotThereIsCountedAndSomeOfItNamed() {
        assertThatThrownBy(() -> read("path,label", "p/1.png,a", others("gone1.png,b", 12)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(": 12 of 13 files do not exist: gone1.png (line 3), gone2.png (line 4), ")
                .hasMessageContaining("gone10.png (line 12), and 2 more; paths begin at " + root)
                .satisfies(e -> assertThat(
                                ((DatasetException) e).remedy().orElseThrow().kind())
                        .isEqualTo(Remedy.Kind.SKIP_MISSING));
    }

    @Test
    void whatIsNotThereIsPassedOverWhereThatIsAskedFor() throws IOException {
        Path manifest = folder.text("data.csv", "path,label\np/1.png,a\np/2.png,b\ngone.png,b\ngone.png,b\n");
        Dataset data =
                Dataset.open(manifest, new DatasetReading(1, 1, true, 0, false)).requireSound();

        assertThat(data.size()).isEqualTo(2);
        assertThat(data.skipped())
                .containsExactly(new SkippedFile(
                        "gone.png", SkippedFile.Kind.MISSING, "is named on line 4, but does not exist"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Normalizer.Form.class,
            names = {"NFC", "NFD"})
    void aNameIsFoundHoweverItsLettersAreStored(Normalizer.Form onDisk) throws IOException {
        Normalizer.Form inTable = onDisk == Normalizer.Form.NFC ? Normalizer.Form.NFD : Normalizer.Form.NFC;
        folder.images(Normalizer.normalize("é/ö1.png", onDisk));

        assertThat(read("path,label", Normalizer.normalize("é/ö1.png", inTable) + ",a", "p/1.png,b")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void emptyRowsAndColumnsOfSpreadsheetsArePassedOver() throws IOException {
        Dataset data = read("path,label,group,,", "p/1.png,a,s1,,", "p/2.png,b,,,", ",,,,", " , ,,,");

        assertThat(data.classes()).containsExactly("a", "b");
    }

    @Test
    void theLineThatTellsTheSeparatorIsTaken() throws IOException {
        assertThat(read("sep=;", "path;label", "p/1.png;a", "p/2.png;b").classes())
                .containsExactly("a", "b");
        assertRefused("line 4: the label is empty", "sep=;", "path;label", "p/1.png;a", "p/2.png; ");
    }

    @Test
    void everyColumnIsRead() throws IOException {
        Dataset data = read(
                "path,label,group,micronsPerPixel",
                "p/1.png,erica,slide 1,0.25",
                "p/2.png,\"tilia, \"\"small\"\"\",,",
                "\"p/3, last.png\",erica,slide 1,1e-1");

        assertThat(data.layout()).isEqualTo(Layout.MANIFEST);
        assertThat(data.layout().title()).isEqualTo("a CSV manifest");
        assertThat(data.root()).isEqualTo(root);
        assertThat(data.samples())
                .containsExactly(
                        new Sample(source("p/1.png"), "erica", Optional.of("slide 1"), OptionalDouble.of(0.25)),
                        Sample.of(source("p/2.png"), "tilia, \"small\""),
                        new Sample(source("p/3, last.png"), "erica", Optional.of("slide 1"), OptionalDouble.of(0.1)));
    }

    @Test
    void columnsStandInAnyOrderAndCase() throws IOException {
        Dataset data = read("Label, PATH ", "a,p/1.png", "b,p/2.png");

        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(data.relativePaths()).containsExactly("p/1.png", "p/2.png");
    }

    @Test
    void whatSpreadsheetsWriteIsRead() throws IOException {
        Path manifest = folder.text(
                "Data.CSV", "\uFEFFpath;label;micronsPerPixel\r\np/1.png;a;0,25\r\n\r\n\"p/3, last.png\";b;\r\n");
        Dataset data = Dataset.open(manifest);

        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(data.samples().get(0).micronsPerPixel()).hasValue(0.25);
    }

    @Test
    void tabsSeparateToo() throws IOException {
        Path manifest = folder.text("data.tsv", "path\tlabel\np/1.png\ta\np/3, last.png\tb");

        assertThat(Dataset.open(manifest).relativePaths()).containsExactly("p/1.png", "p/3, last.png");
    }

    @Test
    void blankLinesBeforeTheHeaderAreLeftOut() throws IOException {
        assertThat(read("", "path;label", "p/1.png;a", "p/2.png;b").classes()).containsExactly("a", "b");
    }

    @Test
    void pathsMayBeWrittenOnWindowsOrLeadUpward() throws IOException {
        Path manifest = folder.text("lists/data.csv", "path,label\n..\\p\\1.png,a\n../p/2.png,b\n");
        Dataset data = Dataset.open(manifest);

        assertThat(data.root()).isEqualTo(root.resolve("lists"));
        assertThat(data.relativePaths()).containsExactly("../p/1.png", "../p/2.png");
        assertThat(data.samples().get(0).source().file().orElseThrow()).isEqualTo(root.resolve("p/1.png"));
    }

    @Test
    void labelsAndGroupsAreComposed() throws IOException {
        String decomposed = Normalizer.normalize("é", Normalizer.Form.NFD);
        Dataset data = read(
                "path,label,group", "p/1.png,é,é", "p/2.png," + decomposed + "," + decomposed, "\"p/3, last.png\",b,");

        assertThat(data.classes()).containsExactly("b", "é");
        assertThat(Groups.of(Inspection.ofGrouped(data, Progress.NONE), Optional.empty())
                        .groupOf())
                .containsExactly(0, 0, 1);
    }

    @Test
    void filesThatAreNoImagesAreSkipped() throws IOException {
        folder.text("p/notes.txt", "x");
        folder.file("p/empty.jpg", new byte[0]);
        Dataset data = read("path,label", "p/1.png,a", "p/2.png,b", "p/notes.txt,a", "p/empty.jpg,b");

        assertThat(data.size()).isEqualTo(2);
        assertThat(data.skipped())
                .extracting(SkippedFile::path, SkippedFile::kind)
                .containsExactly(
                        tuple("p/empty.jpg", SkippedFile.Kind.UNREADABLE),
                        tuple("p/notes.txt", SkippedFile.Kind.NOT_A_PICTURE));
    }

    @Test
    void aMissingColumnIsNamed() {
        assertRefused("line 1: the column label is missing; " + EXPECTED, "path,group", "p/1.png,a");
        assertRefused("line 1: the column path is missing; " + EXPECTED, "label", "a");
    }

    @Test
    void anUnknownColumnIsNamed() {
        assertRefused(
                "line 1: unknown column \"species\"; " + EXPECTED + "; rename species to label",
                "path,species",
                "p/1.png,a");
    }

    @Test
    void columnsOfOtherProgramsAreToldTheirNames() {
        assertRefused(
                "line 1: unknown column \"filename\"; " + EXPECTED + "; rename filename to path and Class to label",
                "filename,Class",
                "p/1.png,a");
    }

    @Test
    void aColumnTwiceIsNamed() {
        assertRefused("line 1: the column label stands twice; " + EXPECTED, "path,label,Label", "p/1.png,a,b");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused("is empty; " + EXPECTED, "");
    }

    @Test
    void aFieldTooManyIsNamed() {
        assertRefused(
                "line 3: expected 2 fields as in the header, found 3; a field that holds a separator needs quotes",
                "path,label",
                "p/1.png,a",
                "p/3, last.png,b");
    }

    @Test
    void anOpenQuoteIsNamed() {
        assertRefused("line 2: a quoted field is never closed", "path,label", "\"p/1.png,a", "p/2.png,b");
        assertRefused(
                "line 2: a quoted field must end before the next separator or line",
                "path,label",
                "\"p/1.png\"x,a",
                "p/2.png,b");
    }

    @Test
    void aLineIsCountedAsAnEditorCountsIt() {
        assertRefused(
                "line 5: the label is empty", "path,label", "", "\"p/1.png\",\"a", "b\"", "p/2.png, ", "p/3.png,b");
    }

    @Test
    void anEmptyPathIsNamed() {
        assertRefused("line 2: the path is empty", "path,label", ",a");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertRefused(
                "1 of 2 files do not exist: p/9.png (line 3); paths begin at " + root,
                "path,label",
                "p/1.png,a",
                "p/9.png,b");
    }

    @Test
    void aPathThatIsNoneIsNamed() {
        assertRefused("line 2: \"p/\0.png\" is no path: Nul character not allowed", "path,label", "p/\0.png,a");
    }

    @Test
    void aFolderIsNoImage() {
        assertRefused("line 2: p is a folder; expected an image file", "path,label", "p,a");
    }

    @Test
    void aFileTwiceIsNamed() {
        assertRefused(
                "line 4: the file p/1.png stands on line 2 already",
                "path,label",
                "p/1.png,a",
                "p/2.png,b",
                "p/../p/1.png,a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "1e999", "wide", "0.2.5"})
    void aWrongNumberIsNamed(String number) {
        assertRefused(
                "line 2: micronsPerPixel must be a number greater than 0, got \"" + number + "\"",
                "path,label,micronsPerPixel",
                "p/1.png,a," + number);
    }

    @Test
    void oneLabelIsNotEnough() {
        assertRefused("expected at least 2 labels, found 1 [a] in 2 rows", "path,label", "p/1.png,a", "p/2.png,a");
        assertRefused("expected at least 2 labels, found 0 [] in 0 rows", "path,label");
    }

    @Test
    void whyImagesAreMissingIsTold() throws IOException {
        folder.file("p/empty.jpg", new byte[0]);
        assertRefused(
                "expected at least 2 labels, found 1 [a] in 2 rows (p/empty.jpg is empty (0 bytes); expected an"
                        + " image: JPEG, PNG, TIFF, BMP, GIF or WebP)",
                "path,label",
                "p/1.png,a",
                "p/empty.jpg,b");
    }

    @Test
    void anotherEncodingIsNamed() throws IOException {
        Path file = folder.file("data.csv", "path,label\np/1.png,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Dataset.open(file))
                .isInstanceOf(DatasetException.class)
                .hasMessage(file + ": is not text in UTF-8; save it as UTF-8 (spreadsheets: \"CSV UTF-8\")");
    }

    @Test
    void aSampleThatCannotBeIsRefused() {
        assertThatThrownBy(() -> Sample.of(ImageSource.of(Path.of("a.png")), " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a.png: the label must not be blank");
        assertThatThrownBy(() -> new Sample(
                        ImageSource.of(Path.of("a.png")), "a", Optional.empty(), OptionalDouble.of(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a.png: micronsPerPixel must be a number greater than 0, got NaN");
    }
}
