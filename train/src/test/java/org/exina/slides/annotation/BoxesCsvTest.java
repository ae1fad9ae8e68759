package org.exina.slides.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.slides.annotation.Drawing.box;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.dataset.DatasetException;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxesCsvTest {
    private static final String HEADER = "image,x_min,y_min,x_max,y_max,class";
    private static final String EXPECTED = "expected the header " + HEADER + "[,group]";

    static final String OTHERS = " what LabelMe, CVAT (for images), VIA, Label Studio or QuPath (GeoJSON) export";

    @TempDir
    private Path root;

    private Drawing drawing;

    @BeforeEach
    void make() throws IOException {
        drawing = new Drawing(root).images("images/a.png", "images/b_jpg.rf.12.png", "images/c.png");
    }

    private BoxedFields read(String... lines) throws IOException {
        drawing.text("boxes.csv", lines);
        return drawing.open();
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root.resolve("boxes.csv") + ": " + message);
    }

    @Test
    void boxesAreReadWithTheirFields() throws IOException {
        BoxedFields fields =
                read(HEADER, "c.png,10,20,30,50,erica", "a.png,0,0,100,80,tilia", "c.png,40,20,60,50,alnus");

        assertThat(fields.form()).isEqualTo(BoxFormat.CSV);
        assertThat(fields.form().title()).isEqualTo("CSV");
        assertThat(fields.classes()).containsExactly("alnus", "erica", "tilia");
        assertThat(fields.grains()).isEqualTo(3);
        assertThat(fields.leftOut()).isEmpty();
        assertThat(fields.clipped()).isZero();
        assertThat(fields.fields())
                .containsExactly(
                        new BoxedField(
                                "a.png",
                                root.resolve("images/a.png"),
                                100,
                                80,
                                "a",
                                List.of(box(0, 0, 100, 80, "tilia")),
                                List.of()),
                        new BoxedField(
                                "b_jpg.rf.12.png",
                                root.resolve("images/b_jpg.rf.12.png"),
                                100,
                                80,
                                "b",
                                List.of(),
                                List.of()),
                        new BoxedField(
                                "c.png",
                                root.resolve("images/c.png"),
                                100,
                                80,
                                "c",
                                List.of(box(10, 20, 30, 50, "erica"), box(40, 20, 60, 50, "alnus")),
                                List.of()));
        assertThat(fields.fields().get(2).count("erica")).isEqualTo(1);
    }

    @Test
    void otherProgramsColumnsAreReadInAnyOrder() throws IOException {
        BoxedFields fields = read(
                "\uFEFFfilename;width;height;label;xmin;ymin;xmax;ymax;comment",
                "a.png;100;80;erica;1,6;2;30;40;a fine one",
                "c;100;80;erica;1;2;30;40;");

        assertThat(fields.fields().get(0).grains()).containsExactly(box(2, 2, 30, 40, "erica"));
        assertThat(fields.fields().get(2).grains()).containsExactly(box(1, 2, 30, 40, "erica"));
    }

    @Test
    void groupsAreTheSourcesOfVariantsUnlessTheTableNamesThem() throws IOException {
        BoxedFields fields = read(
                HEADER + ",group",
                "a.png,0,0,20,20,erica,slide 1",
                "b_jpg.rf.12.png,0,0,20,20,erica,slide 1",
                "c.png,,,,,,");

        assertThat(fields.fields()).extracting(BoxedField::group).containsExactly("slide 1", "slide 1", "c");
        assertThat(fields.groups()).isEqualTo(2);
        assertThat(BoxedField.groupOf("x.y_jpg.rf.ab.jpg")).isEqualTo("x.y");
        assertThat(BoxedField.groupOf("x.rf.ab.jpg")).isEqualTo("x");
        assertThat(BoxedField.groupOf("x.y.jpg")).isEqualTo("x.y");
    }

    @Test
    void debrisAndUnknownAreNoClasses() throws IOException {
        BoxedField field = read(HEADER, "a.png,0,0,20,20,erica", "a.png,30,0,50,20,Debris", "a.png,60,0,80,20,unknown")
                .fields()
                .get(0);

        assertThat(field.grains()).containsExactly(box(0, 0, 20, 20, "erica"));
        assertThat(field.apart()).containsExactly(box(30, 0, 50, 20, "debris"), box(60, 0, 80, 20, "unknown"));
    }

    @Test
    void whatCannotBeUsedIsListed() throws IOException {
        drawing.file("images/broken.jpg", new byte[0]);
        drawing.images("elsewhere.png");
        BoxedFields fields = read(
                HEADER,
                "a.png,10,10,13,50,erica",
                "a.png,100,10,130,50,erica",
                "a.png,-40,10,2,50,erica",
                "a.png,90,70,130,90,erica",
                "a.png,90,70,100,80,erica",
                "a.png,20,20,40,40,erica",
                "a.png,20,20,40,40,erica",
                "broken.jpg,20,20,40,40,erica");

        assertThat(fields.fields().get(0).grains())
                .containsExactly(box(90, 70, 100, 80, "erica"), box(20, 20, 40, 40, "erica"));
        assertThat(fields.clipped()).isEqualTo(1);
        assertThat(fields.leftOut())
                .extracting(each -> each.where() + " " + each.reason())
                .containsExactlyInAnyOrder(
                        "boxes.csv, line 2 is of 3 x 40 pixels; expected at least 4 x 4 pixels",
                        "boxes.csv, line 3 lies outside its image of 100 x 80 pixels (left 100, upper 10, right 130,"
                                + " lower 50)",
                        "boxes.csv, line 4 has only 2 x 40 pixels within its image; expected at least 4 x 4 pixels",
                        "boxes.csv, line 6 is the same box as line 5",
                        "boxes.csv, line 8 is the same box as line 7",
                        "images/broken.jpg is empty (0 bytes); expected an image: " + "JPEG, PNG, TIFF, BMP, GIF or"
                                + " WebP; its box is left out, too",
                        "elsewhere.png is named by nothing, and lies in no folder with the name images");
    }

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path other) throws IOException {
        BoxedFields fields = read(
                HEADER + ",group",
                "a.png,0,0,20,20,\"erica, small\",g",
                "c.png,1,2,30,40,tilia,",
                "c.png,1,2,9,9,debris,");
        Path written = root.resolve("again/boxes.csv");

        BoxesCsv.write(written, fields.fields());

        assertThat(Files.readAllLines(written).get(0)).isEqualTo(HEADER + ",group");
        assertThat(Files.readAllLines(written)).contains("../images/a.png,0,0,20,20,\"erica, small\",g");
        Files.delete(root.resolve("boxes.csv"));
        assertThat(drawing.open().fields()).isEqualTo(fields.fields());

        BoxedField plain = fields.fields().get(2);
        Path copy = other.resolve("images/c.png");
        Files.createDirectories(copy.getParent());
        Files.copy(plain.file(), copy);
        BoxesCsv.write(
                other.resolve("boxes.csv"),
                List.of(new BoxedField("c.png", copy, 100, 80, "c", plain.grains(), List.of())));
        assertThat(other.resolve("boxes.csv")).hasContent(HEADER + "\nc.png,1,2,30,40,tilia");
    }

    @Test
    void namesThatStandTwiceGetTheirFolder() throws IOException {
        drawing.images("more/images/a.png");
        drawing.text("more/boxes.csv", HEADER, "a.png,0,0,20,20,erica");
        BoxedFields fields = read(HEADER, "a.png,30,0,50,20,erica");

        assertThat(fields.fields())
                .extracting(BoxedField::name)
                .containsExactly("b_jpg.rf.12.png", "c.png", "images/a.png", "more/images/a.png");
        assertThat(fields.fields().get(3).grains()).containsExactly(box(0, 0, 20, 20, "erica"));
    }

    @Test
    void wrongHeadersAreNamed() throws IOException {
        Path file = drawing.text("boxes.csv", "image,x_min,y_min,x_end,y_end,class", "a.png,0,0,9,9,erica");
        String header =
                "(boxes.csv begins with \"image,x_min,y_min,x_end,y_end,class\" and lacks the columns x_max, y_max)";
        assertThatThrownBy(drawing::open)
                .hasMessage(root + ": holds no boxes " + header + "; expected one of: a CSV file with the header "
                        + HEADER + "; a Pascal VOC .xml or a YOLO .txt file for each image; a COCO .json file;"
                        + OTHERS);
        assertThatThrownBy(() -> BoxedFields.open(file))
                .hasMessage(file + ": holds no boxes " + header + "; expected a folder, a CSV file with the header "
                        + HEADER + ", a COCO .json file, or" + OTHERS);
        assertRefused(
                "line 1: the columns class and label mean the same; " + EXPECTED,
                HEADER + ",label",
                "a.png,0,0,9,9,erica,erica");
        assertRefused(
                "line 1: unknown column \"groups\"; did you mean group?", HEADER + ",groups", "a.png,0,0,9,9,erica,g");
    }

    @Test
    void aMissingImageIsNamedWithTheNearest() {
        assertRefused(
                "line 3: the image aa.png is not below " + root + " (3 images); did you mean a.png?",
                HEADER,
                "a.png,0,0,9,9,erica",
                "aa.png,0,0,9,9,erica");
    }

    @Test
    void aImageThatMayBeTwoIsRefused() throws IOException {
        drawing.images("p/x.png", "q/x.png");
        assertRefused(
                "line 2: the image x.png may be p/x.png or q/x.png; expected its path below " + root,
                HEADER,
                "x.png,0,0,9,9,erica");
    }

    @Test
    void wrongRowsAreNamed() {
        assertRefused("line 2: the name of the image is empty", HEADER, ",0,0,9,9,erica");
        assertRefused("line 2: the class is empty; expected a name", HEADER, "a.png,0,0,9,9,");
        assertRefused("line 2: x_min must be a number of pixels, got \"\"", HEADER, "a.png,,0,9,9,erica");
        assertRefused("line 3: y_max must be a number of pixels, got \"9px\"", HEADER, "", "a.png,0,0,9,9px,erica");
        assertRefused(
                "line 2: expected edges that are places on an image, found 1.0E300", HEADER, "a.png,1e300,0,9,9,a");
        assertRefused(
                "line 2: the right edge must not be left of the left one, nor the lower above the upper, found left 30,"
                        + " right 10.5, upper 0, lower 9",
                HEADER,
                "a.png,30,0,10.5,9,erica");
        assertRefused(
                "line 2: expected 6 fields as in the header, found 7; a field that holds a separator needs quotes",
                HEADER,
                "a.png,0,0,9,9,erica,small");
        assertRefused("line 2: a quoted field is never closed", HEADER, "\"a.png,0,0,9,9,erica");
        assertRefused(
                "line 3: the same box is erica (line 2) and tilia; expected one class for a box",
                HEADER,
                "a.png,0,0,9,9,erica",
                "a.png,0,0,9,9,tilia");
        assertRefused(
                "line 3: the image a.png is of the group g and of h; expected one group for an image",
                HEADER + ",group",
                "a.png,0,0,9,9,erica,g",
                "a.png,10,10,19,19,erica,h");
        assertRefused(
                "line 2: the boxes were drawn on an image of 200 x 160 pixels, but a.png is of 100 x 80; bring back the"
                        + " image they were drawn on, or draw them again",
                HEADER + ",width,height",
                "a.png,0,0,9,9,erica,200,160");
    }

    @Test
    void aNameThatIsNoPathIsRefused() {
        assertRefused(
                "line 2: \"a\0b\" is no name of an image: Nul character not allowed", HEADER, "a\0b,0,0,9,9,erica");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        Path file =
                drawing.file("boxes.csv", (HEADER + "\na.png,0,0,9,9,\u00E9").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(drawing::open)
                .hasMessage(file + ": is not text in UTF-8; save it as UTF-8 (spreadsheets: \"CSV UTF-8\")");
    }

    @Test
    void boxesOfWhichNoneIsLeftAreRefused() {
        assertThatThrownBy(() -> read(HEADER, "a.png,0,0,1,1,erica"))
                .hasMessage(root + ": holds 3 images and CSV without a single box around a grain that can be used"
                        + " (boxes.csv, line 2 is of 1 x 1 pixels; expected at least 4 x 4 pixels)");
    }

    @Test
    void rowsAndColumnsThatASpreadsheetLeavesEmptyArePassedOver() throws IOException {
        BoxedFields fields = read(
                "sep=;",
                HEADER.replace(',', ';') + ";;",
                "a.png;0;0;20;20;erica;;",
                ";;;;;;;",
                "a.png;30;0;50;20;erica;;;;");

        assertThat(fields.grains()).isEqualTo(2);
        assertRefused(
                "line 4: x_min must be a number of pixels, got \"wide\"",
                "sep=,",
                HEADER,
                ",,,,,",
                "a.png,wide,0,9,9,erica");
    }

    @Test
    void sharesAreKnownByAllOfThemAndTold() throws IOException {
        BoxedFields fields = read(HEADER, "a.png,0.1,0,0.3,0.5,erica", "c.png,0.5,0.5,1,1,tilia");

        assertThat(fields.fields().get(0).grains()).containsExactly(box(10, 0, 30, 40, "erica"));
        assertThat(fields.fields().get(2).grains()).containsExactly(box(50, 40, 100, 80, "tilia"));
        assertThat(fields.notes())
                .contains(
                        "the boxes' numbers are taken for shares of the images' sides, all lie between 0 and 1; as pixels"
                                + " not one box would show anything");
        assertThat(read(HEADER, "a.png,0.1,0,0.3,0.5,erica", "c.png,10,10,30,30,tilia")
                        .leftOut())
                .as("one that is pixels")
                .containsExactly(new LeftOut(
                        "boxes.csv, line 2",
                        "is of 0 x 1 pixels; expected at least 4 x 4 pixels (shares of the image's sides, where others are"
                                + " pixels?)"));
    }

    @Test
    void percentIsToldAsLikely() throws IOException {
        drawing.image("images/large.png", 200, 300);
        List<String> lines = new ArrayList<>(List.of(HEADER, "a.png,,,,,", "b_jpg.rf.12.png,,,,,", "c.png,,,,,"));
        for (int i = 0; i < 10; i++) {
            lines.add("large.png," + 9 * i + ",10," + (9 * i + 9) + ",20,erica");
        }

        assertThat(read(lines.toArray(String[]::new)).notes())
                .containsExactly(
                        "all 10 boxes lie within the first 100 pixels of their images, of which none has less than"
                                + " 200 on a side; are their numbers percent?");
        assertThat(read(lines.subList(0, 12).toArray(String[]::new)).notes()).isEmpty();
    }

    @Test
    void aWidthAndAHeightMayStandForTheFarEdges() throws IOException {
        String note =
                "boxes.csv has a width and a height in place of x_max and y_max: x and y are taken for the left and"
                        + " the upper edge";
        BoxedFields plain = read("image,x,y,width,height,label", "a.png,10,20,30,40,erica");
        assertThat(plain.fields().get(0).grains()).containsExactly(box(10, 20, 40, 60, "erica"));
        assertThat(plain.notes()).contains(note);

        BoxedFields results = read(" \tLabel\tBX\tBY\tWidth\tHeight\tclass", "1\ta.png\t10\t20\t30\t40\terica");
        assertThat(results.fields().get(0).grains()).as("of ImageJ").containsExactly(box(10, 20, 40, 60, "erica"));
    }

    @Test
    void openImagesAreRead() throws IOException {
        BoxedFields fields = read(
                "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsGroupOf",
                "a,xclick,/m/0pollen,1,0.1,0.3,0,0.5,0,0",
                "a,xclick,/m/0pollen,1,0.4,0.9,0,0.5,0,1");

        assertThat(fields.fields().get(0).grains()).containsExactly(box(10, 0, 30, 40, "/m/0pollen"));
        assertThat(fields.leftOut())
                .containsExactly(new LeftOut("boxes.csv, line 3", "is around a crowd; expected a box for each grain"));
    }

    @Test
    void imagesThatNothingNamesAreTold() throws IOException {
        assertThat(read(HEADER, "a.png,0,0,9,9,erica").notes())
                .containsExactly(
                        "2 images in images are named by nothing and count as fields without grains: all that is"
                                + " found there is learned as no grain (images/b_jpg.rf.12.png, images/c.png)");
        assertThat(read(HEADER, "a.png,0,0,9,9,erica", "c.png,,,,,").notes())
                .containsExactly(
                        "1 image in images is named by nothing and counts as a field without grains: all that is"
                                + " found there is learned as no grain (images/b_jpg.rf.12.png)");
    }

    @Test
    void missingImagesAreNamedTogetherAndMayBeSkipped() throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER, "a.png,0,0,9,9,erica"));
        for (int i = 1; i <= 12; i++) {
            lines.add("gone" + i + ".png,0,0,9,9,erica");
            lines.add("gone" + i + ".png,9,9,30,30,erica");
        }
        Path file = drawing.text("boxes.csv", lines.toArray(String[]::new));
        String all =
                "12 images are not below " + root + " (3 images): gone1.png (line 3), gone2.png (line 5), gone3.png"
                        + " (line 7), gone4.png (line 9), gone5.png (line 11), gone6.png (line 13), gone7.png (line 15),"
                        + " gone8.png (line 17), gone9.png (line 19), gone10.png (line 21) and 2 more";

        assertThatThrownBy(drawing::open)
                .hasMessage(file + ": " + all)
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.SKIP_MISSING, root.toString())));
        BoxedFields fields = BoxedFields.open(root, BoxedFields.Missing.SKIP);
        assertThat(fields.grains()).isEqualTo(1);
        assertThat(fields.leftOut())
                .containsExactly(new LeftOut("boxes.csv", "names what is missing, left out with its boxes: " + all));
    }
}
