package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;
import org.exina.head.HeadSpec.LogisticRegression;
import org.exina.io.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scikit-learn, see make_heads.py. */
class ScikitLearnTest {
    /** For what is computed in closed form. */
    private static final Offset<Double> CLOSE = within(1e-9);

    private static final int NEW = 10;

    /** One data set and what scikit-learn made of it. */
    private static final class Case {
        private final JsonNode reference;
        private final float[][] x;
        private final int[] labels;
        private final float[][] fresh;
        private final int classes;

        Case(JsonNode reference, float[][] x, int[] labels, float[][] fresh, int classes) {
            this.reference = reference;
            this.x = x;
            this.labels = labels;
            this.fresh = fresh;
            this.classes = classes;
        }

        TrainingSet set() {
            return TrainingSet.of(x, labels, classes);
        }

        @Override
        public String toString() {
            return reference.get("name").asText();
        }
    }

    static Stream<Case> cases() {
        try (InputStream in = ScikitLearnTest.class.getResourceAsStream("heads.json")) {
            JsonNode all = Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return StreamSupport.stream(all.get("cases").spliterator(), false).map(ScikitLearnTest::made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code samples()} of the script. */
    private static Case made(JsonNode reference) {
        int n = reference.get("samples").asInt();
        int features = reference.get("features").asInt();
        int classes = reference.get("classes").asInt();
        double distance = reference.get("distance").asDouble();
        double[] centres = uniform(1, classes * features);
        double[] own = uniform(2, (n + NEW) * features);
        double[] common = uniform(3, (n + NEW) * 3);
        float[][] x = new float[n + NEW][features];
        int[] labels = new int[n];
        for (int i = 0; i < x.length; i++) {
            int label = i % 7 == 5 ? 0 : i % classes;
            if (i < n) {
                labels[i] = label;
            }
            for (int j = 0; j < features; j++) {
                double sum = distance * centres[label * features + j] + own[i * features + j] + common[i * 3 + j % 3];
                x[i][j] = (float) (sum * (0.5 + j % 5) + j % 7);
            }
        }
        return new Case(reference, Arrays.copyOf(x, n), labels, Arrays.copyOfRange(x, n, n + NEW), classes);
    }

    private static double[] uniform(int stream, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> (mixed(stream * 0x85EBCA6B + i * 0x9E3779B9) >>> 8) / (double) (1 << 23) - 1)
                .toArray();
    }

    private static int mixed(int value) {
        int x = value ^ value >>> 16;
        x *= 0x7FEB352D;
        x ^= x >>> 15;
        x *= 0x846CA68B;
        return x ^ x >>> 16;
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static void assertProbabilities(Case data, Head head, JsonNode expected, Offset<Double> offset) {
        for (int i = 0; i < NEW; i++) {
            assertThat(head.probabilities(data.fresh[i])).containsExactly(doubles(expected.get(i)), offset);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothSidesMakeTheSameData(Case data) {
        double sum = Arrays.stream(data.x)
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(j -> row[j]))
                .sum();

        assertThat(sum).isCloseTo(data.reference.get("sum").asDouble(), within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shrinkageIsThatOfLedoitWolf(Case data) {
        double[][] standardized = Standardizer.of(data.set()).apply(data.set());

        Shrinkage shrinkage = Shrinkage.ledoitWolf(standardized, standardized[0].length);

        assertThat(shrinkage.intensity())
                .isCloseTo(data.reference.get("ledoitWolf").asDouble(), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void perClassLdaIsThatOfScikitLearn(Case data) throws IOException {
        Head head = new Lda(Covariance.PER_CLASS, HeadSpec.AUTOMATIC).train(data.set(), 1);

        assertProbabilities(data, head, data.reference.at("/perClass/probabilities"), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pooledLdaIsThePlainFormula(Case data) throws IOException {
        Head head = Lda.DEFAULT.train(data.set(), 1);
        JsonNode expected = data.reference.get("pooled");

        assertThat(((LdaReport) head.report()).shrinkage())
                .isCloseTo(expected.get("shrinkage").asDouble(), CLOSE);
        for (int i = 0; i < NEW; i++) {
            assertThat(head.scores(data.fresh[i]))
                    .containsExactly(doubles(expected.get("scores").get(i)), within(1e-8));
        }
    }

    /** Both stop near the minimum, scikit-learn farther off than Exina: so losses are compared one way only. */
    @ParameterizedTest
    @MethodSource("cases")
    void logisticRegressionIsThatOfScikitLearn(Case data) {
        for (JsonNode expected : data.reference.get("logistic")) {
            LinearHead head =
                    (LinearHead) new LogisticRegression(expected.get("l2").asDouble(), 10_000).train(data.set(), 1);
            double loss = expected.get("loss").asDouble();

            assertThat(((LogisticReport) head.report()).loss()).isBetween(loss - 1e-6, loss * (1 + 1e-8));
            assertProbabilities(data, head, expected.get("probabilities"), within(1e-5));
            for (int k = 0; k < data.classes; k++) {
                assertThat(head.weights()[k])
                        .containsExactly(doubles(expected.get("weights").get(k)), within(1e-4));
            }
            double[] intercepts = head.intercepts();
            double[] others = doubles(expected.get("intercepts"));
            for (int k = 1; k < intercepts.length; k++) { // all may be moved together
                assertThat(intercepts[k] - intercepts[0]).isCloseTo(others[k] - others[0], within(1e-3));
            }
        }
    }
}
