package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.exina.model.Prediction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Tables that a spreadsheet opens by a double click, in the user's language. */
class ExcelTablesTest {
    @TempDir
    private static Path shared;

    private static Path data;
    private static Path model;
    private static Path grain;

    @TempDir
    private Path temp;

    @BeforeAll
    static void trainOnce() throws IOException {
        data = TinyData.write(shared.resolve("data"), 4);
        model = shared.resolve("model.onnx");
        grain = data.resolve(TinyData.CLASSES.get(0)).resolve("grain_1.png");
        assertThat(Ran.exina("train", data, "-o", model, "--folds", 0).code()).isZero();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    private static Ran german(Object... words) {
        Ran ran = Ran.exinaIn(Locale.GERMANY, words);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    @Test
    void predictionsInGermanAndInEnglish() throws IOException {
        Path csv = temp.resolve("a.csv");
        german("predict", model, grain, "--csv", csv, "--csv-style", "excel");
        assertThat(text(csv))
                .startsWith("\uFEFFpath;label;probability;label2;probability2;novelty;why;problem\r\n" + grain + ";")
                .matches("(?s).*;[01],\\d{6};.*")
                .endsWith("\r\n");
        assertThat(Ran.exinaIn(Locale.UK, "predict", model, grain, "--csv", csv, "--csv-style", "Excel")
                        .code())
                .isZero();
        assertThat(text(csv))
                .startsWith("\uFEFFpath,label,probability,")
                .matches("(?s).*,[01]\\.\\d{6},.*")
                .endsWith("\r\n");
        german("predict", model, grain, "--csv", csv);
        assertThat(text(csv)).startsWith("path,label,probability,").doesNotContain("\r");
    }

    @Test
    void aStoppedRunOfAnotherStyleIsNotGoneOnWith() throws IOException {
        Path csv = temp.resolve("a.csv");
        FilePrediction planted = new FilePrediction(
                grain.toString(),
                "planted",
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "",
                List.of(new Prediction.Ranked("planted", 0.5), new Prediction.Ranked("other", 0.5)),
                "");
        String settings = PredictCommand.settings(model, 2, false, OptionalDouble.empty());
        PredictionTable.open(csv, settings).add(grain, planted);
        german("predict", model, grain, "--csv", csv, "--csv-style", "excel");
        assertThat(text(csv)).doesNotContain("planted");
    }

    @Test
    void evaluation() throws IOException {
        Path csv = temp.resolve("a.csv");
        for (int round = 0; round < 2; round++) { // an earlier one is replaced
            german("evaluate", model, data, "--with-seen", "--csv", csv, "--csv-style", "excel");
            assertThat(text(csv))
                    .startsWith("\uFEFFpath;label;predicted;probability\r\n")
                    .matches("(?s).*;[01],\\d{6}\r\n");
        }
    }

    @Test
    void countsAndTheTablesBesideThem() throws IOException {
        Path counts = temp.resolve("c.csv");
        for (int round = 0; round < 2; round++) {
            german("count", model, grain, "-o", counts, "--csv-style", "excel");
            assertThat(text(counts)).startsWith("\uFEFFfield;").endsWith("\r\n");
            assertThat(text(temp.resolve("c-percentages.csv"))).startsWith("\uFEFFfield;type;inPollenSum;count;");
            assertThat(text(temp.resolve("c-grains.csv"))).startsWith("\uFEFFfield;x;y;width;height;label;");
        }
        german("count", model, grain, "-o", counts);
        assertThat(text(counts)).startsWith("field,").doesNotContain("\r");
    }

    @Test
    void whatIsNotOursIsKept() throws IOException {
        Path csv = Files.writeString(temp.resolve("a.csv"), "\uFEFFpath;label;note\r\n");
        Ran ran = Ran.exinaIn(Locale.GERMANY, "predict", model, grain, "--csv", csv, "--csv-style", "excel");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("is there already and is no table of predictions");
    }

    @Test
    void itIsForATable() {
        for (Object[] words :
                new Object[][] {{"predict", model, grain}, {"evaluate", model, data}, {"check", data, "--deep"}}) {
            Object[] all = Stream.concat(Stream.of(words), Stream.of("--csv-style", "excel"))
                    .toArray();
            Ran ran = Ran.exina(all);
            assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err()).isEqualTo("exina: --csv-style: is for a table; expected together with --csv FILE\n");
        }
        assertThat(Ran.exina("predict", model, grain, "--csv", "x.csv", "--csv-style", "word")
                        .err())
                .startsWith("exina: Invalid value for option '--csv-style': expected one of [PLAIN, EXCEL]");
    }
}
