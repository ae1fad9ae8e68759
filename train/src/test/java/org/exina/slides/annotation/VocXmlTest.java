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

class VocXmlTest {
    @TempDir
    private Path root;

    private Drawing drawing;

    @BeforeEach
    void make() throws IOException {
        drawing = new Drawing(root).images("JPEGImages/a.png", "JPEGImages/b.png");
    }

    static String object(String name, int left, int top, int right, int bottom) {
        return "<object>\n<name>" + name + "</name><bndbox><xmin>" + left + "</xmin><ymin>" + top + "</ymin><xmax>"
                + right + "</xmax><ymax>" + bottom + "</ymax></bndbox></object>";
    }

    private BoxedFields read(String... lines) throws IOException {
        drawing.text("Annotations/a.xml", lines);
        return drawing.open();
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root.resolve("Annotations/a.xml") + ": " + message);
    }

    @Test
    void partsOfObjectsArePassedOver() throws IOException {
        BoxedFields fields = read(
                "<?xml version=\"1.0\"?>",
                "<annotation><folder>x</folder><filename>a.png</filename>",
                "<size><width>100</width><height>80</height><depth>3</depth></size>",
                "<object><name>pinus</name><part><name>bladder</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax>"
                        + "<ymax>9</ymax></bndbox></part>",
                "<bndbox><xmax>40</xmax><xmin>10.4</xmin><ymin>20</ymin><ymax>50</ymax></bndbox></object>",
                object("picea &amp; abies", 0, 0, 9, 9),
                "</annotation>");

        assertThat(fields.fields()).hasSize(1);
        assertThat(fields.fields().get(0).grains())
                .containsExactly(box(10, 20, 40, 50, "pinus"), box(0, 0, 9, 9, "picea & abies"));
        assertThat(fields.leftOut())
                .extracting(LeftOut::where)
                .as("b is not drawn on yet")
                .containsExactly("JPEGImages/b.png");
    }

    @Test
    void aFileWithoutObjectsIsAFieldWithoutGrains() throws IOException {
        drawing.text("Annotations/b.xml", "<annotation><filename>b.png</filename></annotation>");
        BoxedFields fields =
                read("<annotation><filename>old name.png</filename>" + object("erica", 0, 0, 9, 9) + "</annotation>");

        assertThat(fields.fields()).extracting(BoxedField::name).containsExactly("a.png", "b.png");
        assertThat(fields.fields().get(1).grains()).isEmpty();
    }

    @Test
    void faultsAreNamedWithTheirLine() {
        assertRefused(
                "line 2: the object has no ymax; expected bndbox with xmin, ymin, xmax, ymax",
                "<annotation><filename>a.png</filename>",
                "<object><name>erica</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax></bndbox></object>",
                "</annotation>");
        assertRefused(
                "line 1: xmin must be a number of pixels, got \"one\"",
                "<annotation><filename>a.png</filename>"
                        + object("erica", 0, 0, 9, 9).replace("<xmin>0", "<xmin>one") + "</annotation>");
        assertRefused(
                "line 2: the class is empty; expected a name",
                "<annotation>",
                object(" ", 0, 0, 9, 9) + "</annotation>");
        assertRefused(
                "line 1: the boxes were drawn on an image of 50 x 40 pixels, but a.png is of 100 x 80; bring back the"
                        + " image they were drawn on, or draw them again",
                "<annotation><size><width>50</width><height>40</height></size>" + object("erica", 0, 0, 9, 9)
                        + "</annotation>");
        assertRefused(
                "line 3: is damaged XML; copy it again or draw it again", "<annotation>", "<object>", "</annotation>");
        assertRefused(
                "line 2: elements lie in one another without end; export it again",
                "<annotation>",
                "<part>".repeat(100_000));
    }

    @Test
    void aImageThatIsMissingIsNamed() throws IOException {
        Path file = drawing.text(
                "Annotations/d.xml",
                "<annotation><filename>d.png</filename>" + object("erica", 0, 0, 9, 9) + "</annotation>");

        assertThatThrownBy(drawing::open)
                .hasMessage(
                        file + ": line 1: the image d.png is not below " + root + " (2 images); did you mean a.png?");
    }

    @Test
    void otherFilesAreNeverReadThroughEntities() throws IOException {
        Path secret = drawing.text("secret.txt", "erica");
        assertRefused(
                "line 1: has a document type (<!DOCTYPE ...>), which may name other files and is not read; remove it",
                "<!DOCTYPE annotation [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>"
                        + "<annotation><filename>a.png</filename>" + object("&s;", 0, 0, 9, 9) + "</annotation>");
    }

    @Test
    void polygonsStandForABoxThatIsNotThere() throws IOException {
        BoxedFields fields = read(
                "<annotation><filename>a.png</filename>",
                "<object><name>erica</name><polygon><x1>10</x1><y1>20</y1><x2>30</x2><y2>25</y2><x3>12.4</x3><y3>60</y3>"
                        + "</polygon></object>",
                "<object><name>tilia</name><polygon><pt><x>50</x><y>0</y></pt><pt><x>90</x><y>40</y></pt></polygon>"
                        + "</object>",
                "</annotation>");

        assertThat(fields.fields().get(0).grains())
                .containsExactly(box(10, 20, 30, 60, "erica"), box(50, 0, 90, 40, "tilia"));
    }
}
