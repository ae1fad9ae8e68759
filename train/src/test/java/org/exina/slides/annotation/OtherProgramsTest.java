package org.exina.slides.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.slides.annotation.Drawing.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.dataset.DatasetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs for drawing write besides plain boxes; {@link FormsTest} has those. */
class OtherProgramsTest {
    @TempDir
    private Path root;

    private Drawing drawing;

    @BeforeEach
    void make() throws IOException {
        drawing = new Drawing(root).images("images/a.png", "images/b.png");
    }

    private BoxedFields read(String file, String text) throws IOException {
        drawing.text(file, text);
        return drawing.open();
    }

    private void assertRefused(String message, String file, String text) {
        assertThatThrownBy(() -> read(file, text))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root.resolve(file) + ": " + message);
    }

    private static String labelMe(String shapes) {
        return "{\"version\": \"5.0\", \"imagePath\": \"a.png\", \"shapes\": [" + shapes + "]}";
    }

    private static String shape(String type, String points) {
        return "{\"label\": \"erica\", \"shape_type\": \"" + type + "\", \"points\": " + points + "}";
    }

    @Test
    void circlesOfLabelMeGiveTheirBoxAndPointsAreLeftOut() throws IOException {
        BoxedFields fields = read(
                "images/a.json", labelMe(shape("circle", "[[50, 40], [53, 44]]") + "," + shape("point", "[[9, 9]]")));

        assertThat(fields.form()).isEqualTo(BoxFormat.LABELME);
        assertThat(fields.fields().get(0).grains()).containsExactly(box(45, 35, 55, 45, "erica"));
        assertThat(fields.leftOut())
                .containsExactly(new LeftOut(
                        "images/a.json, shape 2", "is a point; expected a rectangle, a polygon or a circle"));
    }

    @Test
    void faultsOfLabelMeAreNamedWithTheirShape() {
        assertRefused("shape 1: expected points [x, y], got [9]", "images/a.json", labelMe(shape("polygon", "[[9]]")));
        assertRefused(
                "shape 1: has no points; expected the corners of an outline",
                "images/a.json",
                labelMe(shape("polygon", "[]")));
        assertRefused(
                "shape 1: the class is empty; expected a name",
                "images/a.json",
                labelMe(shape("rectangle", "[[1, 1], [9, 9]]").replace("erica", "")));
    }

    private static String cvat(String shapes) {
        return "<annotations>\n<image name=\"a.png\" width=\"100\" height=\"80\">\n" + shapes
                + "</image></annotations>";
    }

    @Test
    void polygonsAndTurnedBoxesOfCvatGiveTheirBoxes() throws IOException {
        BoxedFields fields = read(
                "annotations.xml",
                cvat("<polygon label=\"erica\" points=\"10,20;30,25;15,60\"/>"
                        + "<box label=\"tilia\" xtl=\"40\" ytl=\"30\" xbr=\"60\" ybr=\"40\" rotation=\"90\"/>"
                        + "<points label=\"erica\" points=\"9,9\"/>"));

        assertThat(fields.form()).isEqualTo(BoxFormat.CVAT);
        assertThat(fields.fields().get(0).grains())
                .containsExactly(box(10, 20, 30, 60, "erica"), box(45, 25, 55, 45, "tilia"));
        assertThat(fields.leftOut())
                .containsExactly(
                        new LeftOut("annotations.xml, line 3", "is a points; expected a box, a polygon or an ellipse"));
    }

    @Test
    void faultsOfCvatAreNamedWithTheirLine() {
        assertRefused(
                "line 1: is of a video; expected \"CVAT for images 1.1\": export it so, or as COCO",
                "annotations.xml",
                "<annotations><track/></annotations>");
        assertRefused(
                "line 3: expected points x,y;x,y;..., got \"10 20\"",
                "annotations.xml",
                cvat("<polygon label=\"erica\" points=\"10 20\"/>"));
        assertRefused(
                "line 3: xbr must be a number of pixels, got \"\"",
                "annotations.xml",
                cvat("<box label=\"erica\" xtl=\"40\" ytl=\"30\"/>"));
        assertRefused(
                "line 3: the box ends before it begins: xtl 40.0, xbr 20.0, ytl 30.0, ybr 40.0",
                "annotations.xml",
                cvat("<box label=\"erica\" xtl=\"40\" ytl=\"30\" xbr=\"20\" ybr=\"40\"/>"));
        assertRefused("line 3: is damaged XML; copy it again or draw it again", "annotations.xml", cvat("<box"));
        assertRefused(
                "line 1: has a document type (<!DOCTYPE ...>), which may name other files and is not read; remove it",
                "annotations.xml",
                "<!DOCTYPE annotations [<!ENTITY s SYSTEM \"x\">]>" + cvat(""));
    }

    @Test
    void tablesAndProjectsOfViaAreRead() throws IOException {
        BoxedFields table = read(
                "via.csv",
                "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n"
                        + "a.png,9,{},1,0,\"{\"\"name\"\":\"\"circle\"\",\"\"cx\"\":50,\"\"cy\"\":40,\"\"r\"\":10}\","
                        + "\"{\"\"type\"\":{\"\"erica\"\":true,\"\"tilia\"\":false}}\"\nb.png,9,{},0,0,{},{}\n");
        assertThat(table.form()).isEqualTo(BoxFormat.VIA);
        assertThat(table.fields().get(0).grains()).containsExactly(box(40, 30, 60, 50, "erica"));
        assertThat(table.notes()).isEmpty();

        Files.delete(root.resolve("via.csv"));
        BoxedFields project = read(
                "via_project.json",
                "{\"_via_settings\": {}, \"_via_img_metadata\": {\"a.png9\": {\"filename\": \"a.png\", \"regions\": ["
                        + "{\"shape_attributes\": {\"name\": \"rect\", \"x\": 1, \"y\": 2, \"width\": 10, \"height\": 20},"
                        + " \"region_attributes\": {\"taxon\": \"2\"}}]}},"
                        + " \"_via_attributes\": {\"region\": {\"taxon\": {\"options\": {\"2\": \"tilia\"}}}}}");
        assertThat(project.fields().get(0).grains()).containsExactly(box(1, 2, 11, 22, "tilia"));
    }

    @Test
    void aRegionOfViaWithoutAClassIsRefused() {
        assertRefused(
                "image 1, region 1: the region's attributes {a=1, b=2} do not tell its class; expected one attribute, or"
                        + " one named class",
                "via.json",
                "{\"a.png9\": {\"filename\": \"a.png\", \"regions\": [{\"shape_attributes\": {\"name\": \"rect\", \"x\": 1,"
                        + " \"y\": 2, \"width\": 10, \"height\": 20}, \"region_attributes\": {\"a\": \"1\", \"b\": \"2\"}}]}}");
    }

    @Test
    void listsOfLabelStudioAreReadAndWhatNobodyDrewOnIsNoField() throws IOException {
        BoxedFields min = read(
                "min.json",
                "[{\"image\": \"/data/local-files/?d=images%2Fa.png\", \"label\": [{\"x\": 10, \"y\": 25, \"width\": 20,"
                        + " \"height\": 50, \"rectanglelabels\": [\"erica\"]}]}, {\"image\": \"b.png\", \"id\": 2}]");

        assertThat(min.form()).isEqualTo(BoxFormat.LABEL_STUDIO);
        assertThat(min.fields()).hasSize(1);
        assertThat(min.fields().get(0).grains()).containsExactly(box(10, 20, 30, 60, "erica"));
        assertThat(min.leftOut())
                .containsExactly(new LeftOut("images/b.png", "has nothing drawn on it yet (min.json, task 2)"));
    }

    @Test
    void faultsOfLabelStudioAreNamedWithTheirTask() {
        String task = "[{\"data\": {\"image\": \"a.png\"}, \"annotations\": [%s]}]";
        assertRefused(
                "task 1: has 2 annotations, of several people or times; expected one: keep one of them and export again",
                "tasks.json",
                task.formatted("{\"result\": []}, {\"result\": []}"));
        assertRefused(
                "task 1, box 1: expected one label for a box, got [\"a\",\"b\"]",
                "tasks.json",
                task.formatted("{\"result\": [{\"value\": {\"x\": 1, \"y\": 1, \"width\": 9, \"height\": 9,"
                        + " \"rectanglelabels\": [\"a\", \"b\"]}}]}"));
    }

    private static String quPath(String corners, String properties) {
        return "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [" + corners
                + "]}, \"properties\": {" + properties + "}}";
    }

    @Test
    void whatNobodyNamedIsUnknown() throws IOException {
        String named = "\"classification\": {\"name\": \"erica\"}";
        BoxedFields ofQuPath = read(
                "a.geojson", "[" + quPath("[[1, 1], [9, 9]]", named) + "," + quPath("[[20, 20], [40, 40]]", "") + "]");
        assertThat(ofQuPath.fields().get(0).grains()).containsExactly(box(1, 1, 9, 9, "erica"));
        assertThat(ofQuPath.fields().get(0).apart()).containsExactly(box(20, 20, 40, 40, LabelledBox.UNKNOWN));
        assertThat(ofQuPath.notes())
                .contains(
                        "1 region has no class and counts as a grain that nobody named, \"unknown\", of which no type is"
                                + " learned (a.geojson, feature 2)");

        Files.delete(root.resolve("a.geojson"));
        String rect = "{\"shape_attributes\": {\"name\": \"rect\", \"x\": 1, \"y\": 2, \"width\": 10, \"height\": 20},"
                + " \"region_attributes\": {%s}}";
        BoxedFields ofVia = read(
                "via.json",
                "{\"a.png9\": {\"filename\": \"a.png\", \"regions\": [" + rect.formatted("\"taxon\": \"tilia\"") + ","
                        + rect.formatted("\"taxon\": \"\"").replace("\"x\": 1", "\"x\": 50") + "]}}");
        assertThat(ofVia.fields().get(0).grains()).containsExactly(box(1, 2, 11, 22, "tilia"));
        assertThat(ofVia.fields().get(0).apart()).containsExactly(box(50, 2, 60, 22, LabelledBox.UNKNOWN));
    }

    @Test
    void projectsOfVia3AreNamed() {
        assertRefused(
                "is a project of VIA 3, which is not read; expected one of VIA 2, which can draw on the same images, or the"
                        + " boxes as CSV with the header image,x_min,y_min,x_max,y_max,class",
                "via3.json",
                "{\"project\": {\"pid\": \"x\"}, \"config\": {}, \"attribute\": {}, \"file\": {\"1\": {\"fname\": \"a.png\"}},"
                        + " \"metadata\": {\"1_a\": {\"vid\": \"1\", \"xy\": [2, 1, 1, 9, 9]}}, \"view\": {}}");
    }
}
