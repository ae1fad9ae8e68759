package org.exina.slides.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.slides.annotation.Drawing.box;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {
    private static final String HEADER = "field,x,y,width,height,label,corrected";

    @TempDir
    private Path root;

    private Drawing drawing;

    @BeforeEach
    void make() throws IOException {
        drawing = new Drawing(root).images("images/a.png", "images/b.png", "loose.png");
    }

    private Corrections read(String... lines) throws IOException {
        return Corrections.read(drawing.text("corrections.csv", lines));
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root.resolve("corrections.csv") + ": " + message);
    }

    @Test
    void rowsAreRead() throws IOException {
        Corrections corrections = read(HEADER, "a.png,10,20,30,40,erica,tilia", "a.png,50,20,30,40,,erica");

        assertThat(corrections.rows())
                .containsExactly(
                        new Corrections.Correction(2, "a.png", new Box(10, 20, 30, 40), "erica", "tilia"),
                        new Corrections.Correction(3, "a.png", new Box(50, 20, 30, 40), "", "erica"));
    }

    @Test
    void theTableOfGrainsForExcelWithAColumnOfCorrectionsIsRead() throws IOException {
        CsvStyle german = CsvStyle.excel(Locale.GERMANY);
        String grains = Csv.header(
                        List.of("field", "x", "y", "width", "height", "label", "probability", "corrected"), german)
                + Csv.row(
                        List.of("a.png", "10", "20", german.number("%.1f", 30), "40", "erica", "0,9", "tilia"), german);

        assertThat(read(grains).rows())
                .containsExactly(new Corrections.Correction(2, "a.png", new Box(10, 20, 30, 40), "erica", "tilia"));
    }

    @Test
    void correctedBoxesTakeThePlaceOfThoseDrawn() throws IOException {
        drawing.text(
                "boxes.csv",
                "image,x_min,y_min,x_max,y_max,class,group",
                "a.png,0,0,9,9,erica,slide 1",
                "b.png,0,0,9,9,erica,slide 1");
        BoxedFields drawn = drawing.open();

        BoxedFields corrected = read(
                        HEADER,
                        "a,1,1,20,20,erica,tilia",
                        "a,30,1,20,20,erica,debris",
                        "a,60,1,20,20,tilia,unknown",
                        "a,90,1,20,20,,erica",
                        "loose.png,1,1,20,20,erica,erica")
                .applyTo(drawn);

        assertThat(drawn.leftOut()).extracting(LeftOut::where).containsExactly("loose.png");
        assertThat(corrected.leftOut()).as("it is a field now").isEmpty();
        assertThat(corrected.form()).isEqualTo(BoxFormat.CSV);
        assertThat(corrected.clipped()).isEqualTo(1);
        assertThat(corrected.fields()).extracting(BoxedField::name).containsExactly("a.png", "b.png", "loose.png");
        assertThat(corrected.fields().get(0))
                .isEqualTo(new BoxedField(
                        "a.png",
                        root.resolve("images/a.png"),
                        100,
                        80,
                        "slide 1",
                        List.of(box(1, 1, 21, 21, "tilia"), box(90, 1, 100, 21, "erica")),
                        List.of(box(30, 1, 50, 21, "debris"), box(60, 1, 80, 21, "unknown"))));
        assertThat(corrected.fields().get(1)).isEqualTo(drawn.fields().get(1));
        assertThat(corrected.fields().get(2).group()).isEqualTo("loose");
    }

    @Test
    void nothingIsLearnedOfGrainsThatNobodyLookedAt() throws IOException {
        Corrections corrections =
                read(HEADER, "a.png,1,1,20,20,erica,tilia", "a.png,30,1,20,20,unheard-of,", "a.png,60,1,20,20,debris,");

        assertThat(corrections.rows().get(1).isLookedAt()).isFalse();
        BoxedField field = corrections.fieldsIn(root).fields().get(0);
        assertThat(field.grains()).containsExactly(box(1, 1, 21, 21, "tilia"));
        assertThat(field.apart()).containsExactly(box(30, 1, 50, 21, "unknown"), box(60, 1, 80, 21, "debris"));
    }

    @Test
    void correctedFieldsAreFoundInAFolderWithoutBoxes() throws IOException {
        BoxedFields fields = read(HEADER, "a.png,1,1,20,20,erica,tilia").fieldsIn(root);

        assertThat(fields.form()).isEqualTo(BoxFormat.CORRECTIONS);
        assertThat(fields.fields()).hasSize(1);
        assertThat(fields.classes()).containsExactly("tilia");
    }

    @Test
    void fieldsThatAreNotThereAreNamed() throws IOException {
        Corrections corrections = read(HEADER, "b.png,1,1,20,20,erica,tilia", "images/c.png,1,1,20,20,erica,tilia");

        assertThatThrownBy(() -> corrections.fieldsIn(root))
                .hasMessage(root.resolve("corrections.csv") + ": line 3: the image images/c.png is not below " + root
                        + " (3 images); did you mean a.png?");
    }

    @Test
    void wrongRowsAreNamed() {
        assertRefused("holds no row below its header; nothing was corrected", HEADER);
        assertRefused("line 2: the field is empty; expected the name of its image", HEADER, ",1,1,9,9,erica,tilia");
        assertRefused(
                "line 2: label and corrected are empty; expected a class, debris or unknown",
                HEADER,
                "a.png,1,1,9,9,,");
        assertRefused(
                "has nothing in its column corrected; expected what a person says of at least one grain",
                HEADER,
                "a.png,1,1,9,9,erica,");
        assertRefused("line 2: expected a box of at least 1 x 1 pixels, found 0 x 9", HEADER, "a.png,1,1,0,9,,erica");
        assertRefused("line 2: x must be a number of pixels, got \"left\"", HEADER, "a.png,left,1,9,9,,erica");
        assertRefused("line 2: width must be a place on an image, got 1.0E12", HEADER, "a.png,1,1,1e12,9,,erica");
        assertRefused(
                "line 1: the column corrected is missing; expected the header " + HEADER,
                "field,x,y,width,height,label",
                "a.png,1,1,9,9,erica");
        assertRefused("is empty; expected the header " + HEADER, "");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Corrections.read(root.resolve("none.csv")))
                .hasMessage(root.resolve("none.csv")
                        + ": is no file; expected the CSV file that the page of a count saved");
    }

    @Test
    void oneBoxCorrectedInTwoWaysIsRefused() throws IOException {
        Corrections corrections = read(HEADER, "a.png,1,1,20,20,erica,tilia", "a.png,1,1,20,20,erica,debris");

        assertThatThrownBy(() -> corrections.fieldsIn(root))
                .hasMessage(root.resolve("corrections.csv") + ": line 3: the same box is tilia (line 2) and debris;"
                        + " expected one class for a box");
    }
}
