package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.exina.io.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One suite of three experiments, run once; then all that can be asked of it. */
class ExperimentsCommandTest {
    private static final String SUITE = """
            suite: tiny
            about: Two heads on eight grains of each of two classes.
            defaults: {validation: 0.25, backbone: scattering}
            experiments:
              - name: fisher
                head: lda
                published: {loss: 0.25, accuracy: 0.875}
              - name: layers
                head: {kind: top, units: [4, 8], epochs: 2, batch: 4}
            """;
    private static final List<String> NAMES = List.of("fisher", "layers_units-4", "layers_units-8");

    @TempDir
    private static Path shared;

    private static Path images;
    private static Path suite;
    private static Path runs;
    private static Ran first;

    @TempDir
    private Path temp;

    @BeforeAll
    static void runOnce() throws IOException {
        images = shared.resolve("pictures");
        Grains.write(images, 2, 8, 3);
        suite = Files.writeString(shared.resolve("tiny.yaml"), SUITE);
        runs = shared.resolve("runs");
        first = Ran.exina("experiments", "run", suite, "--data", images, "-o", runs, "--jobs", 2);
    }

    private Ran run(String yaml, Path into, Object... more) throws IOException {
        Path file = Files.writeString(temp.resolve("suite.yaml"), yaml);
        List<Object> words = new ArrayList<>(List.of("experiments", "run", file, "--data", images, "-o", into));
        words.addAll(List.of(more));
        return Ran.exina(words.toArray());
    }

