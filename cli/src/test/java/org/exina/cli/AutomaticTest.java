package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --auto}, with the one backbone that is always there. */
class AutomaticTest {
    @TempDir
    private Path folder;

    @Test
    void crossvalTellsWhatWasChosen() throws Exception {
        Path images = TinyData.write(folder.resolve("pictures"), 8);
        Path run = folder.resolve("run");

        Ran json = Ran.exina(
                "crossval",
                images,
                "--auto",
                "--backbone",
                "scattering",
                "--budget",
                "1m",
                "--folds",
                2,
                "-o",
                run,
                "--json");

        assertThat(json.code()).as(json.err()).isZero();
        JsonNode figures = json.json();
        assertThat(figures.get("head").asText()).isEqualTo("auto");
        assertThat(figures.get("chosen")).isNotEmpty();
        assertThat(figures.at("/chosen/0/title").asText()).contains("scattering, 1 view; ");
        Ran text = Ran.exina(
                "crossval", images, "--auto", "--backbone", "scattering", "--folds", 2, "-o", folder.resolve("again"));
        assertThat(text.out()).contains("in trainings", "of 2", "scattering, 1 view; ");
        assertThat(Ran.exina("report", run, "-o", folder.resolve("report.html")).code())
                .isZero();
    }

    @Test
    void trainExplainsItsChoiceAndTheModelRuns() throws Exception {
        Path images = TinyData.write(folder.resolve("pictures"), 8);
        Path model = folder.resolve("model.onnx");

        Ran trained = Ran.exina("train", images, "-o", model, "--auto", "--backbone", "scattering", "--folds", 0);

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("tried (the best of ", "log loss", "scattering, 1 view; lda")
                .contains("training images wrong when left out");
        Ran evaluated = Ran.exina("evaluate", model, images, "--with-seen", "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.json().get("accuracy").asDouble()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--auto --head lda | --head and --auto exclude each other: --auto chooses the head",
                "--auto --augment microscope | --augment and --auto exclude each other",
                "--budget 5m | --budget: only --auto has one",
                "--auto --budget soon | --budget: expected a time such as 90s, 10m or 2h, got 'soon'"
            })
    void whatDoesNotGoTogetherIsRefused(String options, String message) throws Exception {
        Path images = TinyData.write(folder.resolve("pictures"), 4);
        Object[] words = ("crossval\t" + images + "\t" + options.strip().replace(' ', '\t')).split("\t");

        Ran ran = Ran.exina(words);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }
}
