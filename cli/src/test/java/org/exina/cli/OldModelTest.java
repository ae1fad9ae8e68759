package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.exina.onnx.OnnxGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files of earlier programs, and such as were changed behind the program's back, at the commands that open them. */
class OldModelTest {
    @TempDir
    private Path folder;

    private Path old;
    private Path images;
    private Path image;

    @BeforeEach
    void draw() throws IOException {
        old = Path.of("..", "train", "src", "test", "resources", "org", "exina", "model", "format-2.onnx");
        images = folder.resolve("pictures");
        List<String> classes = Grains.write(images, 2, 2, 1);
        image = images.resolve(classes.get(0)).resolve("grain_1.png");
    }

    private List<Object[]> commands(Path model) {
        return List.of(
                new Object[] {"predict", model, image, "--json"},
                new Object[] {"evaluate", model, images, "--with-seen", "--json"},
                new Object[] {"explain", model, image, "-o", folder.resolve("explained"), "--json"},
                new Object[] {"count", model, image, "-o", folder.resolve("counts.csv"), "--json"});
    }

    @Test
    void anOldFileIsUsedAndSaysThatItCarriesNoHashOverAll() throws IOException {
        for (Object[] words : commands(old)) {
            Ran ran = Ran.exina(words);

            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.err())
                    .contains(
                            "exina: " + old + " was written by an earlier Exina and carries no hash over all of it: its"
                                    + " network was checked, its classes, threshold and metrics were not; train it again for"
                                    + " one that does\n");
            assertThat(ran.json().get("wholeFileChecked").asBoolean()).isFalse();
        }
    }

    @Test
    void ofANewFileNothingIsSaid() throws IOException {
        Path model = train();
        for (Object[] words : commands(model)) {
            Ran ran = Ran.exina(words);

            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.err()).doesNotContain("an earlier Exina");
            assertThat(ran.json().get("wholeFileChecked").asBoolean()).isTrue();
        }
    }

    @Test
    void aFileWithAnotherClassNameIsRefused() throws IOException {
        Path model = train();
        String card = OnnxGraph.parse(Files.readAllBytes(model)).metadata().get("exina");
        change(model, text -> text.replace(card, card.replace("triporate", "triporatf")));

        for (Object[] words : commands(model)) {
            Ran ran = Ran.exina(words);

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .isEqualTo("exina: " + model + ": is damaged: it is not as it was written; copy it again, or train"
                            + " the model again\n");
        }
    }

    private Path train() {
        Path model = folder.resolve("model.onnx");
        Ran ran = Ran.exina("train", images, "-o", model, "--folds", 0, "--backbone", "scattering:taps=orientations0");
        assertThat(ran.code()).as(ran.err()).isZero();
        return model;
    }

    private static void change(Path file, UnaryOperator<String> change) throws IOException {
        String before = Files.readString(file, StandardCharsets.ISO_8859_1);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after, StandardCharsets.ISO_8859_1);
    }
}
