package org.exina.head.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.head.Head;
import org.exina.head.HeadGraph;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.exina.model.ModelCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomaticHeadTest {
    private static final int CLASSES = 3;
    private static final int PER_CLASS = 20;
    private static final int WIDTH = 10;

    /** Two backbones; the first has two depths of which the second alone tells classes, the other tells nothing. */
    private static final List<FeatureBlock> BLOCKS = List.of(
            new FeatureBlock("net", 1, "shallow", "mean", 0, WIDTH),
            new FeatureBlock("net", 1, "deep", "mean", WIDTH, 2 * WIDTH),
            new FeatureBlock("noise", 1, "only", "vector", 2 * WIDTH, 3 * WIDTH));

    @TempDir
    private Path folder;

    static TrainingSet set() {
        Random random = new Random(5);
        float[][] x = new float[CLASSES * PER_CLASS][3 * WIDTH];
        int[] labels = new int[x.length];
        int[] folds = new int[x.length];
        float[][] centres = new float[CLASSES][WIDTH];
        for (float[] centre : centres) {
            for (int j = 0; j < WIDTH; j++) {
                centre[j] = (float) random.nextGaussian();
            }
        }
        for (int i = 0; i < x.length; i++) {
            labels[i] = i % CLASSES;
            folds[i] = i / CLASSES % 5;
            for (int j = 0; j < x[i].length; j++) {
                x[i][j] = (float) random.nextGaussian();
                if (j >= WIDTH && j < 2 * WIDTH) {
                    x[i][j] += centres[labels[i]][j - WIDTH];
                }
            }
        }
        return new TrainingSet(
                x, labels, CLASSES, folds, IntStream.range(0, x.length).toArray());
    }

    static AutomaticHead automatic(double seconds) {
        return new AutomaticHead(BLOCKS, seconds, Optional.empty());
    }

    private static ModelCard.Selection selection(Head head) {
        return AutomaticHead.selection(head).orElseThrow();
    }

    @Test
    void whatTellsClassesIsChosen() throws IOException {
        Head head = automatic(60).train(set(), 1);

        assertThat(selection(head).chosen()).anyMatch(each -> each.title().contains("net deep, mean, 1 view"));
        assertThat(selection(head).chosen()).noneMatch(each -> each.title().contains("noise only"));
        assertThat(selection(head).tried()).anyMatch(each -> each.title().contains("logistic"));
        assertThat(selection(head).notTried())
                .as("there is no libtorch here")
                .allMatch(line -> line.contains("top:") && line.contains("add org.exina:exina-torch"));
        assertThat(head.features()).isEqualTo(3 * WIDTH);
        assertThat(head.classes()).isEqualTo(CLASSES);
    }

    @Test
    void theGraphSaysWhatJavaSays() throws IOException {
        TrainingSet set = set();
        Head head = automatic(60).train(set, 1);
        float[][] x = IntStream.range(0, 12).mapToObj(set::row).toArray(float[][]::new);

        float[][] fromGraph = HeadGraph.probabilities(head, x);

        for (int i = 0; i < x.length; i++) {
            double[] probabilities = head.probabilities(x[i]);
            for (int k = 0; k < CLASSES; k++) {
                assertThat((double) fromGraph[i][k]).isCloseTo(probabilities[k], within(1e-5));
            }
        }
    }

    @Test
    void aMeanOfCalibratedHeadsGoesIntoTheGraphToo() throws IOException {
        TrainingSet set = set();
        Head lda = HeadSpec.parse("lda")
                .train(set.part(IntStream.range(0, set.samples()).toArray(), new int[] {12, 11, 10}), 1);
        Head other = HeadSpec.parse("logistic:l2=0.1")
                .train(set.part(IntStream.range(0, set.samples()).toArray(), new int[] {0, 15}), 1);
        Ensemble ensemble = new Ensemble(
                List.of(
                        new Ensemble.Member(List.of(12, 11, 10), lda, 1, 0.25),
                        new Ensemble.Member(List.of(0, 15), other, 0.6, 0.75)),
                3 * WIDTH,
                0.8,
                SelectionReport.NONE);
        float[][] x = IntStream.range(0, 5).mapToObj(set::row).toArray(float[][]::new);

        float[][] fromGraph = HeadGraph.probabilities(ensemble, x);

        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < CLASSES; k++) {
                assertThat((double) fromGraph[i][k]).isCloseTo(ensemble.probabilities(x[i])[k], within(1e-5));
            }
        }
    }

    @Test
    void columnsThatItDoesNotReadCanGo() throws IOException {
        TrainingSet set = set();
        Head head = automatic(60).train(set, 1);
        assertThat(AutomaticHead.reads(head, 2 * WIDTH, 3 * WIDTH)).isFalse();
        assertThat(AutomaticHead.reads(head, WIDTH, 2 * WIDTH)).isTrue();
        int[] columns = IntStream.range(0, 2 * WIDTH).toArray();

        Head smaller = AutomaticHead.on(head, columns);

        TrainingSet cut = set.part(IntStream.range(0, set.samples()).toArray(), columns);
        assertThat(smaller.features()).isEqualTo(2 * WIDTH);
        assertThat(smaller.probabilities(cut.row(7))).containsExactly(head.probabilities(set.row(7)));
    }

    @Test
    void withoutTimeEveryBackboneIsStillTriedAndTheRestIsNamed() throws IOException {
        Head head = automatic(0).train(set(), 1);

        assertThat(selection(head).tried()).hasSize(2);
        assertThat(selection(head).notTried())
                .contains("net deep, mean, 1 view; lda: no time left")
                .anyMatch(line -> line.contains("logistic: would take about"));
    }

    @Test
    void aChoiceIsKeptAndMadeOnce() throws IOException {
        AutomaticHead first = new AutomaticHead(BLOCKS, 60, Optional.of(folder));
        Head made = first.train(set(), 1);

        Head again = new AutomaticHead(BLOCKS, 0, Optional.of(folder)).train(set(), 1); // no time: it was kept
        new AutomaticHead(BLOCKS, 0, Optional.of(folder)).train(set(), 2); // another seed is another choice

        assertThat(again.report()).isEqualTo(made.report());
        assertThat(selection(again)).isEqualTo(selection(made));
        assertThat(again.probabilities(set().row(3))).containsExactly(made.probabilities(set().row(3)));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aDamagedChoiceIsNamed() throws IOException {
        AutomaticHead automatic = new AutomaticHead(BLOCKS, 0, Optional.of(folder));
        automatic.train(set(), 1);
        try (Stream<Path> files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "{");
        }

        assertThatThrownBy(() -> automatic.train(set(), 1))
                .isInstanceOf(ExinaException.class)
                .hasMessageContaining("is damaged; delete it");
    }

    @Test
    void theSameSeedGivesTheSameHead() throws IOException {
        Head one = automatic(60).train(set(), 3);
        Head two = automatic(60).train(set(), 3);

        assertThat(one.report()).isEqualTo(two.report());
        assertThat(selection(one)).isEqualTo(selection(two));
        assertThat(one.probabilities(set().row(0))).containsExactly(two.probabilities(set().row(0)));
    }

    @Test
    void ofALargeSetWholeGroupsAreTakenAndEveryClass() {
        TrainingSet set = set();

        TrainingSet some = Sampling.atMost(set, 30, 1);

        assertThat(some.samples()).isEqualTo(30);
        assertThat(Arrays.stream(some.classSizes())).allMatch(size -> size >= 3);
        assertThat(Sampling.atMost(set, 60, 1)).isSameAs(set);
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> automatic(60).train(set(), 1))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("interrupted while a classifier was chosen");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
