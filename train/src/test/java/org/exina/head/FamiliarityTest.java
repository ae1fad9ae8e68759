package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamiliarityTest {
    private static final int CLASSES = 4;

    /** Points around centres; with a class index of {@link #CLASSES}, around one that belongs to no class. */
    private static float[][] points(Random random, int features, int[] labels) {
        Random fixed = new Random(5);
        double[][] centres = new double[CLASSES + 1][features];
        for (double[] centre : centres) {
            Arrays.setAll(centre, j -> 1.5 * fixed.nextGaussian());
        }
        float[][] x = new float[labels.length][features];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < features; j++) {
                x[i][j] = (float) (centres[labels[i]][j] + random.nextGaussian());
            }
        }
        return x;
    }

    private static int[] labels(int perClass) {
        return IntStream.range(0, CLASSES * perClass).map(i -> i % CLASSES).toArray();
    }

    private static TrainingSet set(float[][] x, int[] labels) {
        int[] folds =
                IntStream.range(0, labels.length).map(i -> i / CLASSES % 5).toArray();
        int[] groups = IntStream.range(0, labels.length).toArray();
        return new TrainingSet(x, labels, CLASSES, folds, groups);
    }

    /** More features than samples, too: there, samples trained on lie much closer than others. */
    @ParameterizedTest
    @CsvSource({"12, 40", "200, 20"})
    void nineteenInTwentyKnownSamplesAreKeptAndStrangersAreNot(int features, int perClass) {
        Random random = new Random(1);
        int[] labels = labels(perClass);
        Familiarity familiarity = Familiarity.train(
                        set(points(random, features, labels), labels), List.of(features), 0.95)
                .orElseThrow();
        int[] fresh = labels(100);
        int[] strange = new int[100];
        Arrays.fill(strange, CLASSES);

        double kept = Arrays.stream(points(random, features, fresh))
                .mapToDouble(familiarity::novelty)
                .filter(novelty -> novelty <= Familiarity.LIMIT)
                .count();
        double rejected = Arrays.stream(points(random, features, strange))
                .mapToDouble(familiarity::novelty)
                .filter(novelty -> novelty > Familiarity.LIMIT)
                .count();

        assertThat(kept / fresh.length).isBetween(0.88, 0.99);
        assertThat(rejected / strange.length).isGreaterThan(0.75);
        assertThat(familiarity.axes()).isEqualTo(CLASSES - 1);
        assertThat(familiarity.leftOut()).hasSize(labels.length);
    }

    @ParameterizedTest
    @CsvSource({"12, 10", "150, 8"})
    void graphGivesTheSameNumbers(int features, int perClass) {
        int[] labels = labels(perClass);
        float[][] x = points(new Random(2), features, labels);
        Familiarity familiarity = Familiarity.train(
                        set(x, labels), List.of(features / 2, features - features / 2), 0.95)
                .orElseThrow();

        float[][] novelty = HeadGraph.run(
                features, x, (graph, in) -> familiarity.toOnnx(graph, in).novelty());
        float[][] coordinates = HeadGraph.run(
                features, x, (graph, in) -> familiarity.toOnnx(graph, in).coordinates());

        for (int i = 0; i < x.length; i++) {
            assertThat((double) novelty[i][0]).isCloseTo(familiarity.novelty(x[i]), within(1e-4));
            double[] expected = familiarity.coordinates(x[i]);
            for (int axis = 0; axis < expected.length; axis++) {
                assertThat((double) coordinates[i][axis]).isCloseTo(expected[axis], within(1e-4));
            }
        }
    }

    /** Against the plain way, in make_familiarity.py: dense covariance, each sample left out by training anew. */
    @ParameterizedTest
    @CsvSource({"tall", "wide"})
    void numbersAreThoseOfScikitLearn(String name) throws IOException {
        JsonNode all;
        try (InputStream in = getClass().getResourceAsStream("familiarity.json")) {
            all = Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        JsonNode expected = all.get(name);
        float[][] x = floats(expected.get("x"));
        float[][] fresh = floats(expected.get("new"));
        int[] labels = Json.read(expected.get("labels").toString(), int[].class);
        int[] folds = IntStream.range(0, labels.length).map(i -> i % 2).toArray();
        int[] each = IntStream.range(0, labels.length).toArray();

        Familiarity familiarity = Familiarity.train(
                        new TrainingSet(x, labels, 3, folds, each), List.of(x[0].length), 0.9)
                .orElseThrow();

        for (int i = 0; i < fresh.length; i++) {
            assertThat(familiarity.novelty(fresh[i]))
                    .isCloseTo(expected.get("novelty").get(i).asDouble(), within(1e-8));
        }
        for (int i = 0; i < labels.length; i++) { // axes may be turned: lengths are not
            double length = Math.sqrt(familiarity.leftOut().get(i).stream()
                    .mapToDouble(z -> z * z)
                    .sum());
            assertThat(length).isCloseTo(expected.get("leftOut").get(i).asDouble(), within(1e-8));
        }
    }

    private static float[][] floats(JsonNode rows) throws IOException {
        return Json.read(rows.toString(), float[][].class);
    }

    @Test
    void withoutFoldsThereIsNone() {
        int[] labels = labels(5);
        float[][] x = points(new Random(3), 6, labels);

        assertThat(Familiarity.train(TrainingSet.of(x, labels, CLASSES), List.of(6), 0.95))
                .isEmpty();
        assertThatThrownBy(() -> Familiarity.train(set(x, labels), List.of(6), 1.0))
                .hasMessage("keep must be in (0, 1), got 1.0");
    }
}
