package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exina.dataset.Dataset;
import org.exina.io.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Two wrong labels among drawn grains: found, written into a table, mended on a copy. */
@Tag("slow")
class DeepCheckCommandTest {
    private static final int PER_CLASS = 16;

    @TempDir
    private static Path shared;

    private static Path data;
    private static List<String> classes;
    private static Path table;
    private static Path page;
    private static Ran deep;
    private static String moved;
    private static String other;

    @TempDir
    private Path temp;

    @BeforeAll
    static void checkWrongLabels() throws IOException {
        data = shared.resolve("pollen");
        classes = Grains.write(data, 4, PER_CLASS, 3);
        moved = classes.get(1) + "/wrong.png";
        other = classes.get(3) + "/grain_40.png";
        Grains.write(data.resolve(moved), classes.get(0), 30, 3);
        Grains.write(data.resolve(other), classes.get(1), 40, 3);
        table = shared.resolve("changes.csv");
        page = shared.resolve("check.html");
        deep = Ran.exina("check", data, "--deep", "--folds", "5", "--csv", table, "--html", page);
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(table);
    }

    private Path edited(String line, String instead) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.replaceAll(each -> each.startsWith(line) ? each.replaceFirst("^.*$", instead) : each);
        return Files.write(temp.resolve("edited.csv"), lines);
    }

    private static String row(String path) throws IOException {
        return lines().stream()
                .filter(each -> each.startsWith(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void wrongLabelsComeFirst() throws IOException {
        assertThat(deep.code()).as(deep.err()).isZero();
        assertThat(deep.out())
                .contains("doubtful labels: ")
                .contains("  exina check " + data + " --apply " + table + " --out COPY\n")
                .contains("images, 4 classes");
        assertThat(lines().get(0)).isEqualTo("path,label,proposal,action,reason,score,sha256");
        assertThat(lines().subList(1, 3))
                .anySatisfy(line ->
                        assertThat(line).startsWith(moved + "," + classes.get(1) + "," + classes.get(0) + ",relabel,"))
                .anySatisfy(line ->
                        assertThat(line).startsWith(other + "," + classes.get(3) + "," + classes.get(1) + ",relabel,"));
    }

    @Test
    void thePageShowsThemWithTheirNeighbours() throws IOException {
        String html = Files.readString(page).replace('\u00a0', ' ');
        assertThat(html)
                .contains("<h2 id=\"suspects-title\">Doubtful labels</h2>", "nearest " + classes.get(0))
                .contains(">doubtful labels</a>")
                .doesNotContain("<script");
    }

    @Test
    void jsonHoldsBothChecks() throws IOException {
        JsonNode json =
                Ran.exina("check", data, "--deep", "--folds", "5", "--json").json();
        assertThat(json.path("pictures").asInt()).isEqualTo(4 * PER_CLASS + 2);
        JsonNode found = json.path("deep");
        assertThat(found.path("backbones").path(0).asText()).isEqualTo("scattering");
        assertThat(found.path("folds").asInt()).isEqualTo(5);
        JsonNode first = found.path("suspects").path(0);
        assertThat(first.path("path").asText()).isIn(moved, other);
        assertThat(first.path("sure").asBoolean()).isTrue();
        assertThat(first.path("likeProposal").size()).isEqualTo(3);
    }

    @Test
    void changesAreCarriedOutOnACopy() throws IOException {
        Path copy = temp.resolve("copy");
        Path edited = edited(other, row(other).replace(",relabel,", ",remove,"));
        Ran ran = Ran.exina("check", data, "--apply", edited, "--out", copy);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).endsWith(" left out; " + data + " is as it was\n");
        assertThat(copy.resolve(classes.get(0)).resolve("wrong.png")).hasSameBinaryContentAs(data.resolve(moved));
        assertThat(copy.resolve(moved)).doesNotExist();
        assertThat(copy.resolve(other)).doesNotExist();
        assertThat(data.resolve(other)).exists();
    }

    @Test
    void aNameThatIsTakenGetsANumber() throws IOException {
        Path small = TinyData.write(temp.resolve("small"), 6);
        String first = TinyData.CLASSES.get(0);
        String second = TinyData.CLASSES.get(1);
        Path changes = one(small, first + "/grain_1.png", first, second, "relabel");
        Ran ran = Ran.exina("check", small, "--apply", changes, "--out", temp.resolve("copy"), "--json");
        assertThat(ran.json().path("relabelled").asInt()).isEqualTo(1);
        assertThat(temp.resolve("copy").resolve(second).resolve("grain_7.png")).exists();
        assertThat(Dataset.open(temp.resolve("copy")).size()).isEqualTo(12);
    }

    private Path one(Path root, String path, String label, String proposal, String action) throws IOException {
        return Files.writeString(
                temp.resolve("one.csv"),
                "path,label,proposal,action,reason,score,sha256\n" + path + "," + label + "," + proposal + "," + action
                        + ",why,1," + Sha256.of(root.resolve(path)) + "\n");
    }

    @Test
    void manifestsAndNamesKeepTheirLayout() throws IOException {
        Path small = TinyData.write(temp.resolve("small"), 2);
        String a = TinyData.CLASSES.get(0);
        String b = TinyData.CLASSES.get(1);
        Path manifest = Files.writeString(
                small.resolve("list.csv"),
                "path,label,group,micronsPerPixel\n" + a + "/grain_1.png,x,g1,0.5\n" + a + "/grain_2.png,x,,\n" + b
                        + "/grain_1.png,y,,\n" + b + "/grain_2.png,y,,\n");
        Path changes = one(small, a + "/grain_1.png", "x", "y", "relabel");
        assertThat(Ran.exina("check", manifest, "--apply", changes, "--out", temp.resolve("m"))
                        .code())
                .isZero();
        assertThat(Files.readString(temp.resolve("m/list.csv"))).contains(a + "/grain_1.png,y,g1,0.5\n");
        assertThat(Dataset.open(temp.resolve("m/list.csv")).labels()).containsExactly(1, 0, 1, 1);

        Path named = Files.createDirectories(temp.resolve("named"));
        for (int i = 1; i <= 2; i++) {
            Files.copy(small.resolve(a + "/grain_" + i + ".png"), named.resolve("alnus_" + i + ".png"));
            Files.copy(small.resolve(b + "/grain_" + i + ".png"), named.resolve("betula_" + i + ".png"));
        }
        Path swap = one(named, "alnus_1.png", "alnus", "betula", "relabel");
        assertThat(Ran.exina("check", named, "--apply", swap, "--out", temp.resolve("n"))
                        .code())
                .isZero();
        assertThat(Dataset.open(temp.resolve("n")).relativePaths())
                .containsExactly("alnus_2.png", "betula_1.png", "betula_2.png", "betula_3.png");
    }

    @Test
    void whatCannotBeFollowedIsNamedWithItsLineAndNothingIsWritten() throws IOException {
        String row = row(moved);
        int line = lines().indexOf(row) + 1;
        List<String> wrong = List.of(
                row.replaceFirst("wrong.png", "wrnog.png"),
                row.replaceFirst(",relabel,", ",rename,"),
                row.replaceFirst(
                        "," + classes.get(0) + ",relabel,",
                        "," + classes.get(0).toUpperCase(Locale.ROOT) + ",relabel,"),
                row.replaceFirst("^([^,]*),[^,]*,", "$1,alnus,"),
                row.replaceFirst("[0-9a-f]{64}$", "0".repeat(64)),
                row.replaceFirst(",[0-9a-f]{64}$", ""),
                row + "\n" + row);
        List<String> expected = List.of(
                "there is no image " + classes.get(1) + "/wrnog.png in " + data + "; did you mean " + moved + "?",
                "unknown action \"rename\"; expected relabel, remove, keep",
                "there is no class " + classes.get(0).toUpperCase(Locale.ROOT) + "; did you mean " + classes.get(0)
                        + "? The classes are " + classes.stream().sorted().collect(Collectors.joining(", "))
                        + ". A new class is made if its name is not"
                        + " so near to one of these.",
                moved + " has the label " + classes.get(1) + ", not alnus",
                moved + " is no longer the image that was looked at: its content has changed",
                "expected 7 fields as in the header, found 6",
                moved + " stands on line " + line + " already");
        for (int i = 0; i < wrong.size(); i++) {
            Path copy = temp.resolve("copy");
            Path edited = edited(moved, wrong.get(i).replace("\n", "\\\n"));
            Ran ran = Ran.exina("check", data, "--apply", edited, "--out", copy);
            assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err())
                    .startsWith("exina: " + edited + ": line " + (i == 6 ? line + 1 : line) + ": ")
                    .contains(expected.get(i));
            assertThat(copy).doesNotExist();
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).containsExactly(temp.resolve("edited.csv"));
        }
    }

    @Test
    void aClassThatIsNotThereYetIsMade() throws IOException {
        String changed = row(moved).replaceFirst("," + classes.get(0) + ",relabel,", ",Zea mays,relabel,");
        Path copy = temp.resolve("copy");
        Ran ran = Ran.exina("check", data, "--apply", edited(moved, changed + "\\\n,,,,,,"), "--out", copy);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).endsWith("new classes: Zea mays\n");
        assertThat(Dataset.open(copy).classes()).contains("Zea mays");
    }

    @Test
    void aTableOfASpreadsheetIsRead() throws IOException {
        Path table = Files.writeString(
                temp.resolve("excel.csv"),
                "\uFEFFpath;label;proposal;action;reason;score;sha256\r\n" + moved + ";" + classes.get(1) + ";"
                        + classes.get(0) + ";Relabel;\"so; it is\";1;"
                        + Sha256.of(data.resolve(moved)) + "\r\n");
        Ran ran = Ran.exina("check", data, "--apply", table, "--out", temp.resolve("copy"), "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.json().path("relabelled").asInt()).isEqualTo(1);
    }

    @Test
    void optionsThatDoNotGoTogetherAreNamed() throws IOException {
        Path full = Files.createDirectories(temp.resolve("full"));
        Files.writeString(full.resolve("file"), "");
        Path noTable = Files.writeString(temp.resolve("none.csv"), "a,b\n");
        List<Ran> all = List.of(
                Ran.exina("check", data, "--csv", table),
                Ran.exina("check", data, "--apply", table),
                Ran.exina("check", data, "--out", full),
                Ran.exina("check", data, "--apply", table, "--out", full),
                Ran.exina("check", data, "--apply", table, "--out", data.resolve("copy")),
                Ran.exina("check", data, "--apply", noTable, "--out", temp.resolve("copy")),
                Ran.exina("check", data, "--apply", temp.resolve("missing.csv"), "--out", temp.resolve("copy")),
                Ran.exina("check", data, "--deep", "--folds", "1"),
                Ran.exina("check", data, "--deep", "--backbone", "nothing"));
        assertThat(all).extracting(Ran::code).containsOnly(ExitCode.USAGE);
        assertThat(all.get(0).err()).isEqualTo("exina: --csv: expected together with --deep\n");
        assertThat(all.get(1).err()).contains("--apply: expected together with --out COPY");
        assertThat(all.get(2).err()).contains("--out: expected together with --apply FILE");
        assertThat(all.get(3).err()).contains("full: is not empty (1 file)");
        assertThat(all.get(4).err()).contains("lies inside the data itself");
        assertThat(all.get(5).err())
                .contains("expected the header path,label,proposal,action,reason,score,sha256, found a,b");
        assertThat(all.get(6).err()).contains("missing.csv: no such file or folder");
        assertThat(all.get(7).err()).contains("--folds: expected 2 or more, got 1");
        assertThat(all.get(8).err()).contains("nothing");
        assertThat(temp.resolve("copy")).doesNotExist();
        assertThat(data.resolve("copy")).doesNotExist();
    }
}
