package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.exina.io.Csv;
import org.exina.synthetic.SyntheticGrains;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two classes of one look: the grains of one are half as large again, which only the scale tells. */
class GrainSizeTest {
    private static final List<String> CLASSES = List.of("cereal", "grass");
    private static final int PER_CLASS = 20;
    /** What makes grains of about 38 pixels 28 and 41 micrometres wide. */
    private static final double GRASS_SCALE = 0.74;

    private static final double CEREAL_SCALE = 1.08;

    @TempDir
    private static Path folder;

    private static Path model;
    private static Ran trained;

    @BeforeAll
    static void draw() throws IOException {
        String look = SyntheticGrains.classes(2).get(0);
        for (int k = 0; k < CLASSES.size(); k++) {
            for (int i = 1; i <= PER_CLASS; i++) {
                Path file = folder.resolve(CLASSES.get(k)).resolve("grain_" + i + ".png");
                Grains.write(file, look, 2 * i + k, 1);
            }
        }
        manifest("scaled.csv", PER_CLASS);
        manifest("unscaled.csv", 0);
        model = folder.resolve("model.onnx");
        trained = Ran.exina(
                "train",
                folder.resolve("scaled.csv"),
                "-o",
                model,
                "--auto",
                "--backbone",
                "scattering",
                "--budget",
                "1s",
                "--folds",
                0);
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    /**
     * Writes a table of images, labels and scales.
     *
     * @param scaled how many of each class have a scale
     */
    private static Path manifest(String name, int scaled) throws IOException {
        Random random = new Random(4);
        StringBuilder rows = new StringBuilder(Csv.row(List.of("path", "label", "micronsPerPixel")));
        for (String label : CLASSES) {
            for (int i = 1; i <= PER_CLASS; i++) {
                double scale = label.equals("grass") ? GRASS_SCALE : CEREAL_SCALE;
                double own = scale * Math.exp(0.05 * random.nextGaussian());
                String text = i <= scaled ? String.format(Locale.ROOT, "%.4f", own) : "";
                rows.append(Csv.row(List.of(label + "/grain_" + i + ".png", label, text)));
            }
        }
        return Files.writeString(folder.resolve(name), rows);
    }

    private static Ran crossval(String manifest, Path run, Object... more) {
        Object[] words = {
            "crossval",
            folder.resolve(manifest),
            "--auto",
            "--backbone",
            "scattering",
            "--budget",
            "1s",
            "--folds",
            4,
            "-o",
            run
        };
        Ran ran = Ran.exina(
                Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray());
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    private static double accuracy(Ran ran) throws IOException {
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.json().get("accuracy").asDouble();
    }

    @Test
    void whereTheScaleIsKnownSizeTellsWhatLooksDoNot() throws Exception {
        Path run = folder.resolve("run");

        assertThat(accuracy(crossval("unscaled.csv", folder.resolve("blind"), "--json")))
                .isLessThan(0.8);
        assertThat(accuracy(crossval("scaled.csv", run, "--json"))).isGreaterThan(0.9);
        Ran text = crossval("scaled.csv", folder.resolve("again"));
        assertThat(text.out()).contains("The size of grains is used in 4 of 4 trainings.", "diameter in \u00b5m");
        Path page = folder.resolve("report.html");
        assertThat(Ran.exina("report", run, "-o", page).code()).isZero();
        assertThat(Files.readString(page)).contains("Size of grains", "Used in 4 of 4 trainings", "\u00a0\u00b5m");
    }

    @Test
    void trainTellsTheSizesAndTheModelGoesByThem() throws Exception {
        assertThat(trained.out())
                .contains("The size of grains is used, with weight ", "diameter in \u00b5m")
                .containsPattern("cereal +4[0123]\\.\\d \u00b1 ")
                .containsPattern("grass +(2[89]|3[012])\\.\\d \u00b1 ");
        Ran told = Ran.exina("evaluate", model, folder.resolve("scaled.csv"), "--with-seen", "--json");
        assertThat(accuracy(told)).isGreaterThan(0.9);
        assertThat(told.err()).doesNotContain("micronsPerPixel");
        Ran blind = Ran.exina("evaluate", model, folder.resolve("unscaled.csv"), "--with-seen", "--json");
        assertThat(blind.err())
                .contains("the model goes by the size of grains, too, but 40 of 40 images have no"
                        + " micronsPerPixel, as a manifest tells it; they are judged without");
        assertThat(blind.json().get("logLoss").asDouble())
                .isGreaterThan(told.json().get("logLoss").asDouble());
    }

    @Test
    void predictTakesTheScaleAndAsksForIt() throws Exception {
        Path image = folder.resolve("grass").resolve("grain_3.png");

        JsonNode small = predicted(image, GRASS_SCALE);
        JsonNode large = predicted(image, CEREAL_SCALE);

        assertThat(small.at("/top/0/label").asText()).isEqualTo("grass");
        assertThat(large.at("/top/0/label").asText()).isEqualTo("cereal");
        assertThat(small.at("/diameterMicrons/0").asDouble()).isBetween(24.0, 33.0);
        Ran blind = Ran.exina("predict", model, image, "--accept-all", "--json");
        assertThat(blind.err())
                .isEqualTo("exina: the model goes by the size of grains, too, where the scale is told:"
                        + " --microns-per-pixel X\n");
        assertThat(blind.json().at("/predictions/0/diameterMicrons")).isEmpty();
        Ran wrong = Ran.exina("predict", model, image, "--microns-per-pixel", 0);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--microns-per-pixel: expected more than 0, got 0.0");
    }

    private static JsonNode predicted(Path image, double scale) throws IOException {
        Ran ran = Ran.exina("predict", model, image, "--microns-per-pixel", scale, "--accept-all", "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        return ran.json().at("/predictions/0");
    }

    @Test
    void explainNamesTheSize() throws Exception {
        Path image = folder.resolve("cereal").resolve("grain_5.png");

        Ran ran = Ran.exina(
                "explain", model, image, "--microns-per-pixel", CEREAL_SCALE, "-o", folder.resolve("explained"));

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).containsPattern("grain_5\\.png: [34]\\d\\.\\d \u00b5m; cereal 4[0123]\\.\\d \u00b1 ");
        assertThat(Files.readString(folder.resolve("explained").resolve("explanations.html")))
                .containsPattern("Size: [34]\\d\\.\\d \u00b5m; cereal 4[0123]\\.\\d \u00b1 ");
    }

    @Test
    void countNamesGrainsByTheirSize() throws Exception {
        Path field = folder.resolve("grass").resolve("grain_3.png"); // a field of one grain

        assertThat(counted(field, GRASS_SCALE)).isEqualTo("grass");
        assertThat(counted(field, CEREAL_SCALE)).isEqualTo("cereal");
    }

    private static String counted(Path field, double scale) throws Exception {
        Path out = folder.resolve("count_" + scale + ".csv");
        Ran ran = Ran.exina("count", model, field, "--microns-per-pixel", scale, "--accept-all", "-o", out);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).doesNotContain("the scale is told");
        List<Csv.Row> rows = Csv.parse(Files.readString(folder.resolve("count_" + scale + "-grains.csv")), ',');
        int label = rows.get(0).fields().indexOf("label");
        return rows.get(1).fields().get(label);
    }

    @Test
    void whereSomeScalesAreMissingSizeIsNotTried() throws Exception {
        manifest("some.csv", PER_CLASS - 1);

        Ran ran = crossval("some.csv", folder.resolve("some"));

        assertThat(ran.err())
                .containsOnlyOnce("exina: the size of grains is not tried: 2 of 40 images have no micronsPerPixel,"
                        + " the first ")
                .contains("grain_20.png");
        assertThat(ran.out()).doesNotContain("The size of grains");
    }
}
