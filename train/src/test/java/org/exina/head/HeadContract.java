package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.junit.jupiter.api.Test;

/** What every kind of head keeps to. */
abstract class HeadContract {
    private static final long SEED = 7;

    /** The head under test, its settings the usual ones as far as that is quick. */
    abstract HeadSpec spec() throws ExinaException;

    /** Whether training begins at random weights: equal columns then have weights of their own. */
    boolean beginsAtRandom() {
        return false;
    }

    final Head train(Clouds clouds) throws IOException {
        return spec().train(clouds.set(), SEED);
    }

    /** Looks at samples, far away ones too, and at the graph's answers beside Java's. */
    private static void checkProbabilities(Head head, float[][] x) {
        float[][] fromGraph = HeadGraph.probabilities(head, x);
        for (int i = 0; i < x.length; i++) {
            double[] probabilities = head.probabilities(x[i]);
            assertThat(probabilities).hasSize(head.classes());
            assertThat(Arrays.stream(probabilities).boxed()).allMatch(p -> p >= 0 && p <= 1);
            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
            assertThat(Arrays.stream(head.scores(x[i])).boxed())
                    .hasSize(head.classes())
                    .allMatch(Double::isFinite);
            for (int k = 0; k < probabilities.length; k++) {
                assertThat((double) fromGraph[i][k]).isCloseTo(probabilities[k], within(1e-5));
            }
        }
    }

    @Test
    void probabilitiesSumToOneAndAreThoseOfTheGraph() throws IOException {
        Head head = train(Clouds.of(9, 20, 20, 20));
        float[][] near = Clouds.gaussian(new Random(1), 30, 9);
        float[][] far = Clouds.gaussian(new Random(2), 30, 9);
        for (float[] row : far) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= 1000;
            }
        }

        assertThat(head.features()).isEqualTo(9);
        assertThat(head.classes()).isEqualTo(3);
        checkProbabilities(head, near);
        checkProbabilities(head, far);
    }

    @Test
    void learnsWhatCanBeLearned() throws IOException {
        Clouds clouds = Clouds.of(30, 30, 30, 30, 30);

        assertThat(clouds.accuracy(train(clouds))).isGreaterThan(0.97);
    }

    @Test
    void sameSamplesGiveTheSameHead() throws IOException {
        Clouds clouds = Clouds.of(12, 15, 25, 20);
        Head first = train(clouds);
        Head second = train(clouds);

        assertThat(second.report()).isEqualTo(first.report());
        for (float[] row : clouds.x) {
            assertThat(second.scores(row)).isEqualTo(first.scores(row));
        }
    }

    @Test
    void samplesAreNotChanged() throws IOException {
        Clouds clouds = Clouds.of(6, 10, 10);
        Clouds copy = clouds.with((j, row) -> row[j]);

        train(clouds);

        assertThat(clouds.x).isDeepEqualTo(copy.x);
    }

    @Test
    void constantFeaturesDoNotCount() throws IOException {
        Clouds clouds = Clouds.of(8, 20, 20, 20).with((j, row) -> j == 2 ? 0.1f : j == 5 ? 0 : row[j]);
        Head head = train(clouds);
        float[] sample = clouds.x[0].clone();
        double[] before = head.scores(sample);
        sample[2] = 1e6f;
        sample[5] = -1e6f;

        assertThat(head.scores(sample)).isEqualTo(before);
        checkProbabilities(head, clouds.x);
    }

    @Test
    void allFeaturesConstantGivesTheClassSizes() throws IOException {
        Head head = train(Clouds.of(3, 30, 10).with((j, row) -> 5));

        assertThat(head.probabilities(new float[] {5, 5, 5})[0]).isBetween(0.7, 0.8);
    }

    @Test
    void moreFeaturesThanSamples() throws IOException {
        Clouds clouds = Clouds.of(3000, 70, 70, 60);
        Head head = train(clouds);

        assertThat(clouds.accuracy(head)).isEqualTo(1);
        checkProbabilities(head, clouds.x);
    }

    @Test
    void duplicateColumnsShareTheirWeight() throws IOException {
        Clouds clouds = Clouds.of(10, 20, 20, 20).with((j, row) -> row[j % 5]);
        Head head = train(clouds);

        checkProbabilities(head, clouds.x);
        assumeFalse(beginsAtRandom(), "what begins at random weights does not share them evenly");
        float[] one = clouds.x[0].clone();
        float[] other = one.clone();
        one[1] += 1;
        other[6] += 1;
        assertThat(head.scores(one)).containsExactly(head.scores(other), within(1e-6));
    }

    @Test
    void scaleDoesNotMatter() throws IOException {
        Clouds clouds = Clouds.of(10, 20, 20, 20);
        Clouds scaled = clouds.with((j, row) -> row[j] * (float) Math.pow(2, 12 * j - 54)); // 6e-17 to 2e16
        Head plain = train(clouds);
        Head head = train(scaled);

        for (int i = 0; i < clouds.x.length; i++) {
            assertThat(head.probabilities(scaled.x[i])).containsExactly(plain.probabilities(clouds.x[i]), within(1e-6));
        }
        checkProbabilities(head, scaled.x);
    }

    @Test
    void smallAndGreatFloatsAreNumbersToo() throws IOException {
        Clouds clouds = Clouds.of(6, 20, 20);
        Clouds extreme = clouds.with((j, row) -> row[j] * (j % 2 == 0 ? 1e-37f : 1e37f));
        Head head = train(extreme);

        assertThat(extreme.accuracy(head)).isEqualTo(clouds.accuracy(train(clouds)));
        checkProbabilities(head, extreme.x);
    }

    @Test
    void twoClasses() throws IOException {
        Clouds clouds = Clouds.of(15, 25, 25);
        Head head = train(clouds);

        assertThat(head.classes()).isEqualTo(2);
        checkProbabilities(head, clouds.x);
    }

    @Test
    void largeClassesAreLikelierWhereSamplesSayNothing() throws IOException {
        Random random = new Random(3);
        Head head = train(Clouds.of(2, 160, 40).with((j, row) -> (float) random.nextGaussian()));

        assertThat(head.probabilities(new float[] {0, 0})[0]).isBetween(0.72, 0.88);
    }

    @Test
    void oneSampleInAClass() throws IOException {
        Clouds clouds = Clouds.of(20, 30, 1, 30);
        Head head = train(clouds);

        checkProbabilities(head, clouds.x);
        assertThat(Clouds.largest(head.scores(clouds.x[0]))).isZero();
    }

    @Test
    void samplesOfAnotherLengthAreRefused() throws IOException {
        Head head = train(Clouds.of(4, 10, 10));

        assertThatThrownBy(() -> head.scores(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 4 features, got 3");
    }

    @Test
    void theReportSaysWhichHeadItIs() throws IOException {
        Head head = train(Clouds.of(4, 10, 10));
        assertThat(Json.fields(head.report())).containsEntry("head", spec().id());
    }
}
