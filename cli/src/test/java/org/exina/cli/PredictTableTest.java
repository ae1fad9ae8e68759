package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.exina.model.Prediction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** The table of {@code exina predict}: what is unreadable, and what a stopped run leaves. */
class PredictTableTest {
    @TempDir
    private static Path shared;

    private static Path model;

    @TempDir
    private Path temp;

    private Path images;
    private Path csv;
    private Path journal;

    @BeforeAll
    static void trainOnce() throws IOException {
        model = shared.resolve("model.onnx");
        Ran.exina("train", TinyData.write(shared.resolve("data"), 4), "-o", model, "--folds", 0);
    }

    @BeforeEach
    void draw() throws IOException {
        images = TinyData.write(temp.resolve("images"), 2);
        csv = temp.resolve("table.csv");
        journal = temp.resolve(".table.csv-answered.jsonl");
    }

    private Path first() {
        return images.resolve(TinyData.CLASSES.get(0)).resolve("grain_1.png");
    }

    /** As a run that was stopped leaves it, with an answer that no model gives. */
    private void stopped() throws IOException {
        String settings = PredictCommand.settings(model, 2, false, OptionalDouble.empty());
        FilePrediction planted = new FilePrediction(
                first().toString(),
                "planted",
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "",
                List.of(new Prediction.Ranked("planted", 0.5), new Prediction.Ranked("other", 0.5)),
                "");
        PredictionTable.open(csv, settings).add(first(), planted);
        Files.writeString(journal, "{\"key\":\"cut o", StandardOpenOption.APPEND);
    }

    @Test
    void aRunThatWasStoppedGoesOnWhereItWas() throws IOException {
        Ran whole = Ran.exina("predict", model, images, "--csv", csv);
        List<String> rows = new ArrayList<>(Files.readAllLines(csv));
        assertThat(whole.code()).isZero();
        assertThat(rows).hasSize(5);
        assertThat(journal).doesNotExist();

        stopped();
        Ran ran = Ran.exina("predict", model, images, "--csv", csv);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("exina: 1 of 4 images were done before an earlier run was stopped; it goes on from there\n");
        rows.set(1, first() + ",planted,0.500000,other,0.500000,,,");
        assertThat(Files.readAllLines(csv)).isEqualTo(rows);
        assertThat(journal).doesNotExist();
    }

    @Test
    void theJsonHasWhatWasKept() throws IOException {
        stopped();
        JsonNode json =
                Ran.exina("predict", model, images, "--csv", csv, "--json").json();
        assertThat(json.get("kept").asInt()).isEqualTo(1);
        assertThat(json.get("predictions")).hasSize(4);
        assertThat(json.at("/predictions/0/label").asText()).isEqualTo("planted");
    }

    @Test
    void whatHasChangedIsAnsweredAnew() throws IOException {
        stopped();
        Files.setLastModifiedTime(first(), FileTime.fromMillis(1_000_000));
        Ran.exina("predict", model, images, "--csv", csv);
        assertThat(csv).content().doesNotContain("planted");

        stopped();
        Ran other = Ran.exina("predict", model, images, "--csv", csv, "--accept-all");
        assertThat(other.code()).isZero();
        assertThat(csv).content().doesNotContain("planted");

        for (List<String> otherwise : List.of(List.of("--bits", "12"), List.of("--stack"))) {
            stopped();
            List<Object> words = new ArrayList<>(List.of("predict", model, images, "--csv", csv));
            words.addAll(otherwise);
            assertThat(Ran.exina(words.toArray()).code()).isZero();
            assertThat(csv).content().doesNotContain("planted");
        }
    }

    @Test
    void whatCannotBeReadIsInTheTableAndMakesTheExitCodeOne() throws IOException {
        Path broken = Files.writeString(images.resolve("broken.png"), "no image");
        for (int round = 0; round < 2; round++) {
            Ran ran = Ran.exina("predict", model, images, "--csv", csv);
            assertThat(ran.code()).isEqualTo(ExitCode.SOFTWARE);
            assertThat(ran.err()).endsWith("exina: 1 of 5 files could not be read as an image\n");
            assertThat(Files.readAllLines(csv))
                    .hasSize(6)
                    .anySatisfy(row ->
                            assertThat(row).startsWith(broken + ",,,,,,,").contains("broken.png"));
        }
        assertThat(Ran.exina("predict", model, images).code()).isEqualTo(ExitCode.SOFTWARE);
    }

    @Test
    void aNameWithALineEndStaysOnOneLine() throws IOException {
        Path named = Files.copy(first(), temp.resolve("line\nbreak.png"));
        assertThat(Ran.exina("predict", model, named).out()).contains("/line<U+000A>break.png  ");
    }

    @Test
    void ofALongTableTheBeginningIsShown() throws IOException {
        List<Object> words = new ArrayList<>(List.of("predict", model));
        for (int i = 0; i < 103; i++) {
            words.add(first());
        }
        words.addAll(List.of("--csv", csv));
        Ran ran = Ran.exina(words.toArray());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).endsWith("... and 3 more, in " + csv + "\nwritten: " + csv + "\n");
        assertThat(Files.readAllLines(csv)).hasSize(104);
    }
}
