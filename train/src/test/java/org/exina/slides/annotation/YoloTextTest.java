package org.exina.slides.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.slides.annotation.Drawing.box;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.exina.dataset.DatasetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YoloTextTest {
    private static final String BOX = "1 0.5 0.5 0.2 0.5";

    @TempDir
    private Path root;

    private Drawing drawing;

    @BeforeEach
    void make() throws IOException {
        drawing = new Drawing(root).images("train/images/a.png", "train/images/b.png");
    }

    private BoxedFields read(String... lines) throws IOException {
        drawing.text("train/labels/a.txt", lines);
        return drawing.open();
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root.resolve("train/labels/a.txt") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classes.txt | alnus\\nerica",
                "obj.names | alnus\\nerica\\n",
                "_darknet.labels | alnus\\nerica",
                "data.yaml | train: ../train/images\\nnc: 2\\nnames: ['alnus', erica]",
                "data.yml | names:\\n- alnus\\n- erica",
                "dataset.yaml | names:\\n  0: alnus\\n  1: \"erica\" # the heath",
                "classes.csv | alnus,0\\nerica,1",
                "classes.csv | id,name\\n0,alnus\\n1,erica"
            })
    void namesOfClassesStandInSeveralKindsOfFile(String file, String text) throws IOException {
        drawing.text(file, text.replace("\\n", "\n"));

        BoxedFields fields = read(BOX);

        assertThat(fields.form()).isEqualTo(BoxFormat.YOLO);
        assertThat(fields.fields().get(0).grains()).containsExactly(box(40, 20, 60, 60, "erica"));
        assertThat(fields.fields().get(1).grains()).as("in images/").isEmpty();
    }

    @Test
    void filesMayStandBesideTheirImages(@TempDir Path other) throws IOException {
        Drawing flat = new Drawing(other).images("a.png", "b.png", "c.png");
        flat.text("classes.txt", "alnus", "erica");
        flat.text("a.txt", BOX);
        flat.text("b.txt", "");
        BoxedFields fields = flat.open();

        assertThat(fields.fields()).extracting(BoxedField::name).containsExactly("a.png", "b.png");
        assertThat(fields.leftOut())
                .containsExactly(
                        new LeftOut("c.png", "is named by nothing, and lies in no folder with the name images"));
    }

    @Test
    void outlinesGiveTheBoxesAroundThem() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");

        assertThat(read("0 0.1 0.5 0.3 0.25 0.5 0.5 0.3 0.75").fields().get(0).grains())
                .containsExactly(box(10, 20, 50, 60, "alnus"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 100_000})
    void outlinesMayHaveAnyNumberOfCorners(int corners) throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        String inside = " 0.25 0.5".repeat(corners - 4);

        assertThat(read("0 0.1 0.5 0.3 0.25 0.5 0.5 0.3 0.75" + inside)
                        .fields()
                        .get(0)
                        .grains())
                .containsExactly(box(10, 20, 50, 60, "alnus"));
    }

    @Test
    void faultsAreNamedWithTheirLine() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        assertRefused(
                "line 2: the class \"2\" has no name in classes.txt; expected one of {0=alnus, 1=erica}",
                BOX,
                "2 0.5 0.5 0.1 0.1");
        assertRefused(
                "line 2: the class \"erica\" has no name in classes.txt; expected one of {0=alnus, 1=erica}",
                BOX,
                "erica 0.5 0.5 0.1 0.1");
        assertRefused(
                "line 2: expected 5 numbers: class, centre x and y, width, height, found 4 words: \"1 0.5 0.5 0.1\"",
                BOX,
                "1 0.5 0.5 0.1");
        assertRefused("line 1: expected shares of the image's sides in [0, 1], found \"50\"", "1 50 40 20 40");
        assertRefused(
                "line 2: expected shares of the image's sides in [0, 1], found \"wide\"", BOX, "1 0.5 0.5 wide 0.1");
        assertRefused(
                "line 1: a box's width and height must not be less than 0, got -0.1 and 0.1", "1 0.5 0.5 -0.1 0.1");
    }

    @Test
    void numbersWithoutNamesAreRefused() {
        assertThatThrownBy(() -> read(BOX))
                .hasMessage(root + ": holds YOLO boxes, but the classes have numbers only; expected classes.txt or"
                        + " obj.names (a name a line), data.yaml (names: ...) or classes.csv (name,number)");
    }

    @Test
    void namesThatDisagreeAreRefused() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        drawing.text("data.yaml", "names: [erica, alnus]");
        assertThatThrownBy(() -> read(BOX))
                .hasMessage(root + ": classes.txt and data.yaml name the classes differently: {0=alnus, 1=erica} and"
                        + " {0=erica, 1=alnus}; move the wrong one away");
    }

    @Test
    void damagedNamesAreNamed() throws IOException {
        Path yaml = drawing.text("data.yaml", "names: [alnus");
        assertThatThrownBy(() -> read(BOX)).hasMessage(yaml + ": line 1: is no sound YAML; expected names: ...");
        drawing.text("data.yaml", "names: " + "[".repeat(100_000));
        assertThatThrownBy(() -> read(BOX)).hasMessage(yaml + ": is no sound YAML; expected names: ...");
        drawing.text("data.yaml", "names: {first: alnus}");
        assertThatThrownBy(() -> read(BOX)).hasMessage(yaml + ": names must be numbered from 0, found \"first\"");
        drawing.text("data.yaml", "nc: 2");
        Path table = drawing.text("classes.csv", "alnus,0", "erica,one");
        assertThatThrownBy(() -> read(BOX))
                .hasMessage(table + ": line 2: expected a name and a number, found [erica, one]");
    }

    @Test
    void yamlTooLongForNamesIsPassedOver() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        drawing.text("other.yaml", "names: [erica, alnus] # " + "x".repeat(1 << 20));
        assertThat(read(BOX).fields().get(0).count("erica")).isEqualTo(1);
    }

    @Test
    void aImageThatIsMissingIsNamed() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        Path file = drawing.text("train/labels/aa.txt", BOX);
        assertThatThrownBy(() -> read(BOX))
                .hasMessage(file + ": line 1: the image aa is not below " + root + " (2 images); did you mean a?");
    }

    @Test
    void twoImagesOfOneNameAreRefused() throws IOException {
        drawing.images("train/images/a.jpg").text("classes.txt", "alnus", "erica");
        assertRefused("may be of train/images/a.jpg or train/images/a.png; expected one image of that name", BOX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,0.5,0.5,0.2,0.5 | line 1: expected 5 numbers: class, centre x and y, width, height, found 1 word:"
                        + " \"1,0.5,0.5,0.2,0.5\"; blanks must stand between them",
                "1 0,5 0,5 0,2 0,5 | line 1: expected shares of the image's sides in [0, 1], found \"0,5\"; write them"
                        + " with a decimal point",
                "erica 0.5 0.5 0.2 0.5 | line 1: the class \"erica\" has no name in classes.txt; expected one of"
                        + " {0=alnus, 1=erica}",
                "-1 0.5 0.5 0.2 0.5 | line 1: the class \"-1\" has no name in classes.txt; expected one of {0=alnus,"
                        + " 1=erica}",
                "1.5 0.5 0.5 0.2 0.5 | line 1: the class \"1.5\" has no name in classes.txt; expected one of {0=alnus,"
                        + " 1=erica}",
                "two grains | line 1: expected 5 numbers: class, centre x and y, width, height, found 2 words:"
                        + " \"two grains\""
            })
    void aFileThatIsNoneBesideOthersIsRefusedAndNotAFieldWithoutGrains(String line, String message) throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        drawing.text("train/labels/b.txt", BOX);
        assertRefused(message, line);
    }

    @Test
    void utf16IsNamed() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        drawing.text("train/labels/b.txt", BOX);
        for (Charset wide : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            Path file = drawing.file("train/labels/a.txt", BOX.getBytes(wide));
            assertThatThrownBy(drawing::open).hasMessage(file + ": is text in UTF-16; save it as UTF-8");
        }
    }

    @Test
    void filesOfWhichNoneIsRightAreNamed() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        assertRefused(
                "line 1: expected 5 numbers: class, centre x and y, width, height, found 1 word: \"1;0.5;0.5;0.2;0.5\";"
                        + " blanks must stand between them",
                "1;0.5;0.5;0.2;0.5");
    }

    @Test
    void classesMayBeWrittenAsFractionsAndLinesAsComments() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        drawing.text("train/labels/b.txt", "# nothing here");

        BoxedFields fields = read("# class cx cy w h", "1.0 0.5 0.5 0.2 0.5", "0. 0.5 0.5 0.2 0.25");

        assertThat(fields.fields().get(0).grains())
                .containsExactly(box(40, 20, 60, 60, "erica"), box(40, 30, 60, 50, "alnus"));
        assertThat(fields.fields().get(1).grains()).isEmpty();
        assertThat(fields.notes()).isEmpty();
    }

    @Test
    void edgesInThePlaceOfSizesAreRefused() throws IOException {
        drawing.text("classes.txt", "alnus", "erica");
        assertRefused(
                "line 2: 1 of 2 boxes reach out of their images when their numbers are centre, width and height, and 2 lie"
                        + " within them when they are left, upper, right and lower edge; expected centre, width and height:"
                        + " write them so, or as CSV, which has the edges",
                "1 0.4 0.4 0.6 0.6",
                "1 0.7 0.1 0.9 0.4");
    }

    @Test
    void namesThatLookLikeAnswersOrNumbersStayText() throws IOException {
        drawing.text("data.yaml", "names: [no, 01, 1.50, yes, 0x1F, null]");

        assertThat(read(
                                "0 0.1 0.5 0.1 0.5",
                                "1 0.2 0.5 0.1 0.5",
                                "2 0.3 0.5 0.1 0.5",
                                "3 0.4 0.5 0.1 0.5",
                                "4 0.5 0.5 0.1 0.5",
                                "5 0.6 0.5 0.1 0.5")
                        .classes())
                .containsExactly("01", "0x1F", "1.50", "no", "null", "yes");
        drawing.text("data.yaml", "names:\n  0: off\n  1: 007");
        assertThat(read(BOX).classes()).containsExactly("007");
    }
}
