package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TestPrediction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** What the page of a run shows when asked: heat maps beside the images, and the learning curve. */
@Tag("slow")
class ExplainedReportTest {
    @TempDir
    private static Path shared;

    private static Path data;
    private static Path run;

    @TempDir
    private Path temp;

    @BeforeAll
    static void crossValidate() throws IOException {
        data = shared.resolve("pollen");
        List<String> classes = Grains.write(data, 3, 8, 5);
        for (int i = 0; i < 2; i++) { // under a wrong label: mistakes that are sure to be made
            Grains.write(data.resolve(classes.get(1)).resolve("wrong_" + i + ".png"), classes.get(0), 90 + i, 5);
        }
        run = shared.resolve("run");
        Ran ran = Ran.exina("crossval", data, "--folds", "4", "-o", run);
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private Path copyOfRun(String from, String to) throws IOException {
        Path copy = Files.createDirectories(temp.resolve("copy"));
        for (String name : List.of("run.json", "check.json", "predictions.csv")) {
            Files.writeString(
                    copy.resolve(name), Files.readString(run.resolve(name)).replace(from, to));
        }
        return copy;
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page).replace('\u00a0', ' ');
    }

    private Path curve(String folds) throws IOException {
        Ran ran = Ran.exina("curve", data, "--folds", folds, "--per-class", "2,4,all", "--draws", "1", "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        return Files.writeString(temp.resolve("curve.json"), ran.out());
    }

    @Test
    void whatSpokeForTheAnswerStandsBesideEachMistake() throws IOException {
        Path page = temp.resolve("report.html");
        long mistakes = RunFolder.open(run).predictions().stream()
                .filter(prediction -> !prediction.isCorrect())
                .map(TestPrediction::path)
                .count();

        Ran ran = Ran.exina("report", run, "--explain", "-o", page, "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode json = ran.json();
        assertThat(mistakes).isGreaterThanOrEqualTo(2);
        assertThat(json.path("explained").asLong()).isGreaterThan(mistakes); // recognised ones, too, to compare
        assertThat(json.path("explained").asInt())
                .isEqualTo(json.path("pictures").asInt());
        assertThat(text(page))
                .contains(
                        "<ul class=\"gallery heated\">", "trained again without the image's fold".replace("'", "&#39;"))
                .contains("Made by covering one place after another")
                .contains("alt=\"the same, with what speaks for ");
        assertThat(text(page).split("alt=\"the same, with what speaks for ", -1).length - 1)
                .isGreaterThan((int) mistakes);
    }

    @Test
    void withoutTheOptionThereIsNone() throws IOException {
        Path page = temp.resolve("report.html");
        JsonNode json = Ran.exina("report", run, "-o", page, "--json").json();
        assertThat(json.path("explained").asInt()).isZero();
        assertThat(text(page)).doesNotContain("speaks for", "Would more images help?");
    }

    @Test
    void classifiersThatCannotBeTrainedAgainAreNamed() throws IOException {
        Ran chosen = Ran.exina("report", copyOfRun("\"head\" : \"lda\"", "\"head\" : \"auto\""), "--explain");
        Ran tuned = Ran.exina("report", copyOfRun("\"crossval\"", "\"finetune\""), "--explain");
        Path other = copyOfRun("\"seed\" : 1", "\"seed\" : 2");
        Ran otherwise = Ran.exina("report", other, "--explain");

        assertThat(List.of(chosen, tuned, otherwise)).extracting(Ran::code).containsOnly(ExitCode.USAGE);
        assertThat(chosen.err())
                .contains("its classifiers cannot be trained again to explain them: a search chose its classifiers;"
                        + " instead, let a model say what it sees: exina explain MODEL IMAGE...");
        assertThat(tuned.err()).contains("its networks were tuned in each fold and are not kept");
        assertThat(otherwise.err())
                .containsPattern("of fold [1-4], trained again, answers otherwise than the run did to");
        assertThat(other.resolve("report.html")).doesNotExist();
    }

    @Test
    void otherImagesThanTheRunsAreNotExplained() throws IOException {
        Path others = temp.resolve("others");
        Grains.write(others, 3, 8, 6);
        Ran ran = Ran.exina("report", run, "--explain", "--pictures", others, "-o", temp.resolve("r.html"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("--explain: the images in " + others + " are no longer those of the run");
    }

    @Test
    void theLearningCurveOfTheRunIsShown() throws IOException {
        Path page = temp.resolve("report.html");
        Ran ran = Ran.exina("report", run, "--curve", curve("4"), "-o", page);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(text(page))
                .contains("<h2 id=\"curve-title\">Would more images help?</h2>")
                .contains("data:image/svg+xml;base64,", "(all)</th>", "with twice as many (");
    }

    @Test
    void aCurveOfSomethingElseIsRefused() throws IOException {
        Path curve = curve("4");
        String json = Files.readString(curve);
        Path fewer =
                Files.writeString(temp.resolve("fewer.json"), json.replace("\"pictures\" : 26", "\"pictures\" : 9"));
        Path better =
                Files.writeString(temp.resolve("better.json"), json.replaceAll("(\"accuracy\" : )[0-9.]+", "$10.123"));
        Path text = Files.writeString(temp.resolve("text.json"), "no curve");
        List<Ran> all = List.of(
                Ran.exina("report", run, "--curve", fewer),
                Ran.exina("report", run, "--curve", better),
                Ran.exina("report", run, "--curve", text),
                Ran.exina("report", run, "--curve", temp.resolve("missing")),
                Ran.exina("report", run, "--curve", run.resolve("run.json")));

        assertThat(all).extracting(Ran::code).containsOnly(ExitCode.USAGE);
        assertThat(all.get(0).err()).contains("is of 26 images of 3 classes, but the learning curve of 9 of 3");
        assertThat(all.get(1).err())
                .contains("but the learning curve ends at 12.3 %; measure it as the run was made: same backbone");
        assertThat(all.get(2).err()).contains("text.json holds no learning curve");
        assertThat(all.get(3).err())
                .isEqualTo("exina: --curve: expected a file, got " + temp.resolve("missing") + "\n");
        assertThat(all.get(4).err()).contains("run.json holds no learning curve");
    }
}
