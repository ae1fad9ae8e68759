package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.dataset.Layout;
import org.exina.image.Crop;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    private static final List<TestPrediction> PREDICTIONS = List.of(
            new TestPrediction("erica/1, grey.png", 0, 0, 0, 0, new double[] {0.75, 0.25}),
            new TestPrediction("erica/\"2\".png", 0, 1, 1, 0, new double[] {1 / 3.0, 2 / 3.0}),
            new TestPrediction("Ulme/ä.png", 0, 0, 2, 1, new double[] {1e-9, 1 - 1e-9}));

    @TempDir
    private Path temp;

    private static RunRecord record(int images) {
        return new RunRecord(
                RunRecord.FORMAT,
                RunRecord.Kind.CROSSVAL,
                "2026-01-02T03:04:05Z",
                1.5,
                new RunRecord.Settings(List.of("tiny"), "lda", 2, 1, 7, Crop.STRETCH, 1, "^(a+)"),
                new RunRecord.Data(
                        "pictures",
                        "pictures",
                        "a folder for each class",
                        images,
                        List.of(new RunRecord.ClassSize("erica", 2), new RunRecord.ClassSize("Ulme", 1)),
                        3,
                        List.of(),
                        "0".repeat(64)),
                List.of(new RunRecord.BackboneUsed("tiny", "f", 8, 8, List.of("map"), 4, "engine", "fp32")),
                RunMetrics.of(PREDICTIONS, List.of("erica", "Ulme"), new RunRecord.FeatureWork(3, 0, 0.25), 0.5),
                List.of(new RunRecord.HeadTrained(0, 0, Map.of("shrinkage", "0.1"))),
                Map.of("exina", "0"));
    }

    private static Audit audit() {
        return new Audit("pictures", Layout.values()[0], 3, List.of(), 3, 0, Map.of(), List.of());
    }

    private RunFolder write() throws IOException {
        return RunFolder.write(temp.resolve("run"), record(3), PREDICTIONS, audit());
    }

    @Test
    void readsWhatItWrote() throws IOException {
        RunFolder read = RunFolder.open(write().path());

        assertThat(read.record()).isEqualTo(record(3));
        assertThat(read.audit()).isEqualTo(audit());
        assertThat(read.classes()).containsExactly("erica", "Ulme");
        assertThat(read.predictions()).hasSameSizeAs(PREDICTIONS);
        for (int i = 0; i < PREDICTIONS.size(); i++) {
            assertThat(read.predictions().get(i)).usingRecursiveComparison().isEqualTo(rounded(PREDICTIONS.get(i)));
        }
    }

    private static TestPrediction rounded(TestPrediction prediction) {
        double[] nineDigits = prediction.probabilities();
        for (int k = 0; k < nineDigits.length; k++) {
            nineDigits[k] = Double.parseDouble(String.format(Locale.ROOT, "%.9g", nineDigits[k]));
        }
        return new TestPrediction(
                prediction.path(),
                prediction.repeat(),
                prediction.fold(),
                prediction.group(),
                prediction.label(),
                nineDigits);
    }

    @Test
    void aFolderWithoutARunIsNamed() {
        assertThatThrownBy(() -> RunFolder.open(temp))
                .isInstanceOf(ExinaException.class)
                .hasMessage(temp + ": holds no run; expected a folder with run.json, as a cross-validation leaves it");
    }

    @Test
    void aFileIsNoRun() throws IOException {
        Path file = Files.writeString(temp.resolve("model.onnx"), "x");
        assertThatThrownBy(() -> RunFolder.open(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": is a file; expected a folder with run.json, as a cross-validation leaves it");
    }

    @Test
    void aNewerRunIsNamed() throws IOException {
        Path file = write().path().resolve("run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"format\" *: *1", "\"format\" : 2"));

        assertThatThrownBy(() -> RunFolder.open(file.getParent()))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": run format version 2 is newer than 1, the newest that this program reads; update"
                        + " Exina");
    }

    @Test
    void aForeignFileIsNamed() throws IOException {
        Path file = write().path().resolve("run.json");
        Files.writeString(file, "{\"name\": \"other\"}");

        assertThatThrownBy(() -> RunFolder.open(file.getParent()))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": is no run of Exina's: it has no format version");
    }

    @Test
    void aTornTableIsNamed() throws IOException {
        Path file = write().path().resolve("predictions.csv");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 40));

        assertThatThrownBy(() -> RunFolder.open(file.getParent()))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": is damaged; run the cross-validation again");
    }

    @Test
    void aMissingRowIsNamed() throws IOException {
        Path run = RunFolder.write(temp.resolve("run"), record(4), PREDICTIONS, audit())
                .path();

        assertThatThrownBy(() -> RunFolder.open(run))
                .isInstanceOf(ExinaException.class)
                .hasMessageEndingWith("is damaged; run the cross-validation again (expected 4 rows, found 3)");
    }

    @Test
    void aMissingCheckIsNamed() throws IOException {
        Path file = write().path().resolve("check.json");
        Files.delete(file);

        assertThatThrownBy(() -> RunFolder.open(file.getParent()))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": is missing; run the cross-validation again");
    }

    @Test
    void aFolderWithOtherThingsIsNotWrittenTo() throws IOException {
        Files.writeString(temp.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> RunFolder.reserve(temp))
                .isInstanceOf(ExinaException.class)
                .hasMessage(temp + ": holds notes.txt, and no run; expected a new or empty folder, or one with an"
                        + " earlier run, which is then replaced");
        assertThat(temp).isDirectoryNotContaining("glob:**.json");
    }

    @Test
    void aFolderWithAnEarlierRunMayBeUsedAgain() throws IOException {
        Path run = write().path();
        Files.writeString(run.resolve("report.html"), "<html/>");

        assertThat(RunFolder.reserve(run)).isEqualTo(run);
    }

    @Test
    void aRunReplacesAnEarlierOne() throws IOException {
        Path run = write().path();
        List<TestPrediction> better = new ArrayList<>(PREDICTIONS);
        better.set(1, new TestPrediction("erica/2.png", 0, 1, 1, 0, new double[] {0.9, 0.1}));

        RunFolder.write(RunFolder.reserve(run), record(3), better, audit());

        assertThat(RunFolder.open(run).predictions().get(1).isCorrect()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"marathon\"}", "{\"format\": 1, \"ki", "", "[1]"})
    void aRunFileOfAnotherProgramIsNotWrittenOver(String content) throws IOException {
        Path foreign = Files.writeString(temp.resolve("run.json"), content);

        assertThatThrownBy(() -> RunFolder.reserve(temp))
                .isInstanceOf(ExinaException.class)
                .hasMessage(temp + ": holds run.json, and no run; expected a new or empty folder, or one with an"
                        + " earlier run, which is then replaced");
        assertThat(Files.readString(foreign)).isEqualTo(content);
    }

    @Test
    void whatAnInterruptedWriteLeftMayBeReplaced() throws IOException {
        Path run = write().path();
        Files.delete(run.resolve("run.json"));

        assertThat(RunFolder.reserve(run)).isEqualTo(run);
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(temp.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> RunFolder.reserve(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("mine");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path missing = temp.resolve("none");

        assertThatThrownBy(() -> RunFolder.open(missing))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        missing + ": does not exist; expected a folder with run.json, as a cross-validation leaves it");
    }

    @Test
    void aDamagedRecordIsNamed() throws IOException {
        Path file = write().path().resolve("run.json");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));

        assertThatThrownBy(() -> RunFolder.open(file.getParent()))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": is damaged; run the cross-validation again (");
    }

    @Test
    void aLabelThatIsNoClassIsNamed() throws IOException {
        Path file = write().path().resolve("predictions.csv");
        Files.writeString(file, Files.readString(file).replace(",Ulme,", ",Elm,"));

        assertThatThrownBy(() -> RunFolder.open(file.getParent()))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": is damaged; run the cross-validation again (");
    }
}
