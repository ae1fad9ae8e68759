package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.exina.dataset.Audit;
import org.exina.io.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

class CheckCommandTest {
    private static final String FIRST = TinyData.CLASSES.get(0);
    private static final String SECOND = TinyData.CLASSES.get(1);

    @TempDir
    private Path temp;

    private Path dirty() throws IOException {
        Path data = TinyData.write(temp.resolve("pollen"), 6);
        Path first = data.resolve(FIRST);
        Files.copy(first.resolve("grain_1.png"), first.resolve("again.png"));
        Files.copy(first.resolve("grain_2.png"), data.resolve(SECOND).resolve("other.png"));
        Files.move(first.resolve("grain_3.png"), first.resolve("grain_3.jpg"));
        Files.write(first.resolve("broken.png"), new byte[0]);
        Files.writeString(data.resolve("notes.txt"), "no image");
        return data;
    }

    @Test
    void saysWhenNothingWasFound() throws IOException {
        Path data = TinyData.write(temp.resolve("pollen"), 10);
        Ran ran = Ran.exina("check", data);
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith(data + ": 20 images, 2 classes, 20 groups; read from a folder for each class\n")
                .contains("  near duplicates                                  -\n")
                .endsWith("\nNothing was found wrong.\n");
    }

    @Test
    void tellsWhatItFoundAndWhatToDo() throws IOException {
        Path data = dirty();
        Ran ran = Ran.exina("check", data);
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("  the same image under two labels                  1\n")
                .contains("\nunreadable images: 1\n"
                        + "They take no part in anything. Copy them again from where they came from, or delete them.\n"
                        + "  " + FIRST + "/broken.png: is empty (0 bytes); expected an image: ")
                .contains("  " + FIRST + "/grain_2.png, " + SECOND
                        + "/other.png: the same file twice, under the labels " + FIRST + ", " + SECOND + "\n")
                .contains("  " + FIRST + "/again.png, " + FIRST + "/grain_1.png: the same file twice\n")
                .contains("  " + FIRST + "/grain_3.jpg: is PNG, but the name says JPEG\n")
                .contains("  " + SECOND + " has 7 images\n")
                .endsWith("\nWith the images: exina check " + data + " --html check.html\n");
    }

    @Test
    void longListsAreCutShort() throws IOException {
        Path data = TinyData.write(temp.resolve("pollen"), 10);
        for (int i = 0; i < 11; i++) {
            Files.writeString(data.resolve("note" + i + ".txt"), "no image");
        }
        assertThat(Ran.exina("check", data).out()).contains("  ... and 3 more; --json or --html FILE lists all\n");
    }

    @Test
    void jsonHasEveryKindAndEveryFinding() throws IOException {
        Path data = dirty();
        Ran ran = Ran.exina("check", data, "--json");
        JsonNode json = ran.json();
        assertThat(ran.code()).isZero();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "root",
                        "layout",
                        "pictures",
                        "classes",
                        "groups",
                        "ignored",
                        "total",
                        "counts",
                        "findings",
                        "notUsed");
        assertThat(json.path("root").asText()).isEqualTo(data.toString());
        assertThat(json.path("layout").asText()).isEqualTo("FOLDER_PER_CLASS");
        assertThat(json.path("pictures").asInt()).isEqualTo(14);
        assertThat(json.path("groups").asInt()).isEqualTo(12);
        assertThat(json.path("classes").path(1).path("label").asText()).isEqualTo(SECOND);
        assertThat(json.path("classes").path(1).path("pictures").asInt()).isEqualTo(7);
        assertThat(json.path("counts").size()).isEqualTo(Audit.Kind.values().length);
        assertThat(json.path("counts").path("TWO_LABELS").asInt()).isEqualTo(1);
        assertThat(json.path("counts").path("ENORMOUS").asInt()).isZero();
        assertThat(json.path("total").asInt())
                .isEqualTo(json.path("findings").size())
                .isEqualTo(7);
        JsonNode first = json.path("findings").path(0);
        assertThat(first.path("kind").asText()).isEqualTo("UNREADABLE");
        assertThat(first.path("paths").path(0).asText()).isEqualTo(FIRST + "/broken.png");
        assertThat(first.path("detail").asText()).startsWith("is empty (0 bytes)");
    }

    @Test
    void writesAPageAndChangesNothingElse() throws IOException {
        Path data = dirty();
        Map<String, String> before = contents(data);
        Path page = temp.resolve("new/check.html");
        Ran ran = Ran.exina("check", data, "--html", page);
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).endsWith("\nAs a page: " + page + "\n");
        assertThat(page).content().contains("<h2 id=\"two-labels-title\">", "src=\"data:image/");
        assertThat(contents(data)).isEqualTo(before);
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    @Test
    void groupsByName() throws IOException {
        Path data = TinyData.write(temp.resolve("pollen"), 10);
        Ran grouped = Ran.exina("check", data, "--group-by", "grain_([0-9])", "--json");
        assertThat(grouped.json().path("groups").asInt()).isEqualTo(9); // 1 and 10 begin alike
        assertThat(grouped.err()).isEmpty();
        Ran nothing = Ran.exina("check", data, "--group-by", "^slide");
        assertThat(nothing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err())
                .contains("the expression for groups '^slide' matches none of the 20 file names, such as grain_1.png;");
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        Path data = TinyData.write(temp.resolve("pollen"), 1);
        Path missing = temp.resolve("missing");
        Path image = data.resolve(FIRST).resolve("grain_1.png");
        List<Ran> all = List.of(
                Ran.exina("check", missing),
                Ran.exina("check", data, "--group-by", "("),
                Ran.exina("check", data, "--html", image),
                Ran.exina("check", data, "--html", data),
                Ran.exina("check", data, "--html", image.resolve("check.html")),
                Ran.exina("check", data.resolve(FIRST)));
        assertThat(all).extracting(Ran::code).containsOnly(ExitCode.USAGE);
        assertThat(all).extracting(Ran::out).containsOnly("");
        assertThat(all.get(0).err())
                .isEqualTo("exina: " + missing + ": does not exist; expected a folder of images or a CSV manifest\n");
        assertThat(all.get(1).err()).startsWith("exina: --group-by: expected a regular expression, got '('");
        assertThat(all.get(2).err())
                .isEqualTo(
                        "exina: " + image
                                + ": is there already and is no HTML page of Exina's; choose another name, or remove it first\n");
        assertThat(all.get(3).err())
                .isEqualTo("exina: " + data + ": is a folder; expected the name of a file, such as report.html\n");
        assertThat(all.get(4).err()).startsWith("exina: " + image);
        assertThat(all.get(5).err()).startsWith("exina: " + data.resolve(FIRST) + ": ");
    }
}
