package org.exina.head.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.head.Covariates;
import org.exina.head.Head;
import org.exina.head.HeadGraph;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.model.ModelCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizesTest {
    private static final int[] LABELS = {0, 0, 1, 1, 1};

    @TempDir
    private Path folder;

    /** From NumPy, x the logarithms: sqrt((ss[k] + 10 ss.sum() / 3) / (n[k] + 9) * (1 + 1 / n[k])), log(k) by mean. */
    @Test
    void ofTwoClassesEachHasItsMeanAndAShareOfTheDeviationOfAll() {
        Sizes sizes = Sizes.of(known(10, 20, 40, 40, 80), LABELS, 2).orElseThrow();

        assertThat(sizes.perClass().get(0).mean()).isCloseTo(2.6491586832740186, within(1e-12));
        assertThat(sizes.perClass().get(0).deviation()).isCloseTo(0.5362311528053207, within(1e-12));
        assertThat(sizes.perClass().get(1).mean()).isCloseTo(3.9199285143005844, within(1e-12));
        assertThat(sizes.perClass().get(1).deviation()).isCloseTo(0.49314527910573625, within(1e-12));
        assertThat(sizes.perClass().get(0).meanMicrons()).isCloseTo(Math.sqrt(200), within(1e-9));
        assertThat(sizes.perClass().get(0).deviationMicrons())
                .isCloseTo(Math.sqrt(200) * 0.5362311528053207, within(1e-9));
    }

    /** From scipy.stats.norm.logpdf(log(38), log(mean), deviation) + log(2 pi) / 2. */
    @Test
    void theDensityIsThatOfANormalDistributionUpToThreeDeviations() {
        Sizes.OfClass large = new Sizes.OfClass(Math.log(41), 0.12);
        Sizes.OfClass small = new Sizes.OfClass(Math.log(28), 0.15);

        assertThat(large.logDensity(38)).isCloseTo(1.9197823535869847, within(1e-12));
        assertThat(small.logDensity(38)).isCloseTo(-0.17527894583858217, within(1e-12));
        assertThat(large.logDensity(1)).isCloseTo(-Math.log(0.12) - 4.5, within(1e-12));
        assertThat(large.logDensity(Double.POSITIVE_INFINITY)).isEqualTo(large.logDensity(1));
    }

    @Test
    void whatIsNotKnownTeachesNothing() {
        assertThat(Sizes.of(known(0, 0, 0, 0, 0), LABELS, 2)).isEmpty();
        Sizes one = Sizes.of(known(0, 0, 40, 0, 80), LABELS, 2).orElseThrow();
        assertThat(one.perClass().get(0).meanMicrons()).isCloseTo(Math.sqrt(3200), within(1e-9)); // as all are
        Sizes equal = Sizes.of(known(20, 20, 40, 40, 40), LABELS, 2).orElseThrow();
        assertThat(equal.perClass()).allMatch(size -> size.deviation() == 0.02);
        Sizes single = Sizes.of(known(20, 0, 0, 0, 0), LABELS, 2).orElseThrow();
        assertThat(single.perClass()).allMatch(size -> size.meanMicrons() > 19.9 && size.deviation() == 0.02);
    }

    /** 0 where it is not known. */
    private static List<Covariates> known(double... diameters) {
        return Arrays.stream(diameters)
                .mapToObj(micrometres -> micrometres == 0 ? Covariates.NONE : Covariates.ofDiameter(micrometres))
                .toList();
    }

    /** Noise, of which nothing can be told, and diameters. */
    private static TrainingSet set(double smaller, double larger, int groups) {
        Random random = new Random(3);
        int n = 60;
        float[][] x = new float[n][4];
        double[] diameters = new double[n];
        int[] labels = new int[n];
        int[] folds = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 2;
            folds[i] = i / 2 % groups % 5;
            for (int j = 0; j < 4; j++) {
                x[i][j] = (float) random.nextGaussian();
            }
            double mean = labels[i] == 0 ? smaller : larger;
            diameters[i] = i % 10 == 0 ? 0 : mean * Math.exp(0.1 * random.nextGaussian());
        }
        int[] group = IntStream.range(0, n).map(i -> i / 2 % groups).toArray();
        return new TrainingSet(x, labels, 2, folds, group, known(diameters));
    }

    private static ModelCard.Selection selection(Head head) {
        return AutomaticHead.selection(head).orElseThrow();
    }

    private static Head trained(TrainingSet set) throws IOException {
        return new AutomaticHead(List.of(new FeatureBlock("net", 1, "only", "vector", 0, 4)), 0, Optional.empty())
                .train(set, 1);
    }

    @Test
    void sizeIsChosenWhereItTellsClassesAndTheGraphSaysWhatJavaSays() throws IOException {
        TrainingSet set = set(28, 41, 30);
        Head head = trained(set);

        assertThat(AutomaticHead.size(head)).isPresent();
        assertThat(((SelectionReport) head.report()).sizeWeight()).isPositive();
        assertThat(selection(head).sizes()).hasSize(2);
        assertThat(head.features()).isEqualTo(4);
        float[][] x = IntStream.range(0, 20).mapToObj(set::row).toArray(float[][]::new);
        float[] diameters = new float[x.length];
        List<Covariates> known = new ArrayList<>(set.covariates().subList(0, x.length));
        known.set(1, Covariates.NONE);
        known.set(2, Covariates.NONE);
        known.set(3, Covariates.ofDiameter(Double.POSITIVE_INFINITY));
        known.set(4, Covariates.ofDiameter(1e-30));
        for (int i = 0; i < x.length; i++) {
            diameters[i] = (float) known.get(i).diameterMicrons().orElse(0);
        }
        diameters[1] = Float.NaN;
        diameters[2] = -3;
        float[][] fromGraph = HeadGraph.probabilities(head, x, diameters);
        assertThat(HeadGraph.probabilities(head, x)[5]).isEqualTo(HeadGraph.probabilities(head, x, new float[20])[5]);
        for (int i = 0; i < x.length; i++) {
            double[] probabilities = head.probabilities(x[i], known.get(i));
            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
            for (int k = 0; k < 2; k++) {
                assertThat((double) fromGraph[i][k]).isCloseTo(probabilities[k], within(1e-5));
            }
        }
        long right = IntStream.range(0, set.samples())
                .filter(i -> set.covariates().get(i).diameterMicrons().isPresent())
                .filter(i -> head.probabilities(set.row(i), set.covariates().get(i))[set.label(i)] > 0.5)
                .count();
        assertThat(right).isGreaterThan(45); // of 54
    }

    @Test
    void aDiameterThatIsNotKnownLeavesTheAnswerOfTheFeatures() throws IOException {
        TrainingSet set = set(28, 41, 30);
        Head head = trained(set);
        float[] x = set.row(1);

        Head other = trained(set(30, 30, 30)); // the same features, and a size that tells nothing

        assertThat(AutomaticHead.size(other)).isEmpty();
        assertThat(((SelectionReport) other.report()).sizeWeight()).isZero();
        assertThat(selection(other).sizes()).isEmpty();
        assertThat(selection(other).sizeTried()).hasSize(4);
        assertThat(head.probabilities(x)).containsExactly(other.probabilities(x));
        assertThat(head.probabilities(x, Covariates.NONE)).containsExactly(other.probabilities(x));
        assertThat(head.probabilities(x, Covariates.ofDiameter(28))).isNotEqualTo(other.probabilities(x));
    }

    @Test
    void aChoiceWithSizeIsKept() throws IOException {
        AutomaticHead automatic =
                new AutomaticHead(List.of(new FeatureBlock("net", 1, "only", "vector", 0, 4)), 0, Optional.of(folder));

        Head made = automatic.train(set(28, 41, 30), 1);
        Head again = automatic.train(set(28, 41, 30), 1);

        assertThat(again.report()).isEqualTo(made.report());
        assertThat(selection(again)).isEqualTo(selection(made));
        assertThat(selection(again).sizes()).hasSize(2);
        assertThat(folder).isDirectoryContaining("glob:**.json");
    }

    @Test
    void aSizedHeadMovesToFewerColumns() throws IOException {
        TrainingSet set = set(28, 41, 30);
        Head head = new SizedHead(
                new Ensemble(
                        List.of(new Ensemble.Member(
                                List.of(2, 3),
                                HeadSpec.parse("lda")
                                        .train(
                                                set.part(
                                                        IntStream.range(0, set.samples())
                                                                .toArray(),
                                                        new int[] {2, 3}),
                                                1),
                                1,
                                1)),
                        4,
                        1,
                        SelectionReport.NONE),
                new Sizes(List.of(new Sizes.OfClass(Math.log(28), 0.1), new Sizes.OfClass(Math.log(41), 0.1))),
                0.5,
                1.2,
                SelectionReport.NONE);
        float[] x = set.row(1);

        Head moved = AutomaticHead.on(head, new int[] {2, 3});

        assertThat(AutomaticHead.reads(head, 0, 2)).isFalse();
        assertThat(AutomaticHead.reads(head, 2, 4)).isTrue();
        assertThat(moved.features()).isEqualTo(2);
        Covariates known = set.covariates().get(1);
        assertThat(moved.probabilities(new float[] {x[2], x[3]}, known)).containsExactly(head.probabilities(x, known));
    }

    /** Sizes that differ by plant: with one plant left out, its size says nothing of its class. */
    @Test
    void whatOnlyTellsGroupsIsNotChosen() throws IOException {
        TrainingSet set = set(30, 30, 3);
        float[][] x = IntStream.range(0, set.samples())
                .mapToObj(i -> set.row(i).clone())
                .toArray(float[][]::new);
        int[] labels = IntStream.range(0, x.length).map(set::label).toArray();
        int[] group = IntStream.range(0, x.length).map(i -> i % 6).toArray(); // one class each
        double[] plants = {20, 25, 30, 35, 40, 45};
        double[] diameters = IntStream.range(0, x.length)
                .mapToDouble(i -> plants[group[i]] * (1 + 0.002 * (i % 7)))
                .toArray();

        Head head = trained(new TrainingSet(x, labels, 2, group, group, known(diameters)));

        assertThat(AutomaticHead.size(head)).isEmpty();
    }
}