    private static Ran ask(Object... words) {
        Ran ran = Ran.exina(
                Stream.concat(Stream.concat(Stream.of("experiments"), Stream.of(words)), Stream.of("--out", runs))
                        .toArray());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        return ran;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void runPrintsTheTableInTheOrderOfTheSuite() throws IOException {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .containsSubsequence("experiment", "published accuracy", "tiny/fisher", "tiny/layers_units-4")
                .containsSubsequence("tiny/layers_units-4", "tiny/layers_units-8")
                .contains("tiny: 3 done now, 0 done before and left as they are, 0 failed")
                .doesNotContain("nothing to do");
        for (String name : NAMES) {
            assertThat(runs.resolve("tiny").resolve(name))
                    .isDirectoryContaining("glob:**/experiment.json")
                    .isDirectoryContaining("glob:**/predictions.csv")
                    .isDirectoryContaining("glob:**/model.onnx");
        }
    }

    @Test
    void sameFoldsAndSeedGiveTheFigureOfCrossvalAndTrain() throws IOException {
        String yaml = """
                suite: same
                defaults: {folds: 2, seed: 3, crop: stretch, backbone: "scattering:taps=orientations0"}
                experiments:
                  - {name: lda, head: lda}
                """;
        Object[] how = {"--folds", 2, "--seed", 3, "--backbone", "scattering:taps=orientations0", "--json"};
        Path out = temp.resolve("runs");
        Path model = temp.resolve("model.onnx");

        Ran experiment = run(yaml, out);
        Object[] crossval =
                Stream.concat(Stream.of("crossval", images), Stream.of(how)).toArray();
        Object[] train = Stream.concat(Stream.of("train", images, "-o", model), Stream.of(how))
                .toArray();
        double expected = Ran.exina(crossval).json().get("accuracy").asDouble();
        JsonNode record = Json.tree(Files.readString(out.resolve("same/lda/experiment.json")));

        assertThat(experiment.code()).as(experiment.err()).isZero();
        assertThat(record.findValue("accuracy").asDouble()).isEqualTo(expected);
        assertThat(Ran.exina(train).json().at("/card/estimates/0/accuracy").asDouble())
                .isEqualTo(expected);
    }

    @Test
    void secondRunDoesNothingAndSaysSo() throws IOException {
        Path record = runs.resolve("tiny/fisher/experiment.json");
        String before = Files.readString(record);

        Ran again = ask("run", suite, "--data", images);
        JsonNode json = ask("run", suite, "--data", images, "--json").json();

        assertThat(again.out())
                .contains("tiny: 0 done now, 3 done before and left as they are, 0 failed")
                .endsWith("There was nothing to do.\n");
        assertThat(json.get("suite").asText()).isEqualTo("tiny");
        assertThat(json.get("finished")).isEmpty();
        assertThat(texts(json.get("skipped"))).isEqualTo(NAMES);
        assertThat(json.get("failed")).isEmpty();
        assertThat(json.get("runs").asText()).isEqualTo(runs.toString());
        assertThat(record).hasContent(before);
    }

    @Test
    void listNamesSuitesAndExperiments() throws IOException {
        assertThat(ask("list").out())
                .startsWith("built-in suites: study-2017, study-2017-right\n")
                .contains("tiny/fisher", "top:units=4,epochs=2,batch=4");
        JsonNode json = ask("list", "--json").json();
        assertThat(texts(json.get("builtIn"))).containsExactly("study-2017", "study-2017-right");
        assertThat(texts(json.get("experiments")))
                .containsExactly("tiny/fisher", "tiny/layers_units-4", "tiny/layers_units-8");
    }

    @Test
    void withoutExperimentsListSaysSoAndTheOthersAreTheUsersFault() {
        Ran list = Ran.exina("experiments", "list", "-o", temp);
        assertThat(list.code()).isZero();
        assertThat(list.out()).contains("no experiment is done in " + temp);

        refused("no experiment is done in " + temp, "experiments", "table", "-o", temp);
        refused("no experiment is done in " + temp, "experiments", "plot", "-o", temp);
        refused(
                "no experiment of tiniest is done in " + runs,
                "experiments",
                "table",
                "--suite",
                "tiniest",
                "-o",
                runs);
    }

    private static void refused(String message, Object... words) {
        Ran ran = Ran.exina(words);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void showTellsAllOfOne() throws IOException {
        Ran text = ask("show", "fisher");
        assertThat(text.out())
                .startsWith("tiny/fisher, finished 20")
                .contains("  crop: stretch\n", "  split: grouped 0.25\n", "  seed: 1\n", "  head: lda\n")
                .contains("  backbone: scattering\n")
                .contains("all of it: " + runs.resolve("tiny/fisher"));

        JsonNode json = ask("show", "tiny/layers_units-4", "--json").json();
        assertThat(json.get("name").asText()).isEqualTo("layers_units-4");
        assertThat(json.at("/settings/head").asText()).isEqualTo("top:units=4,epochs=2,batch=4");
        assertThat(json.at("/figures/n").asInt()).isEqualTo(4);
        assertThat(json.at("/training").asInt()).isEqualTo(12);
        assertThat(json.at("/histories/0/validationLoss")).hasSize(2);
        assertThat(json.get("loss").asDouble())
                .isEqualTo(json.at("/histories/0/validationLoss/1").asDouble())
                .isCloseTo(json.at("/figures/logLoss").asDouble(), within(1e-4));
    }

    @Test
    void tablePutsPublishedFiguresBesideTheMeasured() throws IOException {
        JsonNode rows = ask("table", "--json").json().get("experiments");
        assertThat(rows).hasSize(3);
        assertThat(rows.at("/0/name").asText()).isEqualTo("fisher");
        assertThat(rows.at("/0/published/0/loss").asDouble()).isEqualTo(0.25);
        assertThat(rows.at("/0/published/0/accuracy").asDouble()).isEqualTo(0.875);
        assertThat(rows.at("/1/published")).isEmpty();
        for (JsonNode row : rows) {
            assertThat(row.get("accuracy").asDouble())
                    .isBetween(
                            row.get("accuracyLow").asDouble(),
                            row.get("accuracyHigh").asDouble());
            assertThat(row.get("loss").asDouble())
                    .isBetween(
                            row.get("lossLow").asDouble(), row.get("lossHigh").asDouble());
        }
        assertThat(ask("table", "--suite", "tiny").out()).contains("0.250", "87.5 %");
    }

    @Test
    void tableIsWrittenByTheNameOfTheFile() throws IOException {
        Path csv = temp.resolve("table.csv");
        Path markdown = temp.resolve("table.md");
        Path html = temp.resolve("TABLE.HTML");

        assertThat(ask("table", "--write", csv).out()).endsWith("written: " + csv + "\n");
        ask("table", "--write", markdown);
        ask("table", "--write", html);
        String first = Files.readString(csv);
        for (Path earlier : List.of(csv, markdown, html)) {
            ask("table", "--write", earlier);
        }
        assertThat(csv).hasContent(first);
        Ran.exinaIn(Locale.GERMANY, "experiments", "table", "--write", csv, "--csv-style", "excel", "--out", runs);
        assertThat(csv)
                .content()
                .startsWith("\uFEFFexperiment;network;split;epochs;")
                .contains("\r\ntiny/fisher;", ";0,25;");
        ask("table", "--write", csv);
        assertThat(csv).hasContent(first);
        assertThat(Ran.exina("experiments", "table", "--write", markdown, "--csv-style", "excel", "--out", runs)
                        .err())
                .isEqualTo("exina: --csv-style: is for a table; expected together with --write FILE.csv\n");

        assertThat(csv)
                .content()
                .startsWith("experiment,network,split,epochs,")
                .contains(",loss,loss low,loss high,accuracy,")
                .contains("\ntiny/fisher,scattering,");
        assertThat(markdown).content().startsWith("| experiment  ").contains("| tiny/layers_units-8 |");
        assertThat(html)
                .content()
                .startsWith("<!doctype html>")
                .contains("<h1 class=\"name\">tiny</h1>", ">layers_units-4<", "<table");

        Path other = temp.resolve("table.xls");
        refused(
                "--write: expected a name that ends in .csv, .md or .html, got " + other,
                "experiments",
                "table",
                "--write",
                other,
                "-o",
                runs);
        assertThat(other).doesNotExist();
    }

    @Test
    void filesOfOthersAreKept() throws IOException {
        for (String name : List.of("mine.csv", "mine.md", "mine.html")) {
            Path mine = Files.writeString(temp.resolve(name), "mine");
            String kind = name.endsWith("html") ? "HTML page of Exina's" : "table of experiments";
            refused(
                    mine + ": is there already and is no " + kind + "; choose another name, or remove it first",
                    "experiments",
                    "table",
                    "--write",
                    mine,
                    "-o",
                    runs);
            assertThat(mine).hasContent("mine");
        }
        Path plot = Files.writeString(temp.resolve("tiny_accuracy.svg"), "<svg/>");
        refused(
                plot + ": is there already and is no image of Exina's; choose another name, or remove it first",
                "experiments",
                "plot",
                "--to",
                temp,
                "-o",
                runs);
        assertThat(plot).hasContent("<svg/>");
        assertThat(temp.resolve("tiny_together.png")).doesNotExist();
    }

    @Test
    void reportOfASuiteHasItsTableAndCurves() throws IOException {
        Path page = temp.resolve("suite.html");
        Ran ran = Ran.exina("report", runs.resolve("tiny"), "-o", page, "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(texts(ran.json().get("experiments")))
                .containsExactly("tiny/fisher", "tiny/layers_units-4", "tiny/layers_units-8");
        assertThat(ran.json().get("bytes").asLong()).isEqualTo(Files.size(page));
        assertThat(page)
                .content()
                .startsWith("<!doctype html>")
                .contains(">tiny</h1>", "3\u00a0experiments", ">fisher</td>", "data-number=\"0.25\"")
                .contains("Accuracy of the experiments of tiny", "Accuracy and loss of tiny/layers_units-8, by epoch")
                .contains("The same for all: network scattering, split grouped 0.25, n 4.</p>")
                .contains("script-src &#39;sha256-");
        assertThat(Ran.exina("report", runs, "-o", temp.resolve("all.html")).out())
                .startsWith(temp.resolve("all.html") + ": ");
        assertThat(temp.resolve("all.html")).hasSameTextualContentAs(page);
        refused(
                "--pictures: the page of experiments shows none",
                "report",
                runs,
                "--pictures",
                temp,
                "-o",
                temp.resolve("x.html"));
    }

    @Test
    void reportOfAnExperimentHasEveryFigureAndNoScript() throws IOException {
        Path page = temp.resolve("fisher.html");
        Ran ran = Ran.exina("report", runs.resolve("tiny/fisher"), "-o", page);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(page)
                .content()
                .contains(
                        ">tiny/fisher</h1>",
                        "scattering with lda, grouped 0.25",
                        "Published of it: accuracy 87.5\u00a0%, loss 0.250.")
                .contains("Class by class", "What is taken for what", "How it was made")
                .doesNotContain("<script", "script-src", "Epoch by epoch");
        assertThat(Ran.exina("report", runs.resolve("tiny/layers_units-4"), "-o", temp.resolve("layers.html"))
                        .code())
                .isZero();
        assertThat(temp.resolve("layers.html")).content().contains("Epoch by epoch", "data:image/svg+xml;base64,");
    }

    @Test
    void plotDrawsEachAndAllTogether() throws IOException {
        ask("plot", "--to", temp);
        JsonNode json = ask("plot", "--to", temp, "--json").json();

        List<String> stems = List.of("tiny_layers_units-4", "tiny_layers_units-8", "tiny_together", "tiny_accuracy");
        assertThat(texts(json.get("written")))
                .containsExactlyElementsOf(stems.stream()
                        .flatMap(stem -> Stream.of(stem + ".png", stem + ".svg"))
                        .map(name -> temp.resolve(name).toString())
                        .toList());
        for (String stem : stems) {
            assertThat(Files.readAllBytes(temp.resolve(stem + ".png"))).startsWith(0x89, 'P', 'N', 'G');
        }
        assertThat(temp.resolve("tiny_layers_units-4.svg")).content().contains("<svg", "tiny/layers_units-4");
        assertThat(temp.resolve("tiny_together.svg"))
                .content()
                .contains("layers_units-4", "layers_units-8")
                .doesNotContain("fisher");
        assertThat(temp.resolve("tiny_accuracy.svg")).content().contains(NAMES);
    }

    @Test
    void plotsOfOneGoBesideTheExperiments() {
        Ran ran = ask("plot", "layers_units-8");

        Path plots = runs.resolve("plots");
        assertThat(ran.out()).startsWith("written: " + plots.resolve("tiny_layers_units-8.png") + "\n");
        assertThat(plots.resolve("tiny_layers_units-8.svg")).exists();
        assertThat(plots.resolve("tiny_layers_units-4.svg")).doesNotExist();
    }

    @Test
    void compareTestsOnWhatBothSaw() throws IOException {
        JsonNode json = ask("compare", "fisher", "layers_units-4", "--json").json();
        assertThat(json.get("first").asText()).isEqualTo("tiny/fisher");
        assertThat(json.get("second").asText()).isEqualTo("tiny/layers_units-4");
        assertThat(json.get("n").asInt()).isEqualTo(4);
        assertThat(json.get("firstAccuracy").asDouble()
                        - json.get("secondAccuracy").asDouble())
                .isCloseTo(
                        (json.get("onlyFirst").asInt() - json.get("onlySecond").asInt()) / 4.0, within(1e-12));
        assertThat(json.get("p").asDouble()).isBetween(0.0, 1.0);

        assertThat(ask("compare", "fisher", "fisher").out())
                .contains("of 4 images that both were tested on; only the first is right on 0, only the second on 0")
                .contains("p = 1.000 (McNemar): so small a difference may well be chance");
    }

    @Test
    void namesThatStandForNoneOrForSeveralAreRefused() throws IOException {
        refused("no experiment named 'fishr' is done in " + runs, "experiments", "show", "fishr", "-o", runs);
        refused("no experiment named 'nosuch' is done in " + runs, "experiments", "plot", "nosuch", "-o", runs);

        Path two = temp.resolve("two");
        String one = "suite: a\nexperiments: [{name: same, validation: 0.25, backbone: scattering, head: lda}]\n";
        assertThat(run(one, two).code()).isZero();
        assertThat(run(one.replace("suite: a", "suite: b"), two).code()).isZero();
        refused("'same' stands for several: a/same, b/same", "experiments", "show", "same", "-o", two);
        assertThat(Ran.exina("experiments", "show", "b/same", "-o", two).code()).isZero();
    }

    @Test
    void changedSettingUnderTheSameNameIsRefused() throws IOException {
        Ran ran = run(SUITE.replace("units: [4, 8], epochs: 2", "units: [4, 8], epochs: 3"), runs);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        runs.resolve("tiny/layers_units-4") + ": this experiment was done with other settings: head was"
                                + " top:units=4,epochs=2,batch=4 and is now top:units=4,epochs=3,batch=4. Give it another name,"
                                + " choose another folder for experiments, or delete its folder");

        Ran seed = run(SUITE.replace("defaults: {", "defaults: {seed: 2, crop: center, "), runs);
        assertThat(seed.code()).isEqualTo(2);
        assertThat(seed.err()).contains("crop was stretch and is now center; seed was 1 and is now 2. Give");
    }

    @Test
    void whatIsNoSuiteIsTheUsersFault() {
        refused(
                "study-2018: is neither a file nor a built-in suite; built in are study-2017, study-2017-right",
                "experiments",
                "run",
                "study-2018",
                "--data",
                images,
                "-o",
                temp);
        refused("--jobs: expected 1 or more, got 0", "experiments", "run", suite, "--data", images, "--jobs", 0);
    }

    @Test
    void oneThatFailsDoesNotStopTheOthersAndIsTriedAgain() throws IOException {
        Path out = temp.resolve("out");
        String yaml = """
                suite: mixed
                defaults: {validation: 0.25, backbone: scattering, head: lda}
                experiments:
                  - name: unheard-of
                    backbone: nosuch
                  - name: fine
                  - name: unweighted
                    backbone: vgg16:taps=last,pooling=mean
                  - name: too-many-folds
                    folds: 50
                  - name: also-fine
                    seed: 2
                """;
        Ran ran = run(yaml, out);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("mixed/unheard-of failed: no backbone is named 'nosuch'")
                .contains("mixed/unweighted failed: ")
                .contains("mixed/too-many-folds failed: ")
                .doesNotContain("\tat ");
        assertThat(ran.out())
                .contains("mixed/fine", "mixed/also-fine")
                .contains("mixed: 2 done now, 0 done before and left as they are, 3 failed");

        JsonNode again = run(yaml, out, "--json").json();
        assertThat(again.get("finished")).isEmpty();
        assertThat(texts(again.get("skipped"))).containsExactly("fine", "also-fine");
        assertThat(again.get("failed").fieldNames())
                .toIterable()
                .containsExactly("unheard-of", "unweighted", "too-many-folds");

        Ran mended = run(yaml.replace("backbone: nosuch", "backbone: scattering"), out, "--json");
        assertThat(texts(mended.json().get("finished"))).containsExactly("unheard-of");
        assertThat(mended.code()).isEqualTo(1);
    }
}
