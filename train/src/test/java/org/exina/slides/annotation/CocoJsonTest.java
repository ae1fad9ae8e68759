package org.exina.slides.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.slides.annotation.Drawing.box;

import java.io.IOException;
import java.nio.file.Path;
import org.exina.dataset.DatasetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoJsonTest {
    private static final String IMAGES =
            "[{\"id\": 1, \"file_name\": \"train/a.png\"}, {\"id\": 2, \"file_name\": \"b.png\"}]";
    private static final String CATEGORIES = "[{\"id\": 0, \"name\": \"pollen\"}, {\"id\": 1, \"name\": \"erica\"}]";
    private static final String BOX = "{\"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 9, 9]}";

    @TempDir
    private Path root;

    private Drawing drawing;

    @BeforeEach
    void make() throws IOException {
        drawing = new Drawing(root).images("a.png", "b.png");
    }

    private BoxedFields read(String images, String categories, String... annotations) throws IOException {
        drawing.text(
                "coco.json",
                "{\"info\": {}, \"images\": " + images + ",",
                "\"categories\": " + categories + ",",
                "\"annotations\": [" + String.join(", ", annotations) + "]}");
        return drawing.open();
    }

    private void assertRefused(String message, String images, String categories, String... annotations) {
        assertThatThrownBy(() -> read(images, categories, annotations))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root.resolve("coco.json") + ": " + message);
    }

    @Test
    void imagesAreFoundWhereverTheyWereWhenItWasWritten() throws IOException {
        BoxedFields fields = read(
                IMAGES,
                CATEGORIES,
                BOX,
                "{\"image_id\": 1, \"category_id\": 1, \"iscrowd\": 1, \"bbox\": [0, 0, 50, 50]}");

        assertThat(fields.fields()).extracting(BoxedField::name).containsExactly("a.png", "b.png");
        assertThat(fields.fields().get(0).grains()).containsExactly(box(0, 0, 9, 9, "erica"));
        assertThat(fields.fields().get(1).grains()).isEmpty();
        assertThat(fields.classes()).as("those with grains").containsExactly("erica");
        assertThat(fields.leftOut())
                .containsExactly(
                        new LeftOut("coco.json, annotation 2", "is around a crowd; expected a box for each grain"));
    }

    @Test
    void faultsAreNamedWithTheirNumber() {
        assertRefused(
                "annotation 1: category_id 9 is not among the categories {0=pollen, 1=erica}",
                IMAGES,
                CATEGORIES,
                BOX.replace("\"category_id\": 1", "\"category_id\": 9"));
        assertRefused(
                "annotation 2: image_id 5 is not among the images' ids",
                IMAGES,
                CATEGORIES,
                BOX,
                BOX.replace("\"image_id\": 1", "\"image_id\": 5"));
        assertRefused(
                "annotation 1: bbox must be 4 numbers: left, upper, width, height, got none",
                IMAGES,
                CATEGORIES,
                "{\"image_id\": 1, \"category_id\": 1}");
        assertRefused(
                "annotation 1: bbox must be 4 numbers: left, upper, width, height, got [0,0,9]",
                IMAGES,
                CATEGORIES,
                BOX.replace("9, 9", "9"));
        assertRefused(
                "annotation 1: a box's width and height must not be less than 0, got [0,0,-9,9]",
                IMAGES,
                CATEGORIES,
                BOX.replace("9, 9", "-9, 9"));
        assertRefused("image 1: file_name is missing", "[{\"id\": 1}]", CATEGORIES, BOX);
        assertRefused(
                "image 2: the id 1 stands twice; expected one for each image",
                IMAGES.replace("\"id\": 2", "\"id\": 1"),
                CATEGORIES,
                BOX);
        assertRefused(
                "category 2: the id 1 stands twice; expected one for each category",
                IMAGES,
                CATEGORIES.replace("\"id\": 0", "\"id\": 1"),
                BOX);
        assertRefused(
                "image 2: the image c.png is not below " + root + " (2 images); did you mean a.png?",
                IMAGES.replace("b.png", "c.png"),
                CATEGORIES,
                BOX);
    }

    @Test
    void aFileThatIsCutOffIsNamedWithItsLine() throws IOException {
        Path file = drawing.text("coco.json", "{\"images\": [],", "\"annotations\": [");
        assertThatThrownBy(drawing::open)
                .hasMessage(file + ": line 3: is damaged JSON; copy it again or export it again");
    }

    @Test
    void whatNestsWithoutEndIsRefused() throws IOException {
        Path file = drawing.text("coco.json", "{\"images\": [], \"annotations\": " + "[".repeat(100_000));
        assertThatThrownBy(drawing::open).hasMessage(file + ": is damaged JSON; copy it again or export it again");
    }

    @Test
    void polygonsStandForABoxThatIsNotThere() throws IOException {
        String polygon = "\"segmentation\": [[10, 20, 30, 20, 15, 60], [12, 5, 14, 9, 12, 9]]";

        BoxedFields fields = read(
                IMAGES,
                CATEGORIES,
                "{\"image_id\": 1, \"category_id\": 1, " + polygon + "}",
                "{\"image_id\": 2, \"category_id\": 1, \"bbox\": [], " + polygon + "}");

        assertThat(fields.fields())
                .allSatisfy(field -> assertThat(field.grains()).containsExactly(box(10, 5, 30, 60, "erica")));
        assertRefused(
                "annotation 1: segmentation must be numbers x, y, x, y, ..., got [1,\"a\"]",
                IMAGES,
                CATEGORIES,
                "{\"image_id\": 1, \"category_id\": 1, \"segmentation\": [[1, \"a\"]]}");
    }

    @Test
    void edgesInThePlaceOfSizesAreRefused() {
        assertRefused(
                "annotation 2: 2 of 3 boxes reach out of their images when their numbers are left and upper edge, width"
                        + " and height, and 3 lie within them when they are left, upper, right and lower edge; expected left"
                        + " and upper edge, width and height: write them so, or as CSV, which has the edges",
                IMAGES,
                CATEGORIES,
                BOX.replace("0, 0, 9, 9", "10, 20, 30, 40"),
                BOX.replace("0, 0, 9, 9", "50, 20, 90, 40"),
                BOX.replace("0, 0, 9, 9", "60, 50, 80, 79"));
    }

    @Test
    void boxesAtTheBorderAreCutAndCounted() throws IOException {
        BoxedFields fields = read(
                IMAGES,
                CATEGORIES,
                BOX.replace("0, 0, 9, 9", "80, 10, 40, 20"),
                BOX.replace("0, 0, 9, 9", "10, 50, 20, 50"));

        assertThat(fields.clipped()).isEqualTo(2);
        assertThat(fields.fields().get(0).grains())
                .containsExactly(box(80, 10, 100, 30, "erica"), box(10, 50, 30, 80, "erica"));
    }

    @Test
    void captionsBesideTheBoxesArePassedOver() throws IOException {
        drawing.text(
                "captions.json",
                "{\"images\": [{\"id\": 1, \"file_name\": \"gone.png\"}],",
                "\"annotations\": [{\"image_id\": 1, \"caption\": \"two grains\"}]}");

        BoxedFields fields = read(IMAGES, CATEGORIES, BOX);

        assertThat(fields.grains()).isEqualTo(1);
        assertThat(fields.notes())
                .containsExactly("captions.json has images without boxes (captions, or the like) and is passed over");
    }
}
