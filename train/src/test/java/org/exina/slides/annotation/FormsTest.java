package org.exina.slides.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.slides.annotation.Drawing.box;

import java.io.IOException;
import java.nio.file.Path;
import org.exina.dataset.DatasetException;
import org.exina.slides.Grain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormsTest {
    private static final String EXPECTED =
            "; expected one of: a CSV file with the header image,x_min,y_min,x_max,y_max,"
                    + "class; a Pascal VOC .xml or a YOLO .txt file for each image; a COCO .json file;"
                    + BoxesCsvTest.OTHERS;

    @TempDir
    private Path root;

    /** The same two boxes in each form. */
    private Drawing form(BoxFormat form, String folder) throws IOException {
        Drawing drawing = new Drawing(root.resolve(folder)).images("images/a.png");
        switch (form) {
            case CSV ->
                drawing.text(
                        "boxes.csv",
                        "image,x_min,y_min,x_max,y_max,class",
                        "a.png,10,20,30,60,erica",
                        "a.png,50,0,100,40,tilia");
            case VOC ->
                drawing.text(
                        "Annotations/a.xml",
                        "<annotation><filename>a.png</filename>",
                        VocXmlTest.object("erica", 10, 20, 30, 60),
                        VocXmlTest.object("tilia", 50, 0, 100, 40),
                        "</annotation>");
            case COCO ->
                drawing.text(
                        "instances.json",
                        "{\"images\": [{\"id\": 7, \"file_name\": \"a.png\", \"width\": 100, \"height\": 80}],",
                        "\"categories\": [{\"id\": 1, \"name\": \"erica\"}, {\"id\": 2, \"name\": \"tilia\"}],",
                        "\"annotations\": [{\"id\": 1, \"image_id\": 7, \"category_id\": 1, \"bbox\": [10, 20, 20, 40]},",
                        "{\"id\": 2, \"image_id\": 7, \"category_id\": 2, \"bbox\": [50.2, -0.3, 50, 40.4]}]}");
            case YOLO -> {
                drawing.text("classes.txt", "erica", "tilia");
                drawing.text("labels/a.txt", "0 0.2 0.5 0.2 0.5", "1 0.75 0.25 0.5 0.5");
            }
            case LABELME ->
                drawing.text(
                        "images/a.json",
                        "{\"version\": \"5.0\", \"imagePath\": \"..\\\\old\\\\a.png\", \"imageWidth\": 100, \"imageHeight\": 80,",
                        "\"imageData\": \"" + "A".repeat(1 << 16) + "\", \"shapes\": [",
                        "{\"label\": \"erica\", \"shape_type\": \"rectangle\", \"points\": [[30, 60], [10, 20]]},",
                        "{\"label\": \"tilia\", \"points\": [[75, 0], [100, 20], [75, 40], [50, 20]]}]}");
            case CVAT ->
                drawing.text(
                        "annotations.xml",
                        "<annotations><version>1.1</version><meta><task/></meta>",
                        "<image id=\"0\" name=\"a.png\" width=\"100\" height=\"80\">",
                        "<box label=\"erica\" xtl=\"10\" ytl=\"20\" xbr=\"30\" ybr=\"60\"/>",
                        "<ellipse label=\"tilia\" cx=\"75\" cy=\"20\" rx=\"25\" ry=\"20\"/></image></annotations>");
            case VIA ->
                drawing.text(
                        "via.json",
                        "{\"a.png123\": {\"filename\": \"a.png\", \"size\": 123, \"regions\": [",
                        "{\"shape_attributes\": {\"name\": \"rect\", \"x\": 10, \"y\": 20, \"width\": 20, \"height\": 40},",
                        "\"region_attributes\": {\"pollen\": \"erica\"}},",
                        "{\"shape_attributes\": {\"name\": \"polygon\", \"all_points_x\": [50, 100, 70],",
                        "\"all_points_y\": [0, 10, 40]}, \"region_attributes\": {\"note\": \"cut\", \"class\": \"tilia\"}}]}}");
            case LABEL_STUDIO ->
                drawing.text(
                        "tasks.json",
                        "[{\"id\": 1, \"data\": {\"image\": \"/data/upload/3/0a1b2c3d-a.png\"}, \"annotations\": [{\"result\": [",
                        "{\"type\": \"rectanglelabels\", \"value\": {\"x\": 10, \"y\": 25, \"width\": 20, \"height\": 50,",
                        "\"rotation\": 0, \"rectanglelabels\": [\"erica\"]}},",
                        "{\"type\": \"rectanglelabels\", \"original_width\": 100, \"original_height\": 80, \"value\": {",
                        "\"x\": 50, \"y\": 50, \"width\": 40, \"height\": 62.5, \"rotation\": -90,",
                        "\"rectanglelabels\": [\"tilia\"]}}]}]}]");
            case QUPATH ->
                drawing.text(
                        "a.geojson",
                        "{\"type\": \"FeatureCollection\", \"features\": [",
                        feature("Polygon", "[[[10, 20], [30, 20], [30, 60], [10, 60], [10, 20]]]", "erica") + ",",
                        feature(
                                        "MultiPolygon",
                                        "[[[[50, 0], [60, 5], [50, 0]]], [[[90, 30], [100, 40], [90, 30]]]]",
                                        "tilia")
                                + "]}");
            case CORRECTIONS -> throw new IllegalArgumentException("not drawn");
        }
        return drawing;
    }

    private static String feature(String type, String coordinates, String name) {
        return "{\"type\": \"Feature\", \"geometry\": {\"type\": \"" + type + "\", \"coordinates\": " + coordinates
                + "}, \"properties\": {\"classification\": {\"name\": \"" + name + "\"}}}";
    }

    @Test
    void everyFormGivesTheSameBoxes() throws IOException {
        for (BoxFormat form : BoxFormat.values()) {
            if (form == BoxFormat.CORRECTIONS) {
                continue;
            }
            BoxedFields fields = form(form, form.name()).open();

            assertThat(fields.form()).isEqualTo(form);
            assertThat(fields.fields()).hasSize(1);
            assertThat(fields.fields().get(0).grains())
                    .as(form.title())
                    .containsExactly(box(10, 20, 30, 60, "erica"), box(50, 0, 100, 40, "tilia"));
            assertThat(fields.leftOut()).isEmpty();
        }
    }

    @Test
    void twoFormsInOneFolderAreRefusedAndOneMayBeNamed() throws IOException {
        form(BoxFormat.CSV, "");
        form(BoxFormat.COCO, "");
        form(BoxFormat.YOLO, "");

        assertThatThrownBy(() -> BoxedFields.open(root))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": holds boxes in 3 forms: CSV (boxes.csv), COCO JSON (instances.json), YOLO text"
                        + " (labels/a.txt); expected one: give the CSV or JSON file itself, or move the others away");
        assertThat(BoxedFields.open(root.resolve("boxes.csv")).form()).isEqualTo(BoxFormat.CSV);
        assertThat(BoxedFields.open(root.resolve("instances.json")).grains()).isEqualTo(2);
    }

    @Test
    void foldersWithoutBoxesAreRefused() throws IOException {
        assertThatThrownBy(() -> BoxedFields.open(root)).hasMessage(root + ": holds no boxes, nor an image" + EXPECTED);
        new Drawing(root).images("a.png").text("notes.txt", "5 grains seen on a");
        assertThatThrownBy(() -> BoxedFields.open(root)).hasMessage(root + ": holds no boxes" + EXPECTED);
        assertThatThrownBy(() -> BoxedFields.open(root.resolve("none")))
                .hasMessage(root.resolve("none") + ": does not exist; expected a folder with images and boxes");
        assertThatThrownBy(() -> BoxedFields.open(root.resolve("a.png")))
                .hasMessage(root.resolve("a.png") + ": holds no boxes; expected a folder, a CSV file with the header"
                        + " image,x_min,y_min,x_max,y_max,class, a COCO .json file, or" + BoxesCsvTest.OTHERS);
    }

    @Test
    void otherFilesAreNotTakenForBoxes() throws IOException {
        Drawing drawing = form(BoxFormat.VOC, "");
        drawing.text("run.json", "{\"seed\": 1}");
        drawing.text("list.json", "[1, 2]");
        drawing.text("images/a.txt", "an image of two grains");
        drawing.text("classes.csv", "erica,0");
        drawing.text("page.xml", "<html/>");
        drawing.text("broken.xml", "not XML");
        drawing.text(".hidden/boxes.csv", "image,x_min,y_min,x_max,y_max,class");
        drawing.text("@eaDir/boxes.csv", "image,x_min,y_min,x_max,y_max,class");

        assertThat(drawing.open().form()).isEqualTo(BoxFormat.VOC);
    }

    @Test
    void theLabelsThatAreNoClassesAreThoseOfFoundGrains() {
        assertThat(LabelledBox.DEBRIS).isEqualTo(Grain.DEBRIS);
        assertThat(LabelledBox.UNKNOWN).isEqualTo(Grain.UNKNOWN);
    }
}
