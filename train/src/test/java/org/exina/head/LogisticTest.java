package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.head.HeadSpec.LogisticRegression;
import org.junit.jupiter.api.Test;

class LogisticTest extends HeadContract {
    @Override
    HeadSpec spec() {
        return LogisticRegression.DEFAULT;
    }

    private static double l2(Head head) {
        return ((LogisticReport) head.report()).l2();
    }

    @Test
    void choosingNeedsInnerFolds() {
        Clouds clouds = Clouds.of(4, 10, 10);

        assertThatThrownBy(() -> spec().train(TrainingSet.of(clouds.x, clouds.labels, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("logistic needs inner folds to choose its penalty; give them, or a penalty as in"
                        + " logistic:l2=0.01");
    }

    @Test
    void noiseGetsAStrongPenaltyAndSignalAWeakOne() throws IOException {
        Clouds signal = Clouds.of(30, 40, 40, 40);
        Random random = new Random(5);
        Clouds noise = signal.with((j, row) -> (float) random.nextGaussian());

        assertThat(l2(train(noise))).isGreaterThan(0.3);
        assertThat(l2(train(signal))).isLessThan(0.1);
    }

    @Test
    void thePenaltyIsTheBestOfTheInnerFolds() throws IOException {
        Clouds clouds = Clouds.of(10, 30, 30, 30);
        Head head = train(clouds);
        double chosen = outOfFoldLoss(clouds, l2(head));

        assertThat(((LogisticReport) head.report()).innerLogLoss()).isCloseTo(chosen, within(2e-3));
        assertThat(chosen).isLessThan(outOfFoldLoss(clouds, l2(head) * 4));
        assertThat(chosen).isLessThan(outOfFoldLoss(clouds, l2(head) / 4));
    }

    /** Weak penalties separate wide data at once; stopped early, they would look better than what is trained in the end. */
    @Test
    void inWideDataTooTheLossIsThatOfWhatIsTrained() {
        Clouds clouds = Clouds.of(150, 20, 20, 20);
        int[][] wrong = {{0, 25}, {1, 45}, {2, 46}, {21, 47}, {22, 48}}; // samples under each other's label
        for (int[] pair : wrong) {
            float[] first = clouds.x[pair[0]];
            clouds.x[pair[0]] = clouds.x[pair[1]];
            clouds.x[pair[1]] = first;
        }
        LogisticTraining training = LogisticTraining.of(
                LogisticRegression.DEFAULT.maxIterations(), clouds.set(), Standardizer.of(clouds.set()));
        double[][] starts = new double[Clouds.FOLDS][];

        for (double l2 : new double[] {1, 1e-2, 1e-4, 1e-6}) {
            double plain = outOfFoldLoss(clouds, l2);
            assertThat(training.innerLogLoss(l2, starts)).isBetween(0.95 * plain, 1.05 * plain);
        }
    }

    /** Written out once more, the plain way. */
    private static double outOfFoldLoss(Clouds clouds, double l2) {
        TrainingSet set = clouds.set();
        double sum = 0;
        for (int fold = 0; fold < Clouds.FOLDS; fold++) {
            int f = fold;
            int[] train = IntStream.range(0, clouds.x.length)
                    .filter(i -> set.innerFold(i) != f)
                    .toArray();
            TrainingSet inner = TrainingSet.of(
                    Arrays.stream(train).mapToObj(i -> clouds.x[i]).toArray(float[][]::new),
                    Arrays.stream(train).map(i -> clouds.labels[i]).toArray(),
                    clouds.classes);
            Head head = new LogisticRegression(l2, 1000).train(inner, 1);
            for (int i = 0; i < clouds.x.length; i++) {
                sum -= set.innerFold(i) == f ? Math.log(head.probabilities(clouds.x[i])[clouds.labels[i]]) : 0;
            }
        }
        return sum / clouds.x.length;
    }

    /** A class that only the fold left out has cannot be predicted, so it says nothing of the penalty. */
    @Test
    void aClassOfOneDoesNotChooseThePenalty() throws IOException {
        Clouds without = Clouds.of(4, 40, 40, 40);
        Clouds with = Clouds.of(4, 40, 40, 40, 1);
        for (int i = 0; i < without.x.length; i++) {
            with.x[i] = without.x[i];
        }

        assertThat(l2(train(with))).isBetween(l2(train(without)) / 2.5, l2(train(without)) * 2.5);
    }

    @Test
    void everyPenaltyThatWasTriedIsTold() throws IOException {
        List<String> told = new ArrayList<>();

        LogisticRegression.DEFAULT.train(
                Clouds.of(6, 30, 30).set(), 1, (phase, done, total) -> told.add(phase + " " + done + " of " + total));

        assertThat(told).startsWith("choosing the penalty: logistic 1 of 25", "choosing the penalty: logistic 2 of 25");
    }
}
