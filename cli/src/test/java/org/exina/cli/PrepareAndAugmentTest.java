package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageFormat;
import org.exina.io.Json;
import org.exina.synthetic.SyntheticGrains;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrepareAndAugmentTest {
    @TempDir
    private Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path data;

    @BeforeEach
    void draw() throws IOException {
        data = temp.resolve("data");
        draw(0, 5);
    }

    private void draw(int first, int end) throws IOException {
        for (String label : SyntheticGrains.classes(2)) {
            Path folder = Files.createDirectories(data.resolve(label));
            for (int i = first; i < end; i++) {
                RgbImage grain = SyntheticGrains.draw(label, i, 3).part(0, 0, 60, 80);
                Files.write(folder.resolve(i + ".png"), ImageEncoder.png(grain));
            }
        }
    }

    private int run(String... arguments) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                Locale.ROOT);
        return ExinaCommand.run(console, arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void preparesAndTellsWhatItWrote() {
        String target = temp.resolve("out").toString();
        assertThat(run("prepare", data.toString(), "--out", target, "--size", "32"))
                .isZero();
        assertThat(printed())
                .contains(target + ": 10 images of " + data + ", 20 crops (two-squares, 32 x 32), grouped split,"
                        + " seed 1")
                .containsPattern("monoporate +8 +2\n")
                .containsPattern("all +16 +4\n")
                .contains("exina crossval " + target + "/manifest.csv");
        assertThat(errors()).isEmpty();
        assertThat(temp.resolve("out/train/monoporate")).isDirectory();
    }

    @Test
    void leakyWarnsOnScreenAndInTheJson() throws IOException {
        Path target = temp.resolve("out");
        assertThat(run("prepare", data.toString(), "--out", target.toString(), "--leaky", "--json"))
                .isZero();
        JsonNode json = Json.tree(printed());
        int torn = json.path("tornPictures").asInt();
        assertThat(json.path("split").asText()).isEqualTo("leaky");
        assertThat(torn).isPositive();
        assertThat(errors())
                .contains("exina: warning: crops were split one by one, as in the study of 2017: crops of one image,"
                        + " and duplicates, stand on both sides, so accuracies measured on the validation part are too"
                        + " high. Dealt out by image they stay together (" + torn
                        + " of 10 images are torn apart)");
    }

    @Test
    void listsWhatCouldNotBeRead() throws IOException {
        draw(5, 7);
        for (int i = 0; i < 12; i++) {
            Files.writeString(
                    data.resolve(SyntheticGrains.classes(2).get(i % 2)).resolve("broken" + i + ".jpg"), "no image");
        }
        Path target = temp.resolve("out");
        assertThat(run("prepare", data.toString(), "--out", target.toString())).isZero();
        assertThat(errors())
                .contains("exina: 12 images could not be read:")
                .contains("  monoporate/broken0.jpg: ")
                .contains("  ... and 2 more; all stand in " + target.resolve("preparation.json"))
                .endsWith("exina: 12 files not used: 12 unreadable; see exina check " + data + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--size=0 | --size: expected 1 or more, got 0",
                "--validation=1 | --validation: expected a share between 0 and 1, such as 0.2, got 1.0",
                "--crop=squares | --crop: expected one of two-squares, two-squares-doubled, center, whole, stretch, got 'squares'",
                "--group-by=( | --group-by: expected a regular expression, got '(' (Unclosed group at character 2)"
            })
    void refusesWhatCannotBe(String option, String message) {
        assertThat(run("prepare", data.toString(), "--out", temp.resolve("out").toString(), option))
                .isEqualTo(2);
        assertThat(errors().strip()).isEqualTo("exina: " + message);
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void drawsASheetOfADataSetAndOfAPicture() throws IOException {
        Path sheet = temp.resolve("sheet.png");
        assertThat(run("augment", data.toString(), "--preview", sheet.toString(), "--count", "2", "--json"))
                .isZero();
        JsonNode json = Json.tree(printed());
        assertThat(json.path("pictures").toString()).isEqualTo("[\"monoporate/0.png\",\"triporate/0.png\"]");
        assertThat(json.path("augmentation").asText()).startsWith("rotate=180,flip=both");
        assertThat(ImageFile.decode(sheet).width()).isEqualTo(40 + 3 * 160 - 10);
        Path jpeg = temp.resolve("one.jpg");
        assertThat(run("augment", data.resolve("monoporate/1.png").toString(), "--preview", jpeg.toString()))
                .isZero();
        assertThat(ImageFile.probe(jpeg).format()).isEqualTo(ImageFormat.JPEG);
        assertThat(printed()).contains("1 image, 8 variants of each (rotate=180,");
    }

    @Test
    void aImageThatCannotBeReadIsToldAndTheNextIsTaken() throws IOException {
        Files.writeString(data.resolve("monoporate/#.png"), "no image");
        Path sheet = temp.resolve("sheet.png");
        assertThat(run("augment", data.toString(), "--preview", sheet.toString(), "--count", "1", "--json"))
                .isZero();
        assertThat(Json.tree(printed()).path("pictures").get(0).asText()).isEqualTo("monoporate/0.png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--count=13 | --count: expected 1 to 12, got 13",
                "--preview=x.gif | --preview: expected a name that ends with .png or .jpg, got x.gif",
                "--augment=zoom=2 | augmentation 'zoom=2': zoom must be in [0, 1), got 2"
            })
    void refusesSheetsThatCannotBe(String option, String message) {
        String[] arguments = option.startsWith("--preview")
                ? new String[] {"augment", data.toString(), option}
                : new String[] {
                    "augment",
                    data.toString(),
                    "--preview",
                    temp.resolve("s.png").toString(),
                    option
                };
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(errors().strip()).isEqualTo("exina: " + message);
    }

    @Test
    void variantsNeedAnAugmentation() {
        assertThat(run("crossval", data.toString(), "--variants", "3")).isEqualTo(2);
        assertThat(errors().strip())
                .isEqualTo("exina: --variants: expected --augment beside it, which says of what kind");
        err.reset();
        assertThat(run("train", data.toString(), "-o", "m.onnx", "--augment", "study", "--variants", "0"))
                .isEqualTo(2);
        assertThat(errors().strip()).isEqualTo("exina: --variants: expected 1 or more, got 0");
    }
}
