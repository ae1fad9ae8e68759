package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.io.Csv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder to a classifier and its answers, as a user goes. */
class MainPathTest {
    @TempDir
    private Path folder;

    @Test
    void folderToAnswers() throws Exception {
        Path images = folder.resolve("my images");
        List<String> labels = Grains.write(images, 2, 6, 1);
        Path unseen = folder.resolve("Neue Körner 花粉");
        Grains.write(unseen, 2, 3, 2);
        Path model = folder.resolve("out").resolve("model.onnx");
        Path run = folder.resolve("run");

        JsonNode crossval =
                ok("crossval", images, "--folds", 3, "--out", run, "--json").json();
        assertThat(crossval.get("n").asInt()).isEqualTo(12);
        assertThat(crossval.get("classes").asInt()).isEqualTo(2);
        assertThat(crossval.get("folds").asInt()).isEqualTo(3);
        assertThat(crossval.get("groups").asInt()).isEqualTo(12);
        assertThat(crossval.get("seconds").asDouble()).isPositive();
        assertThat(crossval.get("accuracy").asDouble())
                .isCloseTo(1 - crossval.get("errors").asInt() / 12.0, within(1e-9))
                .isBetween(
                        crossval.get("accuracyLow").asDouble(),
                        crossval.get("accuracyHigh").asDouble());
        assertThat(crossval.get("macroF1").asDouble()).isBetween(0.0, 1.0);

        JsonNode trained =
                ok("train", images, "-o", model, "--folds", 3, "--json").json();
        assertThat(trained.at("/card/training/pictures").asInt()).isEqualTo(12);
        assertThat(trained.at("/card/estimates/0/accuracy").asDouble())
                .isEqualTo(crossval.get("accuracy").asDouble());

        Path csv = folder.resolve("answers.csv");
        JsonNode predicted =
                ok("predict", model, unseen, "--top", 5, "--csv", csv, "--json").json();
        assertThat(predicted.get("predictions")).hasSize(6);
        for (JsonNode each : predicted.get("predictions")) {
            assertThat(each.get("top")).hasSize(2);
            assertThat(each.at("/top/0/probability").asDouble()
                            + each.at("/top/1/probability").asDouble())
                    .isCloseTo(1, within(1e-6));
        }
        List<Csv.Row> rows = Csv.parse(Files.readString(csv), ',');
        assertThat(rows.get(0).fields())
                .containsExactly("path", "label", "probability", "label2", "probability2", "novelty", "why", "problem");
        assertThat(rows).hasSize(7);

        JsonNode evaluated = ok("evaluate", model, unseen, "--json").json();
        int right = 0;
        for (JsonNode each : predicted.get("predictions")) {
            String label =
                    Path.of(each.get("path").asText()).getParent().getFileName().toString();
            assertThat(labels).contains(label);
            right += each.at("/top/0/label").asText().equals(label) ? 1 : 0;
        }
        assertThat(evaluated.get("accuracy").asDouble()).isCloseTo(right / 6.0, within(1e-9));
        assertThat(evaluated.get("seen").asInt()).isZero();
    }

    @Test
    void asTextItSaysTheSame() throws Exception {
        Path images = folder.resolve("pictures");
        List<String> labels = Grains.write(images, 2, 6, 1);
        Path run = folder.resolve("run");
        Path model = folder.resolve("model.onnx");

        assertThat(ok("crossval", images, "--folds", 2, "--out", run).out())
                .contains("12 images, 2 classes, 12 groups", "accuracy ", "95 % interval", "macro F1")
                .contains(labels)
                .contains("exina report " + Shell.quoted(run) + " -o report.html");
        assertThat(ok("train", images, "-o", model, "--folds", 0).out())
                .contains("2 classes, trained on 12 images of pictures")
                .contains("exina predict " + Shell.quoted(model))
                .doesNotContain("On images it has not seen");
        assertThat(ok("predict", model, images).out()).contains("grain_1.png").contains(labels);
        assertThat(ok("evaluate", model, images, "--with-seen").out()).contains("on 12 images of", "accuracy ");
    }

    @Test
    void secondRunTakesFeaturesFromTheCacheAndGivesTheSameFigures() throws Exception {
        Path images = folder.resolve("pictures");
        Grains.write(images, 3, 5, 77);

        JsonNode first = ok("crossval", images, "--folds", 5, "--out", folder.resolve("a"), "--json")
                .json();
        JsonNode second = ok("crossval", images, "--folds", 5, "--out", folder.resolve("b"), "--json")
                .json();

        assertThat(second.get("computed").asInt()).isZero();
        assertThat(second.get("cached").asInt()).isEqualTo(15);
        for (String figure : List.of("accuracy", "macroF1", "logLoss", "calibrationError", "perClass", "confused")) {
            assertThat(second.get(figure)).isEqualTo(first.get(figure));
        }
        assertThat(Files.readString(folder.resolve("a/predictions.csv")))
                .isEqualTo(Files.readString(folder.resolve("b/predictions.csv")));
    }

    private static Ran ok(Object... words) throws IOException {
        Ran ran = Ran.exina(words);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }
}
