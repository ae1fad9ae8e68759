package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.exina.image.Box;
import org.exina.model.Classifier;
import org.exina.slides.DetectionSettings;
import org.exina.slides.Grain;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.LabelledBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** On synthetic fields, with the backbone that is built in. */
@Tag("slow")
class SlidesCommandTest {
    /** Drawn and trained on once: it takes longer than all that is tested with it. */
    @TempDir
    private static Path drawn;

    private static Path fields;
    private static Path others;
    private static Path model;

    @TempDir
    private Path temp;

    @BeforeAll
    static void drawAndTrain() throws IOException {
        fields = sample("fields", 10, 1);
        others = sample("others", 4, 2);
        model = drawn.resolve("model.onnx");
        Ran ran = Ran.exina("slides", "train", fields, "-o", model);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("model.onnx: 4 classes, learned from ")
                .contains(" pieces of 10 fields")
                .contains("Use it: exina count ");
    }

    private static Path sample(String name, int count, int seed) {
        Path folder = drawn.resolve(name);
        Ran ran = Ran.exina(
                "sample",
                "--slides",
                "-o",
                folder,
                "--fields",
                count,
                "--classes",
                3,
                "--size",
                "416,416",
                "--grains",
                5,
                "--seed",
                seed);
        assertThat(ran.code()).as(ran.err()).isZero();
        return folder;
    }

    private static JsonNode json(Object... words) throws IOException {
        Ran ran = Ran.exina(words);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.json();
    }

    @Test
    void crossvalTellsAllFigures() throws IOException {
        JsonNode figures = json("slides", "crossval", fields, "--folds", "3", "--json");

        BoxedFields boxes = BoxedFields.open(fields);
        assertThat(figures.get("fields").asInt()).isEqualTo(10);
        assertThat(figures.get("grains").asInt()).isEqualTo(boxes.grains());
        for (String share : new String[] {"precision", "recall", "f1", "typeAccuracy", "meanAveragePrecision"}) {
            assertThat(figures.get(share).asDouble())
                    .as(share)
                    .isBetween(
                            figures.get(share + "Low").asDouble(),
                            figures.get(share + "High").asDouble())
                    .isBetween(0.3, 1.0); // of ten fields, two thirds of them to learn from
        }
        assertThat(figures.get("countCorrelation").asDouble()).isBetween(0.5, 1.0);
        assertThat(figures.get("countBias").asDouble()).isBetween(-3.0, 3.0);
        assertThat(figures.get("seconds").asDouble()).isPositive();
        assertThat(figures.get("types")).hasSize(3);
    }

    @Test
    void everyFormOfBoxesGivesTheSameFigures() throws IOException {
        BoxedFields boxes = BoxedFields.open(fields);
        ObjectNode expected = figures(fields);

        assertThat(figures(BoxForms.coco(boxes, temp.resolve("coco")))).isEqualTo(expected);
        assertThat(figures(BoxForms.voc(boxes, temp.resolve("voc")))).isEqualTo(expected);
        assertThat(figures(BoxForms.yolo(boxes, temp.resolve("yolo")))).isEqualTo(expected);
    }

    private static ObjectNode figures(Path data) throws IOException {
        ObjectNode figures = (ObjectNode) json("slides", "crossval", data, "--folds", "2", "--json");
        figures.remove("seconds");
        return figures;
    }

    @Test
    void aModelIsEvaluatedOnOtherFields() throws IOException {
        Path sheet = temp.resolve("false.png");

        Ran ran = Ran.exina("slides", "evaluate", model, others, "--false-finds", sheet);
        JsonNode figures = json("slides", "evaluate", model, others, "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("4 fields in 4 groups, " + BoxedFields.open(others).grains() + " grains boxed, ")
                .contains("found of the boxed grains (recall)")
                .contains("boxed among the detections (precision)")
                .contains("F1 of finding")
                .contains("type right, of the found")
                .contains("mean average precision")
                .contains("counted too many on a field")
                .contains("detections have no box; 50 of them at most: " + sheet);
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(1200);
        assertThat(figures.get("fields").asInt()).isEqualTo(4);
        assertThat(figures.get("f1").asDouble()).isGreaterThan(0.7);
    }

    @Test
    void aModelKnowsHowItsGrainsAreFound() throws IOException {
        try (Classifier classifier = Classifier.open(model)) {
            assertThat(classifier.classes()).hasSize(4).contains(Grain.DEBRIS);
            assertThat(DetectionSettings.of(classifier)).isPresent();
        }
    }

    @Test
    void whatWasCorrectedIsLearned() throws IOException {
        BoxedFields counted = BoxedFields.open(others);
        BoxedField field = counted.fields().get(0);
        StringBuilder csv = new StringBuilder("field,x,y,width,height,label,corrected\n");
        for (LabelledBox each : field.grains()) {
            Box box = each.box();
            csv.append(field.name() + "," + box.x() + "," + box.y() + "," + box.width() + "," + box.height() + ",,"
                    + each.label() + "\n");
        }
        Path corrections = Files.writeString(temp.resolve("corrections.csv"), csv);
        Path more = temp.resolve("more");

        JsonNode learned = json("slides", "learn", fields, corrections, "--fields", others, "-o", more, "--json");
        JsonNode trained = json("slides", "train", more, "-o", temp.resolve("more.onnx"), "--json");

        int grains = BoxedFields.open(fields).grains() + field.grains().size();
        assertThat(learned.get("folder").asText()).isEqualTo(more.toString());
        assertThat(learned.get("learned").get("fields").asInt()).isEqualTo(11);
        assertThat(learned.get("learned").get("corrected").asInt()).isEqualTo(1);
        assertThat(learned.get("learned").get("grains").asInt()).isEqualTo(grains);
        assertThat(BoxedFields.open(more).grains()).isEqualTo(grains);
        assertThat(trained.get("card").get("classes")).hasSize(4);
        assertThat(trained.get("slide").get("finder").get("minDiameterPx").asDouble())
                .isBetween(4.0, 10.0);
        assertThat(temp.resolve("more.onnx")).isRegularFile();
    }

    @Test
    void classesThatTheModelDoesNotKnowAreRefused() throws IOException {
        Path renamed = temp.resolve("renamed");
        BoxForms.yolo(BoxedFields.open(others), renamed);
        Files.writeString(renamed.resolve("classes.txt"), "one\ntwo\nthree\n");

        Ran ran = Ran.exina("slides", "evaluate", model, renamed);

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .startsWith("exina: " + renamed + ": the boxes' classes [one, three, two] are none of the model's [")
                .endsWith("]; expected fields with grains that the model knows, under the same names\n");
    }
}
