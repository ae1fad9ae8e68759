package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.dataset.Audit;
import org.exina.dataset.Auditor;
import org.exina.dataset.Dataset;
import org.exina.io.Json;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

class SampleCommandTest {
    @TempDir
    private Path temp;

    private Ran sample(String... more) {
        Object[] args = new Object[more.length + 3];
        args[0] = "sample";
        args[1] = "--out";
        args[2] = temp.resolve("grains");
        System.arraycopy(more, 0, args, 3, more.length);
        return Ran.exina(args);
    }

    @Test
    void drawsADataSetThatTheCheckFindsNothingWrongWith() throws IOException {
        Ran ran = sample("--classes", "3", "--per-class", "2");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .matches("drew 6 synthetic grains of 3 classes in \\d+(\\.\\d)? s\\R"
                        + "Use it: exina crossval \\S+grains\\R");
        assertThat(ran.code()).isEqualTo(ExitCode.OK);
        Dataset data = Dataset.open(temp.resolve("grains"));
        assertThat(data.classes()).containsExactly("monoporate", "tricolpate", "triporate");
        assertThat(Auditor.audit(data, new Audit.Settings(32, 50_000_000, 2), Progress.NONE)
                        .findings())
                .isEmpty();
    }

    @Test
    void goesOnWithWhatIsThere() throws IOException {
        sample("--classes", "2", "--per-class", "2");
        Files.delete(temp.resolve("grains/triporate/triporate_002.jpg"));

        assertThat(sample("--classes", "2", "--per-class", "2").out())
                .matches("drew 1 synthetic grains? of 2 classes in \\d+(\\.\\d)? s; 3 there already\\R"
                        + "Use it: exina crossval \\S+grains\\R");
    }

    @Test
    void printsOneJsonObject() throws IOException {
        Ran ran = sample("--classes", "2", "--per-class", "1", "--seed", "-4", "--json");
        JsonNode json = Json.tree(ran.out());

        assertThat(json.get("folder").asText()).isEqualTo(temp.resolve("grains").toString());
        assertThat(json.get("classes")).hasToString("[\"monoporate\",\"triporate\"]");
        assertThat(json.get("perClass").asInt()).isEqualTo(1);
        assertThat(json.get("seed").asLong()).isEqualTo(-4);
        assertThat(json.get("drawn").asLong()).isEqualTo(2);
        assertThat(json.get("kept").asLong()).isZero();
        assertThat(json.get("seconds").asDouble()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "--classes, 1, '--classes: expected 2 to 16, got 1'",
        "--classes, 17, '--classes: expected 2 to 16, got 17'",
        "--per-class, 0, '--per-class: expected 1 or more, got 0'",
    })
    void argumentsOutOfRangeAreNamed(String option, String value, String message) {
        Ran ran = sample(option, value);

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).isEqualTo("exina: " + message + System.lineSeparator());
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void wordsAreNoNumbers() {
        Ran ran = sample("--classes", "many");

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("exina: Invalid value for option '--classes': 'many' is not an int");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aFolderIsAsked() {
        Ran ran = Ran.exina("sample");

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("exina: Missing required option: '--out=DIR'");
    }

    @Test
    void aFolderWithOtherThingsIsRefused() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("grains"));
        Files.writeString(folder.resolve("mine.txt"), "mine");
        Ran ran = sample();

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .isEqualTo("exina: " + folder + ": holds mine.txt; expected a new or empty folder, so that nothing of"
                        + " yours is replaced" + System.lineSeparator());
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("grains"), "mine");
        Ran ran = sample();

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .isEqualTo("exina: " + file + ": is no folder; expected a new or empty one" + System.lineSeparator());
        assertThat(file).hasContent("mine");
    }

    @Test
    void drawsFieldsWithTheTruthAboutThem() throws IOException {
        Ran ran = sample("--slides", "--fields", "2", "--size", "400,300", "--grains", "3", "--classes", "3");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .matches("drew 2 synthetic fields in \\d+(\\.\\d)? s; \\d+ grains to count, where they are is in"
                        + " \\S+boxes\\.csv\\R");
        assertThat(temp.resolve("grains/images/field-002.jpg")).exists();
        JsonNode json = Json.tree(
                sample("--slides", "--fields", "2", "--size", "400x300", "--grains", "3", "--classes", "3", "--json")
                        .out());
        assertThat(json.get("fields").asInt()).isEqualTo(2);
        assertThat(json.get("kept").asInt()).isEqualTo(2);
        assertThat(json.get("grains").asInt() + 1)
                .isEqualTo(Files.readAllLines(temp.resolve("grains/boxes.csv")).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fields 3 | --fields: is for --slides, which is missing",
                "--dark | --dark: is for --slides, which is missing",
                "--slides --per-class 3 | --per-class: is for single grains, not for --slides; use --fields, --grains",
                "--slides --fields 0 | --fields: expected 1 to 100000, got 0",
                "--slides --size big | --size: expected width and height in pixels, as 1600,1200, got big",
                "--slides --size 100,300 | --size: expected 200 to 40000, got 100",
                "--slides --grains 500 | --grains: there is room for at most 60 on 1600 x 1200 pixels, got 500",
                "--slides --planes 99 | --planes: expected 1 to 32, got 99",
            })
    void optionsOfFieldsOutOfPlaceAreNamed(String options, String message) {
        Ran ran = sample(options.split(" "));

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).isEqualTo("exina: " + message + System.lineSeparator());
        assertThat(temp).isEmptyDirectory();
    }
}
