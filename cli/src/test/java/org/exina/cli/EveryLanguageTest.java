package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.exina.io.Folders;
import org.exina.io.Sha256;
import org.exina.synthetic.SyntheticGrains;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other digits, a comma in the place of the point, an i without a dot: the user's language changes no file. */
@Tag("slow")
class EveryLanguageTest {
    /** And the fingerprint of a model file, which covers the time that stands in it. */
    private static final String TIMES = "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z| UTC)?"
            + "|([0-9]+ min )?[0-9.]+[ \u00a0\u00c2]+s\\b|(?<=(s|S)econds\" : )[0-9.E-]+"
            + "|(?<=exina\\.fingerprint\u0012@)[0-9a-f]{64}";

    @TempDir
    private static Path folder;

    private static Path images;
    private static Path work;
    private static Map<String, String> usual;

    @BeforeAll
    static void runInTheUsualLanguage() throws IOException {
        images = folder.resolve("PICTURES");
        work = folder.resolve("work");
        Grains.write(images, 2, 6, 1);
        for (String label : SyntheticGrains.classes(2)) {
            for (Map.Entry<Integer, String> each :
                    Map.of(1, "GIF", 2, "TIFF", 3, "JPG", 4, "PNG").entrySet()) {
                File png = images.resolve(label)
                        .resolve("grain_" + each.getKey() + ".png")
                        .toFile();
                File other = new File(png.getParentFile(), "FILI_" + each.getKey() + "." + each.getValue());
                assertThat(ImageIO.write(ImageIO.read(png), each.getValue(), other))
                        .isTrue();
                Files.delete(png.toPath());
            }
        }
        files(Locale.ROOT); // after which the features are in the cache
        usual = files(Locale.ROOT);
    }

    /** All files that come of a user's way, and what was printed: their names and content, without times. */
    private static Map<String, String> files(Locale language) throws IOException {
        Locale before = Locale.getDefault();
        Map<String, String> files = new TreeMap<>();
        Locale.setDefault(language);
        try {
            for (List<Object> words : way()) {
                Ran ran = Ran.exina(words.toArray());
                assertThat(ran.code()).as(ran.err()).isZero();
                files.put(words.toString(), ran.out().replaceAll(TIMES, "TIME"));
            }
        } finally {
            Locale.setDefault(before);
        }
        try (Stream<Path> all = Files.walk(work)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                files.put(work.relativize(file).toString(), Sha256.of(content.replaceAll(TIMES, "TIME")));
            }
        }
        Folders.delete(work);
        return files;
    }

    private static List<List<Object>> way() throws IOException {
        Files.createDirectories(work);
        Path run = work.resolve("run");
        Path model = work.resolve("model.onnx");
        Path fields = work.resolve("fields");
        Path runs = work.resolve("runs");
        Path suite = Files.writeString(work.resolve("suite.yaml"), """
                suite: tiny
                about: One head.
                defaults: {validation: 0.25, backbone: scattering}
                experiments:
                  - {name: fisher, head: lda, published: {loss: 0.25, accuracy: 0.875}}
                """);
        return List.of(
                List.of("sample", "-o", work.resolve("grains"), "--classes", 2, "--per-class", 1),
                List.of("sample", "--slides", "-o", fields, "--classes", 2, "--fields", 2, "--size", "500,400"),
                List.of("check", images, "--html", work.resolve("check.html")),
                List.of("crossval", images, "--folds", 2, "--head", "logistic:l2=0.01", "-o", run),
                List.of("report", run, "-o", work.resolve("report.html")),
                List.of("train", images, "-o", model, "--folds", 2),
                List.of("predict", model, images, "--csv", work.resolve("predictions.csv")),
                List.of("evaluate", model, images, "--with-seen", "--csv", work.resolve("evaluated.csv")),
                List.of(
                        "explain",
                        model,
                        images.resolve(SyntheticGrains.classes(2).get(0)).resolve("FILI_2.TIFF"),
                        "-o",
                        work.resolve("why")),
                List.of(
                        "curve",
                        images,
                        "--folds",
                        2,
                        "--per-class",
                        "2,all",
                        "--draws",
                        2,
                        "-o",
                        work.resolve("curve.svg")),
                List.of("map", images, "--folds", 2, "-o", work.resolve("map.html")),
                List.of("prepare", images, "-o", work.resolve("prepared"), "--size", 32),
                List.of("augment", images, "--preview", work.resolve("sheet.png"), "--count", 2),
                List.of(
                        "count",
                        model,
                        fields.resolve("images"),
                        "-o",
                        work.resolve("counts.csv"),
                        "--microns-per-pixel",
                        0.5),
                List.of("slides", "train", fields, "-o", work.resolve("slides.onnx")),
                List.of("experiments", "run", suite, "--data", images, "-o", runs, "--jobs", 1, "--json"),
                List.of("experiments", "plot", "-o", runs, "--to", work.resolve("plots")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "tr-TR", "de-DE"})
    void filesAreTheSameInEveryLanguage(String language) throws IOException {
        assertThat(files(Locale.forLanguageTag(language))).isEqualTo(usual);
    }
}
