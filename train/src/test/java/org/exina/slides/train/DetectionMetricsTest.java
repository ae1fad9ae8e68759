package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.Box;
import org.exina.io.Json;
import org.exina.metric.DetectionCounts;
import org.exina.slides.CountedField;
import org.exina.slides.Detection;
import org.exina.slides.Grain;
import org.junit.jupiter.api.Test;

/** Against pycocotools and SciPy, see make_detection.py beside the reference values of the metrics. */
class DetectionMetricsTest {
    private static JsonNode reference() {
        try (InputStream in = DetectionMetricsTest.class.getResourceAsStream("/org/exina/metric/detection.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Box box(JsonNode node) {
        JsonNode box = node.get("box");
        return new Box(
                box.get(0).asInt(),
                box.get(1).asInt(),
                box.get(2).asInt(),
                box.get(3).asInt());
    }

    private static List<EvaluatedField> referenceFields() {
        List<EvaluatedField> fields = new ArrayList<>();
        for (JsonNode field : reference().get("fields")) {
            List<Detection> found = new ArrayList<>();
            field.get("found")
                    .forEach(node -> found.add(found(
                            box(node),
                            node.get("label").asText(),
                            node.get("certainty").asDouble())));
            List<GroundTruthGrain> truth = new ArrayList<>();
            field.get("truth")
                    .forEach(node -> truth.add(
                            new GroundTruthGrain(box(node), node.get("label").asText())));
            fields.add(new EvaluatedField(
                    field.get("name").asText(), field.get("group").asText(), found, truth));
        }
        return fields;
    }

    private static Detection found(Box box, String label, double certainty) {
        return new Detection(new Grain(box, label, 1, "other", 0, 1), certainty);
    }

    private static Box at(int x) {
        return new Box(x, 0, 20, 20);
    }

    private static EvaluatedField field(String group, List<Detection> found, GroundTruthGrain... truth) {
        return new EvaluatedField(group, group, found, List.of(truth));
    }

    @Test
    void findsAreMatchedAsByPycocotools() {
        JsonNode expected = reference().get("figures");

        DetectionMetrics metrics = DetectionEvaluator.metrics(referenceFields(), 0.5, 1);

        assertThat(metrics.counts())
                .isEqualTo(new DetectionCounts(
                        expected.get("matched").asLong(),
                        expected.get("found").asLong(),
                        expected.get("truths").asLong()));
        assertThat(metrics.typed()).isEqualTo(expected.get("typed").asLong());
        assertThat(metrics.typeAccuracy().value())
                .isCloseTo(expected.get("right").asDouble() / metrics.typed(), within(1e-12));
        assertThat(metrics.fields()).isEqualTo(40);
        assertThat(metrics.groups()).isEqualTo(20);
    }

    @Test
    void averagePrecisionIsThatOfPycocotools() {
        JsonNode expected = reference().get("figures").get("averagePrecision");

        DetectionMetrics metrics = DetectionEvaluator.metrics(referenceFields(), 0.5, 1);

        double sum = 0;
        for (ClassMetrics type : metrics.types()) {
            double precision = expected.get(type.label()).asDouble();
            assertThat(type.averagePrecision().orElseThrow()).isCloseTo(precision, within(1e-4));
            sum += precision;
        }
        assertThat(metrics.meanAveragePrecision().value()).isCloseTo(sum / 3, within(1e-4));
    }

    @Test
    void countsCorrelateAsInSciPy() {
        JsonNode expected = reference().get("figures");

        DetectionMetrics metrics = DetectionEvaluator.metrics(referenceFields(), 0.5, 1);

        assertThat(metrics.countCorrelation().orElseThrow().value())
                .isCloseTo(expected.get("countCorrelation").asDouble(), within(1e-9));
        assertThat(metrics.presentCorrelation().orElseThrow().value())
                .isCloseTo(expected.get("presentCorrelation").asDouble(), within(1e-9));
        assertThat(metrics.totalCorrelation().orElseThrow().value())
                .isCloseTo(expected.get("totalCorrelation").asDouble(), within(1e-9));
        assertThat(metrics.countError())
                .isCloseTo(
                        expected.get("found").asDouble()
                                        / expected.get("truths").asDouble()
                                - 1,
                        within(1e-12));
    }

    @Test
    void intervalsHoldTheirFigureAndFollowTheSeed() {
        DetectionMetrics metrics = DetectionEvaluator.metrics(referenceFields(), 0.5, 1);

        assertThat(metrics.f1().low()).isLessThan(metrics.f1().value());
        assertThat(metrics.f1().high()).isGreaterThan(metrics.f1().value());
        assertThat(metrics.countBias().low()).isLessThan(metrics.countBias().high());
        assertThat(DetectionEvaluator.metrics(referenceFields(), 0.5, 1)).isEqualTo(metrics);
        assertThat(DetectionEvaluator.metrics(referenceFields(), 0.5, 2)).isNotEqualTo(metrics);
    }

    @Test
    void everythingRightIsPerfect() {
        DetectionMetrics metrics = DetectionEvaluator.metrics(
                List.of(
                        field(
                                "a",
                                List.of(found(at(0), "alnus", 0.9), found(at(50), "betula", 0.8)),
                                new GroundTruthGrain(at(0), "alnus"),
                                new GroundTruthGrain(at(50), "betula")),
                        field("b", List.of(found(at(0), "alnus", 0.9)), new GroundTruthGrain(at(0), "alnus"))),
                0.5,
                1);

        assertThat(metrics.f1().value()).isEqualTo(1);
        assertThat(metrics.f1().low()).as("few grains prove little").isLessThan(0.8);
        assertThat(metrics.typeAccuracy().value()).isEqualTo(1);
        assertThat(metrics.meanAveragePrecision().value()).isEqualTo(1);
        assertThat(metrics.countError()).isZero();
        assertThat(metrics.countBias().value()).isZero();
        assertThat(metrics.countCorrelation().orElseThrow().value()).isEqualTo(1);
        assertThat(metrics.mistakes()).isEmpty();
    }

    @Test
    void debrisIsNoFindAndUnknownIsAFindWithoutAType() {
        DetectionMetrics metrics = DetectionEvaluator.metrics(
                List.of(field(
                        "a",
                        List.of(
                                found(at(0), Grain.UNKNOWN, 0.9),
                                found(at(50), Grain.DEBRIS, 0.8),
                                found(at(100), "betula", 0.7),
                                found(at(150), "betula", 0.6)),
                        new GroundTruthGrain(at(0), "alnus"),
                        new GroundTruthGrain(at(50), "alnus"),
                        new GroundTruthGrain(at(100), Grain.UNKNOWN))),
                0.5,
                1);

        assertThat(metrics.counts()).isEqualTo(new DetectionCounts(2, 3, 3));
        assertThat(metrics.typed())
                .as("of the unknown true grain no type is known")
                .isEqualTo(1);
        assertThat(metrics.typeAccuracy().value()).isZero();
        assertThat(metrics.mistakes()).containsExactly(new DetectionMetrics.Mistake("alnus", Grain.UNKNOWN, 1));
        assertThat(metrics.types()).extracting(ClassMetrics::label).containsExactly("alnus", "betula");
        assertThat(metrics.types().get(1).averagePrecision()).as("no true one").isEmpty();
        assertThat(metrics.countBias().low()).as("one group knows no spread").isZero();
    }

    @Test
    void nothingFoundIsNoFault() {
        DetectionMetrics metrics = DetectionEvaluator.metrics(
                List.of(field("a", List.of(), new GroundTruthGrain(at(0), "alnus"))), 0.5, 1);

        assertThat(metrics.precision().value()).isZero();
        assertThat(metrics.precision().high()).isEqualTo(1);
        assertThat(metrics.meanAveragePrecision().value()).isZero();
        assertThat(metrics.countError()).isEqualTo(1);
        assertThat(metrics.totalCorrelation()).isEmpty();
        assertThat(metrics.asMap()).doesNotContainKey("totalCorrelation");
    }

    @Test
    void theMapIsWhatAMachineReads() throws IOException {
        JsonNode json = Json.tree(
                Json.write(DetectionEvaluator.metrics(referenceFields(), 0.5, 1).asMap()));

        assertThat(json.get("grains").asInt())
                .isEqualTo(reference().get("figures").get("truths").asInt());
        for (String key : List.of(
                "precision",
                "recall",
                "f1",
                "typeAccuracy",
                "meanAveragePrecision",
                "countCorrelation",
                "countBias",
                "f1Low",
                "f1High",
                "fields")) {
            assertThat(json.get(key).isNumber()).as(key).isTrue();
        }
        assertThat(json.get("types")).hasSize(3);
        assertThat(json.get("mistakes").get(0).fieldNames()).toIterable().containsExactly("truth", "called", "count");
    }

    @Test
    void probabilitiesAreTheCertaintiesOfACountedField() {
        CountedField counted = new CountedField(
                "a", Path.of("a.png"), 100, 80, List.of(new Grain(at(0), "alnus", 0.7, "betula", 0.2, 100)), List.of());

        assertThat(EvaluatedField.of(counted, "g", List.of()))
                .isEqualTo(new EvaluatedField(
                        "a", "g", List.of(new Detection(counted.grains().get(0), 0.7)), List.of()));
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> DetectionEvaluator.metrics(List.of(field("a", List.of())), 0.5, 1))
                .hasMessage("expected at least 1 true grain of a known class, got none on 1 fields");
        assertThatThrownBy(() -> new GroundTruthGrain(at(0), Grain.DEBRIS))
                .hasMessage("a true grain must have a class or be unknown, got \"debris\"");
        assertThatThrownBy(() -> found(at(0), "alnus", Double.NaN))
                .hasMessage("expected a number for the certainty, got NaN");
    }
}
