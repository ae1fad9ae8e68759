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
import org.exina.io.Json;
import org.exina.matrix.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoveltyDetectorTest {
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
    void nineteenInTwentyKnownSamplesAreKeptAndNovelOnesAreNot(int features, int perClass) throws IOException {
        Random random = new Random(1);
        int[] labels = labels(perClass);
        NoveltyDetector detector = NoveltyDetector.train(
                        set(points(random, features, labels), labels), List.of(features), 0.95)
                .orElseThrow();
        int[] fresh = labels(100);
        int[] strange = new int[100];
        Arrays.fill(strange, CLASSES);

        double kept = Arrays.stream(points(random, features, fresh))
                .mapToDouble(detector::novelty)
                .filter(novelty -> novelty <= NoveltyDetector.LIMIT)
                .count();
        double rejected = Arrays.stream(points(random, features, strange))
                .mapToDouble(detector::novelty)
                .filter(novelty -> novelty > NoveltyDetector.LIMIT)
                .count();

        assertThat(kept / fresh.length).isBetween(0.88, 0.99);
        assertThat(rejected / strange.length).isGreaterThan(0.75);
        assertThat(detector.axes()).isEqualTo(CLASSES - 1);
        assertThat(detector.leftOut()).hasSize(labels.length);
    }

    @ParameterizedTest
    @CsvSource({"12, 10", "150, 8"})
    void graphGivesTheSameNumbers(int features, int perClass) throws IOException {
        int[] labels = labels(perClass);
        float[][] x = points(new Random(2), features, labels);
        NoveltyDetector detector = NoveltyDetector.train(
                        set(x, labels), List.of(features / 2, features - features / 2), 0.95)
                .orElseThrow();
        assertThat(detector.method()).isEqualTo("nearest-mean-lda-and-outside"); // four classes are few

        float[][] novelty = HeadGraph.run(
                features, x, (graph, in) -> detector.toOnnx(graph, in).novelty());
        float[][] coordinates = HeadGraph.run(
                features, x, (graph, in) -> detector.toOnnx(graph, in).coordinates());

        for (int i = 0; i < x.length; i++) {
            assertThat((double) novelty[i][0]).isCloseTo(detector.novelty(x[i]), within(1e-4));
            double[] expected = detector.coordinates(x[i]);
            for (int axis = 0; axis < expected.length; axis++) {
                assertThat((double) coordinates[i][axis]).isCloseTo(expected[axis], within(1e-4));
            }
        }
    }

    /** Against the plain way, in make_familiarity.py: dense covariance, each sample left out by training anew. */
    @ParameterizedTest
    @CsvSource({"tall, 3", "wide, 3", "many, 5"})
    void numbersAreThoseOfScikitLearn(String name, int classes) throws IOException {
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

        NoveltyDetector detector = NoveltyDetector.train(
                        new TrainingSet(x, labels, classes, folds, each), List.of(x[0].length), 0.9)
                .orElseThrow();

        for (int i = 0; i < fresh.length; i++) {
            assertThat(detector.novelty(fresh[i]))
                    .isCloseTo(expected.get("novelty").get(i).asDouble(), within(1e-6));
        }
        for (int i = 0; i < labels.length; i++) { // axes may be turned: lengths are not
            double length = Math.sqrt(
                    detector.leftOut().get(i).stream().mapToDouble(z -> z * z).sum());
            assertThat(length).isCloseTo(expected.get("leftOut").get(i).asDouble(), within(1e-6));
        }
    }

    /** Novel samples that differ where the known classes do not: two classes span one axis, on which they cannot be told. */
    @Test
    void withTwoClassesANovelSampleIsSeenOutsideOfTheAxis() throws IOException {
        Random random = new Random(4);
        int[] labels = IntStream.range(0, 60).map(i -> i % 2).toArray();
        float[][] x = new float[60][100];
        float[][] fresh = new float[60][];
        float[][] strange = new float[60][];
        for (int i = 0; i < 60; i++) {
            x[i] = sample(random, labels[i] * 3f, 0);
            fresh[i] = sample(random, labels[i] * 3f, 0);
            strange[i] = sample(random, labels[i] * 3f, 3f);
        }
        int[] groups = IntStream.range(0, 60).toArray();
        int[] folds = IntStream.range(0, 60).map(i -> i % 5).toArray();

        NoveltyDetector detector = NoveltyDetector.train(
                        new TrainingSet(x, labels, 2, folds, groups), List.of(60, 40), 0.95)
                .orElseThrow();

        assertThat(Arrays.stream(fresh).filter(row -> detector.novelty(row) <= NoveltyDetector.LIMIT))
                .hasSizeBetween(50, 60);
        assertThat(Arrays.stream(strange).filter(row -> detector.novelty(row) > NoveltyDetector.LIMIT))
                .hasSizeGreaterThan(55);
        assertThat(detector.method()).isEqualTo("nearest-mean-lda-and-outside");
    }

    /** A hundred features around 0, but for one half of the even and of the odd ones. */
    private static float[] sample(Random random, float even, float odd) {
        float[] row = new float[100];
        for (int j = 0; j < row.length; j++) {
            row[j] = (float) random.nextGaussian() + (j % 4 == 0 ? even : j % 4 == 1 ? odd : 0);
        }
        return row;
    }

    /** However many of a group are left out together, what it says is what an analysis without them says. */
    @Test
    void aGroupOfManyIsLeftOutAsIfItHadNotBeenThere() throws IOException {
        int[] labels = labels(12);
        float[][] x = points(new Random(6), 8, labels);
        int[] groups = IntStream.range(0, labels.length).map(i -> i / 6).toArray();
        int[] folds = IntStream.range(0, labels.length).map(i -> i / 6 % 4).toArray();
        int[] rest = IntStream.range(6, labels.length).toArray();
        CanonicalVariates all = DiscriminantAnalysis.axes(0.15, new TrainingSet(x, labels, CLASSES, folds, groups));
        CanonicalVariates without = DiscriminantAnalysis.axes(
                0.15,
                TrainingSet.of(
                        Arrays.stream(rest).mapToObj(i -> x[i]).toArray(float[][]::new),
                        Arrays.stream(rest).map(i -> labels[i]).toArray(),
                        CLASSES));

        double[][] left = all.without(IntStream.range(0, 6).toArray());

        for (int k = 0; k < CLASSES; k++) { // the covariance divides by all samples, and the shrinkage saw them all
            double expected = Math.sqrt(Matrices.dot(without.means()[k], without.means()[k]));
            assertThat(Math.sqrt(Matrices.dot(left[6 + k], left[6 + k]))).isCloseTo(expected, within(0.12 * expected));
        }
    }

    private static float[][] floats(JsonNode rows) throws IOException {
        return Json.read(rows.toString(), float[][].class);
    }

    @Test
    void withoutFoldsThereIsNone() throws IOException {
        int[] labels = labels(5);
        float[][] x = points(new Random(3), 6, labels);

        assertThat(NoveltyDetector.train(TrainingSet.of(x, labels, CLASSES), List.of(6), 0.95))
                .isEmpty();
        assertThatThrownBy(() -> NoveltyDetector.train(set(x, labels), List.of(6), 1.0))
                .hasMessage("keep must be in (0, 1), got 1.0");
    }
}
