package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

@Tag("slow")
class CompareCurveMapTest {
    @TempDir
    private static Path shared;

    private static Path data;
    private static Path run;
    private static Path weaker;
    private static Ran random;

    @TempDir
    private Path temp;

    @BeforeAll
    static void crossValidate() throws IOException {
        data = shared.resolve("pollen");
        Grains.write(data, 3, 8, 5);
        run = shared.resolve("run");
        weaker = shared.resolve("weaker");
        random = Ran.exina("crossval", data, "--folds", "4", "-o", run, "--compare-random", "--json");
        Ran.exina("crossval", data, "--folds", "4", "-o", weaker, "--head", "lda:shrinkage=1");
    }

    @Test
    void randomFoldsStandBesideGroupedOnes() throws IOException {
        JsonNode json = random.json();
        assertThat(json.path("n").asInt()).isEqualTo(24);
        JsonNode leaky = json.path("randomFolds");
        assertThat(leaky.path("accuracy").asDouble() - json.path("accuracy").asDouble())
                .isEqualTo(leaky.path("difference").asDouble());
        Ran text = Ran.exina("crossval", data, "--folds", "4", "-o", temp.resolve("run"), "--compare-random");
        assertThat(text.out())
                .contains("  grouped (honest)  ", "  random (leaky)    ")
                .endsWith(" points here. Only the grouped figure is to be quoted.\n");
    }

    @Test
    void runsAreCompared() throws IOException {
        Path page = temp.resolve("compare.html");
        Ran ran = Ran.exina("compare", run, weaker, "--html", page);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("only this one right", " 24 images; p = ")
                .endsWith("As a page: " + page + "\n");
        assertThat(Files.readString(page)).contains("<h2 id=\"first-title\">Only the first is right</h2>");
        JsonNode json = Ran.exina("compare", run, weaker, "--json").json();
        assertThat(json.path("n").asInt()).isEqualTo(24);
        assertThat(json.path("low").asDouble())
                .isLessThan(json.path("difference").asDouble());
    }

    @Test
    void modelsAreComparedOnImagesNeitherHasSeen() throws IOException {
        Path a = temp.resolve("a.onnx");
        Path b = temp.resolve("b.onnx");
        Ran.exina("train", data, "-o", a);
        Ran.exina("train", data, "-o", b, "--head", "lda:shrinkage=1");
        Path fresh = temp.resolve("fresh");
        Grains.write(fresh, 3, 3, 77);
        JsonNode json = Ran.exina("compare", a, b, "--data", fresh, "--json").json();
        assertThat(json.path("n").asInt()).isEqualTo(9);
        Ran seen = Ran.exina("compare", a, b, "--data", data, "--with-seen");
        assertThat(seen.code()).isZero();
        assertThat(seen.err())
                .contains("exina: " + a + " was trained on 24 of the images; its metrics are too good\n")
                .contains("exina: " + b + " was trained on 24 of the images; its metrics are too good\n");
        assertThat(Ran.exina("compare", a, b, "--data", data).err()).contains("the model was trained on all 24 images");
        assertThat(Ran.exina("compare", a, b).err()).contains("is a file; expected the folder of a run, or --data DIR");
    }

    @Test
    void whatCannotBeComparedIsNamed() {
        Path other = temp.resolve("other");
        Ran.exina("crossval", data, "--folds", "4", "--seed", "2", "-o", other);
        List<Ran> all = List.of(
                Ran.exina("compare", run, other),
                Ran.exina("compare", run, temp.resolve("missing")),
                Ran.exina("compare", run, weaker, "--with-seen"),
                Ran.exina(
                        "compare",
                        run,
                        weaker,
                        "--html",
                        data.resolve("nothing.png").getParent()));
        assertThat(all).extracting(Ran::code).containsOnly(ExitCode.USAGE);
        assertThat(all.get(0).err())
                .contains("cannot be compared with " + run + ": it had 4 folds, 1 repeat and seed 2");
        assertThat(all.get(1).err()).contains("does not exist; expected a folder with run.json");
        assertThat(all.get(2).err()).contains("--with-seen: expected together with --data DIR");
    }

    @Test
    void theCurveTellsWhetherMoreImagesWouldHelp() throws IOException {
        Path svg = temp.resolve("curve.svg");
        Ran ran = Ran.exina("curve", data, "--folds", "4", "--per-class", "2,4,all", "-o", svg);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("  6.0 (all) ", "with twice as many (12 of each class)")
                .endsWith("written: " + svg + "\n");
        assertThat(Files.readString(svg)).contains("images of each class (logarithmic scale)", "Would more images");
        JsonNode json = Ran.exina("curve", data, "--folds", "4", "--per-class", "2", "--json")
                .json();
        assertThat(json.path("points").size()).isEqualTo(2);
        assertThat(json.path("forecast").size()).isZero();
        assertThat(Ran.exina("curve", data, "--folds", "4", "--per-class", "2").out())
                .contains("Too few sizes");
    }

    @Test
    void wrongWordsForACurveAreNamed() {
        List<Ran> all = List.of(
                Ran.exina("curve", data, "--per-class", "2,many"),
                Ran.exina("curve", data, "--per-class", "0"),
                Ran.exina("curve", data, "--draws", "0"),
                Ran.exina("curve", data, "--folds", "1"),
                Ran.exina("curve", data, "-o", temp.resolve("curve.gif")));
        assertThat(all).extracting(Ran::code).containsOnly(ExitCode.USAGE);
        assertThat(all.get(0).err()).contains("as in 2,5,10,20,all, got 'many'");
        assertThat(all.get(4).err()).contains("--out: expected a name that ends in .png or .svg");
    }

    @Test
    void theMapShowsEveryImage() throws IOException {
        Path page = temp.resolve("map.html");
        Ran ran = Ran.exina("map", data, "--folds", "4", "-o", page);
        assertThat(ran.code()).as(ran.err()).isZero();
        String html = Files.readString(page);
        assertThat(html.split("<image ", -1)).hasSize(25);
        assertThat(html).contains("class=\"point").doesNotContain("<script");
        JsonNode json =
                Ran.exina("map", data, "--folds", "0", "-o", page, "--json").json();
        assertThat(json.path("points").size()).isEqualTo(24);
        assertThat(json.path("points"))
                .allSatisfy(p -> assertThat(p.path("x").asDouble()).isBetween(0.0, 1.0));
        assertThat(Ran.exina("map", data, "--folds", "1", "-o", page).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theReportMayHaveAMap() throws IOException {
        Path page = temp.resolve("report.html");
        Ran ran = Ran.exina("report", run, "--map", "-o", page);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(Files.readString(page)).contains("<h2 id=\"map-title\">Map of the images</h2>");
        Path other = temp.resolve("pollen");
        Grains.write(other, 3, 8, 6);
        Ran changed = Ran.exina("report", run, "--map", "--pictures", other, "-o", page);
        assertThat(changed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(changed.err()).contains("--map: the images in " + other + " are no longer those of the run");
    }
}
