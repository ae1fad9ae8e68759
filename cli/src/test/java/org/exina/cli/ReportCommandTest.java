package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exina.dataset.Layout;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.image.Crop;
import org.exina.io.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** The whole path once, from a folder of images to the page; then what can go wrong with the last step. */
class ReportCommandTest {
    @TempDir
    private static Path shared;

    private static Path data;
    private static Path run;
    private static Ran crossval;

    @TempDir
    private Path temp;

    @BeforeAll
    static void crossValidate() throws IOException {
        data = TinyData.write(shared.resolve("tiny pollen"), 6);
        run = shared.resolve("run");
        crossval = Ran.exina("crossval", data, "--folds", "2", "--seed", "3", "--out", run, "--group-by", "(_[12])'?");
    }

    private static Path copyOfRun(Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("run.json", "check.json", "predictions.csv")) {
            Files.copy(run.resolve(name), to.resolve(name));
        }
        return to;
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page).replace('\u00a0', ' ');
    }

    @Test
    void fromFolderToPage() throws IOException {
        assertThat(crossval.code()).as(crossval.err()).isZero();
        Path page = temp.resolve("report.html");
        Ran ran = Ran.exina("report", run, "-o", page);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith(page + ": ").endsWith(" kB\n");
        assertThat(text(page))
                .contains("<h1 class=\"name\">tiny pollen</h1>")
                .contains("Each of the 12 images was shown to a classifier")
                .contains("classes with few images");
    }

    @Test
    void theCommandGivesTheSameFigures() throws IOException {
        List<String> words = CommandReconstruction.words(RunFolder.open(run).record());
        List<Object> args = new ArrayList<>(words.subList(1, words.size()));
        args.addAll(List.of("--out", temp.resolve("again")));
        assertThat(Ran.exina(args.toArray()).code()).isZero();
        RunRecord again = RunFolder.open(temp.resolve("again")).record();
        RunRecord first = RunFolder.open(run).record();
        assertThat(again.settings()).isEqualTo(first.settings());
        assertThat(again.data().fingerprint()).isEqualTo(first.data().fingerprint());
        assertThat(again.figures().logLoss()).isEqualTo(first.figures().logLoss());
        assertThat(RunFolder.open(temp.resolve("again")).predictions())
                .usingRecursiveComparison()
                .isEqualTo(RunFolder.open(run).predictions());
    }

    @Test
    void theCommandCanBePasted() throws IOException {
        RunRecord record = RunFolder.open(run).record();
        assertThat(CommandReconstruction.command(record, false))
                .startsWith("exina crossval '" + data.getFileName() + "' --backbone scattering ");
        assertThat(CommandReconstruction.command(record, true))
                .isEqualTo(
                        "exina crossval '" + data + "' --backbone scattering --head lda --folds 2 --repeat 1 --seed 3"
                                + " --crop stretch --views 1 --group-by \"(_[12])'?\"");
    }

    @Test
    void theCommandNamesAllThatTheFiguresDependOn() throws IOException {
        RunRecord.Settings first = RunFolder.open(run).record().settings();
        assertThat(words(new RunRecord.Settings(
                        first.backbones(),
                        "lda",
                        2,
                        1,
                        3,
                        Crop.STRETCH,
                        1,
                        "",
                        "rotate=180,flip=both",
                        2,
                        8,
                        0L,
                        Optional.empty())))
                .endsWith(
                        "--augment",
                        "rotate=180,flip=both",
                        "--variants",
                        "2",
                        "--batch",
                        "8",
                        "--folds",
                        "2",
                        "--repeat",
                        "1",
                        "--seed",
                        "3",
                        "--crop",
                        "stretch",
                        "--views",
                        "1");
        assertThat(words(new RunRecord.Settings(
                        first.backbones(), "auto", 2, 1, 3, Crop.STRETCH, 1, "", "", 0, 16, 90L, Optional.empty())))
                .containsSequence("--auto", "--budget", "90s")
                .doesNotContain("--batch", "--variants");
    }

    @Test
    void variantsOfOlderRunsAreReadFromTheirWords() throws IOException {
        RunRecord.Settings old = Json.read("""
                {"backbones": ["scattering"], "head": "lda", "folds": 2, "repeats": 1, "seed": 3, "crop": "stretch",
                "views": 1, "groupBy": "", "augment": "4 variants of rotate=180,brightness=0.3; seed 3"}""", RunRecord.Settings.class);
        assertThat(old.augment()).isEqualTo("rotate=180,brightness=0.3");
        assertThat(old.variants()).isEqualTo(4);
        assertThat(old.batch()).isEqualTo(16);
    }

    private List<String> words(RunRecord.Settings settings) throws IOException {
        RunRecord first = RunFolder.open(run).record();
        return CommandReconstruction.words(new RunRecord(
                first.format(),
                first.kind(),
                first.finished(),
                first.seconds(),
                settings,
                first.data(),
                first.backbones(),
                first.figures(),
                first.heads(),
                first.versions()));
    }

    @Test
    void aManifestIsNamedWhereItLies() throws IOException {
        RunRecord.Data folder = RunFolder.open(run).record().data();
        RunRecord record = RunFolder.open(run).record();
        RunRecord.Data manifest = new RunRecord.Data(
                folder.root(),
                "../some/list.csv",
                Layout.MANIFEST.title(),
                folder.pictures(),
                folder.classes(),
                folder.groups(),
                folder.unreadable(),
                folder.fingerprint());
        assertThat(CommandReconstruction.words(new RunRecord(
                        record.format(),
                        record.kind(),
                        record.finished(),
                        record.seconds(),
                        record.settings(),
                        manifest,
                        record.backbones(),
                        record.figures(),
                        record.heads(),
                        record.versions())))
                .contains(data.resolve("list.csv").toString());
    }

    @Test
    void liesInTheRunsFolderUnlessToldElsewhere() throws IOException {
        Path copy = copyOfRun(temp.resolve("copy"));
        JsonNode json = Ran.exina("report", copy, "--json").json();
        assertThat(json.path("report").asText())
                .isEqualTo(copy.resolve("report.html").toString());
        assertThat(json.path("bytes").asLong()).isEqualTo(Files.size(copy.resolve("report.html")));
        assertThat(json.path("missing").asInt()).isZero();
        assertThat(json.path("run").asText()).isEqualTo(copy.toString());
    }

    @Test
    void imagesMayHaveMoved() throws IOException {
        Path moved = movedRun();
        Path page = temp.resolve("report.html");
        Ran gone = Ran.exina("report", moved, "-o", page);
        assertThat(gone.code()).isZero();
        assertThat(gone.err())
                .matches(
                        "exina: of the (\\d+) images to show, \\1 cannot be read in .*nowhere any longer; the page says"
                                + " which. If they have moved: --pictures DIR\n");
        assertThat(text(page)).contains("no longer there");

        Ran found = Ran.exina("report", moved, "-o", page, "--pictures", data);
        assertThat(found.err()).isEmpty();
        assertThat(text(page)).doesNotContain("no longer there");
    }

    /** A run whose images are somewhere else, and that got everything wrong. */
    private Path movedRun() throws IOException {
        Path copy = copyOfRun(temp.resolve("moved"));
        Path record = copy.resolve("run.json");
        Files.writeString(
                record,
                Files.readString(record)
                        .replaceFirst(
                                "(\"root\" : \").*(\",)",
                                "$1" + temp.resolve("nowhere").toString().replace('\\', '/') + "$2"));
        Path answers = copy.resolve("predictions.csv");
        List<String> swapped = Files.readAllLines(answers).stream()
                .map(line -> line.replaceFirst(",([^,]*),([^,]*)$", ",$2,$1"))
                .toList();
        Files.write(answers, swapped);
        return copy;
    }

    @Test
    void whatIsNoRunIsNamed() throws IOException {
        Path newer = copyOfRun(temp.resolve("newer"));
        Path record = newer.resolve("run.json");
        Files.writeString(record, Files.readString(record).replaceFirst("\"format\" : 1", "\"format\" : 9"));
        Path damaged = copyOfRun(temp.resolve("damaged"));
        Files.writeString(damaged.resolve("check.json"), "{");
        Path missing = temp.resolve("missing");
        List<Ran> all = List.of(
                Ran.exina("report", missing),
                Ran.exina("report", data),
                Ran.exina("report", newer),
                Ran.exina("report", damaged),
                Ran.exina("report", run, "--pictures", missing),
                Ran.exina("report", run, "-o", run.resolve("run.json")));
        assertThat(all).extracting(Ran::code).containsOnly(ExitCode.USAGE);
        assertThat(all).extracting(Ran::out).containsOnly("");
        assertThat(all.get(0).err())
                .isEqualTo("exina: " + missing
                        + ": does not exist; expected a folder with run.json, as a cross-validation leaves it\n");
        assertThat(all.get(1).err()).contains(": holds no run; expected a folder with run.json");
        assertThat(all.get(2).err()).contains("run format version 9 is newer than 1");
        assertThat(all.get(3).err()).startsWith("exina: " + damaged.resolve("check.json") + ": is damaged");
        assertThat(all.get(4).err()).isEqualTo("exina: --pictures: expected a folder, got " + missing + "\n");
        assertThat(all.get(5).err()).contains("run.json: is there already and is no HTML page");
        assertThat(damaged.resolve("report.html")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "no folder");
        Ran ran = Ran.exina("report", run, "-o", file.resolve("report.html"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("exina: " + file);
    }
}
