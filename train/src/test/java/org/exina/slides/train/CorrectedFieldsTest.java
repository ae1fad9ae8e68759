package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.io.Sha256;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.Corrections;
import org.exina.slides.annotation.LabelledBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectedFieldsTest {
    @TempDir
    private Path temp;

    private BoxedFields drawn;
    private Path out;

    @BeforeEach
    void draw() throws IOException {
        drawn = new DiscFields(temp.resolve("drawn"), 0)
                .field("a", 200, "slide 1", DiscFields.discs(1, true, DiscFields.RED, DiscFields.BLUE))
                .field("b", 200, "slide 2", DiscFields.discs(2, true, DiscFields.RED))
                .open();
        out = temp.resolve("learned");
    }

    private Corrections corrections(String... rows) throws IOException {
        Path file = temp.resolve("corrections.csv");
        Files.writeString(file, String.join(",", Corrections.HEADER) + "\n" + String.join("\n", rows) + "\n");
        return Corrections.read(file);
    }

    private CorrectedFields.Learned write(Path counted, String... rows) throws IOException {
        return CorrectedFields.write(drawn, corrections(rows), counted, out);
    }

    private static String contents(Path folder) throws IOException {
        TreeMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), Sha256.of(file));
            }
        }
        return all.toString();
    }

    private static LabelledBox box(int x, int y, int width, int height, String label) {
        return new LabelledBox(new Box(x, y, width, height), label);
    }

    @Test
    void correctedFieldsHaveTheirCorrectedBoxesAndTheOthersKeepTheirs() throws IOException {
        String before = contents(drawn.root());

        CorrectedFields.Learned learned = write(
                drawn.root(),
                "b.png,20,30,40,50,red,blue",
                "b.png,100,110,12,14,red,debris",
                "b.png,60,61,22,23,blue,unknown");

        assertThat(learned).isEqualTo(new CorrectedFields.Learned(2, 1, 3));
        BoxedFields read = BoxedFields.open(out);
        assertThat(read.leftOut()).isEmpty();
        assertThat(read.fields()).extracting(BoxedField::name).containsExactly("a.png", "b.png");
        assertThat(read.fields()).extracting(BoxedField::group).containsExactly("slide 1", "slide 2");
        assertThat(read.fields().get(0).grains())
                .isEqualTo(drawn.fields().get(0).grains());
        assertThat(read.fields().get(1).grains()).containsExactly(box(20, 30, 40, 50, "blue"));
        assertThat(read.fields().get(1).apart())
                .containsExactly(box(100, 110, 12, 14, "debris"), box(60, 61, 22, 23, "unknown"));
        assertThat(read.fields()).allSatisfy(field -> assertThat(field.file()).startsWith(out.resolve("images")));
        assertThat(contents(drawn.root())).isEqualTo(before);
    }

    @Test
    void aFieldOfTheSameNameInAnotherFolderIsAnother() throws IOException {
        Path counted = new DiscFields(temp.resolve("counted"), 0)
                .field("A", 210, "new", DiscFields.discs(5, true, DiscFields.BLUE))
                .open()
                .root();

        CorrectedFields.Learned learned = write(counted, "A.png,20,30,40,50,,tilia");

        assertThat(learned).isEqualTo(new CorrectedFields.Learned(3, 1, 4));
        BoxedFields read = BoxedFields.open(out);
        assertThat(read.fields()).extracting(BoxedField::name).containsExactly("2-A.png", "a.png", "b.png");
        assertThat(read.fields().get(0).grains()).containsExactly(box(20, 30, 40, 50, "tilia"));
        assertThat(read.fields().get(1).grains())
                .isEqualTo(drawn.fields().get(0).grains());
        assertThat(out.resolve("images").resolve("2-A.png"))
                .hasSameBinaryContentAs(counted.resolve("images").resolve("A.png"));
    }

    @Test
    void aCopyOfADrawnFieldIsThatField() throws IOException {
        Path counted = Files.createDirectories(temp.resolve("counted"));
        Files.copy(drawn.fields().get(0).file(), counted.resolve("copy.png"));

        CorrectedFields.Learned learned = write(counted, "copy.png,20,30,40,50,red,tilia");

        assertThat(learned).isEqualTo(new CorrectedFields.Learned(2, 1, 2));
        BoxedField field = BoxedFields.open(out).fields().get(0);
        assertThat(field.name()).isEqualTo("a.png");
        assertThat(field.group()).isEqualTo("slide 1");
        assertThat(field.grains()).containsExactly(box(20, 30, 40, 50, "tilia"));
    }

    @Test
    void whatWasLearnedCanBeCorrectedAgain() throws IOException {
        write(drawn.root(), "b.png,20,30,40,50,red,blue");
        BoxedFields learned = BoxedFields.open(out);
        Path again = temp.resolve("again");

        CorrectedFields.write(learned, corrections("b.png,21,30,40,50,blue,red"), out, again);

        List<BoxedField> fields = BoxedFields.open(again).fields();
        assertThat(fields).extracting(BoxedField::name).containsExactly("a.png", "b.png");
        assertThat(fields.get(1).grains()).containsExactly(box(21, 30, 40, 50, "red"));
    }

    @Test
    void correctionsAloneAreFieldsToTrainOn() throws IOException {
        CorrectedFields.Learned learned = CorrectedFields.write(
                corrections("b.png,20,30,40,50,red,blue", "b.png,60,61,22,23,blue,"), drawn.root(), out);

        assertThat(learned).isEqualTo(new CorrectedFields.Learned(1, 1, 1));
        BoxedFields read = BoxedFields.open(out);
        assertThat(read.fields()).extracting(BoxedField::name).containsExactly("b.png");
        assertThat(read.fields().get(0).grains()).containsExactly(box(20, 30, 40, 50, "blue"));
        assertThat(read.fields().get(0).apart()).containsExactly(box(60, 61, 22, 23, "unknown"));
    }

    @Test
    void aFieldThatIsNowhereIsRefusedAndNothingIsWritten() {
        assertThatThrownBy(() -> write(drawn.root(), "c.png,20,30,40,50,red,blue"))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(temp.resolve("corrections.csv") + ": line 2: the image c.png is not below "
                        + drawn.root() + " (2 images)");
        assertThat(out).doesNotExist();
    }
}
