package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Folds;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.image.Crop;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossValidationTest {
    private static final HeadSpec LDA = HeadSpec.Lda.DEFAULT;

    @TempDir
    private Path temp;

    private static CrossValidation run(TrainingSets data, HeadSpec head, int folds, int repeats, long seed)
            throws IOException {
        return CrossValidation.run(data, new CrossValidation.Settings(head, folds, repeats, seed), Progress.NONE);
    }

    private TrainingSets coloured() throws IOException {
        return Swatches.features(Swatches.coloured(temp.resolve("pictures"), 4, 12), "", 20, 1);
    }

    @Test
    void everyImageIsTestedOnceInEachRepeat() throws IOException {
        try (TrainingSets data = coloured()) {
            List<TestPrediction> predictions = run(data, LDA, 5, 3, 1).predictions();

            for (int r = 0; r < 3; r++) {
                List<TestPrediction> repeat = predictions.subList(48 * r, 48 * (r + 1));
                assertThat(repeat).extracting(TestPrediction::repeat).containsOnly(r);
                assertThat(repeat)
                        .extracting(TestPrediction::path)
                        .isEqualTo(data.images().dataset().relativePaths());
                assertThat(repeat.stream().mapToInt(TestPrediction::label).toArray())
                        .isEqualTo(data.images().dataset().labels());
                assertThat(repeat).extracting(TestPrediction::fold).contains(0, 1, 2, 3, 4);
            }
        }
    }

    @Test
    void repeatsAreDealtAnewWithTheNextSeed() throws IOException {
        try (TrainingSets data = coloured()) {
            CrossValidation twice = run(data, LDA, 4, 2, 5);
            CrossValidation next = run(data, LDA, 4, 1, 6);
            int[] folds =
                    twice.predictions().stream().mapToInt(TestPrediction::fold).toArray();

            assertThat(Arrays.copyOf(folds, 48)).isNotEqualTo(Arrays.copyOfRange(folds, 48, 96));
            assertThat(Arrays.copyOfRange(folds, 48, 96))
                    .isEqualTo(next.predictions().stream()
                            .mapToInt(TestPrediction::fold)
                            .toArray());
            assertThat(twice.heads()).hasSize(8);
            assertThat(twice.heads().get(5)).extracting(h -> h.repeat()).isEqualTo(1);
            assertThat(twice.heads().get(5)).extracting(h -> h.fold()).isEqualTo(1);
        }
    }

    @Test
    void noGroupStandsOnBothSides() throws IOException {
        Path images = Swatches.sources(temp.resolve("pictures"), 20, 3);
        Files.copy(images.resolve("odd/source1_0.png"), images.resolve("odd/copy.png"));
        try (TrainingSets data = Swatches.features(images, "^(source\\d+)", 20, 1)) {
            Map<Integer, Integer> foldOf = new HashMap<>();
            for (TestPrediction prediction : run(data, LDA, 5, 1, 1).predictions()) {
                assertThat(foldOf.computeIfAbsent(prediction.group(), g -> prediction.fold()))
                        .isEqualTo(prediction.fold());
            }
            assertThat(foldOf).hasSize(20); // the copy has no name of the kind, its content joins it to its source
        }
    }

    /** Trained one after the other, by hand: the same numbers whatever ran side by side. */
    @ParameterizedTest
    @ValueSource(strings = {"lda", "logistic"})
    void threadsDoNotMatter(String head) throws IOException {
        HeadSpec spec = HeadSpec.parse(head);
        try (TrainingSets data = coloured()) {
            List<TestPrediction> predictions = run(data, spec, 4, 1, 3).predictions();
            Folds folds =
                    Folds.stratified(data.images().dataset(), data.images().groups(), 4, 3);
            for (int fold = 3; fold >= 0; fold--) {
                Head trained = spec.train(data.of(folds.train(fold), 3), 3);
                for (int i : folds.test(fold)) {
                    assertThat(predictions.get(i).fold()).isEqualTo(fold);
                    assertThat(predictions.get(i).probabilities())
                            .isEqualTo(trained.probabilities(data.features().rows(new int[] {i})[0]));
                }
            }
        }
    }

    @Test
    void sameSeedGivesTheSameNumbers() throws IOException {
        try (TrainingSets data = coloured()) {
            RunRecord.Metrics first = run(data, LDA, 5, 2, 9).metrics();
            RunRecord.Metrics second = run(data, LDA, 5, 2, 9).metrics();
            RunRecord.Metrics other = run(data, LDA, 5, 2, 10).metrics();

            assertThat(second)
                    .usingRecursiveComparison()
                    .ignoringFields("headSeconds")
                    .isEqualTo(first);
            assertThat(other.logLoss()).isNotEqualTo(first.logLoss());
            assertThat(first.accuracy()).isGreaterThan(0.8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lda", "logistic"})
    void imagesThatSayNothingAreGuessed(String head) throws IOException {
        Path images = Swatches.meaningless(temp.resolve("pictures"), 3, 50);
        try (TrainingSets data = Swatches.features(images, "", 60, 1)) {
            RunRecord.Metrics metrics = run(data, HeadSpec.parse(head), 5, 1, 1).metrics();

            assertThat(metrics.accuracy()).isBetween(1 / 3.0 - 0.12, 1 / 3.0 + 0.12); // three deviations
            assertThat(metrics.logLoss()).isLessThan(1.2); // 1.0986 is that of knowing nothing
        }
    }

    /** Sources that give several images are learned by heart; that looks like knowledge until they are grouped. */
    @Test
    void tornGroupsLookBetterThanTheyAre() throws IOException {
        Path images = Swatches.sources(temp.resolve("pictures"), 40, 4);
        try (TrainingSets torn = Swatches.features(images, "", 150, 1);
                TrainingSets grouped = Swatches.features(images, "^(source\\d+)", 150, 1)) {
            assertThat(torn.images().groups().count()).isGreaterThan(120); // nothing tells them by themselves
            assertThat(grouped.images().groups().count()).isEqualTo(40);

            assertThat(run(torn, LDA, 5, 1, 1).metrics().accuracy()).isGreaterThan(0.85);
            assertThat(run(grouped, LDA, 5, 1, 1).metrics().accuracy()).isBetween(0.25, 0.75);
        }
    }

    @Test
    void progressReachesItsEnd() throws IOException {
        AtomicLong most = new AtomicLong();
        TreeSet<String> phases = new TreeSet<>();
        try (TrainingSets data = coloured()) {
            CrossValidation.run(data, new CrossValidation.Settings(LDA, 4, 2, 1), (phase, done, total) -> {
                synchronized (phases) {
                    phases.add(phase + " of " + total);
                    most.accumulateAndGet(done, Math::max);
                }
            });
        }
        assertThat(phases).containsExactly("training and testing: lda of 8");
        assertThat(most).hasValue(8);
    }

    @Test
    void interruptionIsToldAndNothingGoesOn() throws IOException {
        try (TrainingSets data = coloured()) {
            AtomicLong reports = new AtomicLong();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> CrossValidation.run(
                            data,
                            new CrossValidation.Settings(LDA, 10, 20, 1),
                            (phase, done, total) -> reports.incrementAndGet()))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted while heads were trained; features are kept");
            long reported = reports.get();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(reported).isLessThan(200);
            run(data, LDA, 2, 1, 1); // time enough for workers left over
            assertThat(reports).hasValue(reported);
        }
    }

    @Test
    void aClassOfOneImageIsNamed() throws IOException {
        Path images = Swatches.coloured(temp.resolve("pictures"), 2, 6);
        Files.createDirectory(images.resolve("rare"));
        Files.copy(images.resolve("class0/0.png"), images.resolve("rare/0.png"));
        Files.delete(images.resolve("class0/0.png"));
        try (TrainingSets data = Swatches.features(images, "", 5, 1)) {
            assertThatThrownBy(() -> run(data, LDA, 3, 1, 1))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("rare");
        }
    }

    @Test
    void aHeadThatCannotLearnSaysWhy() throws IOException {
        Path images = Swatches.coloured(temp.resolve("pictures"), 3, 2);
        try (TrainingSets data = Swatches.features(images, "", 5, 1)) {
            assertThatThrownBy(() -> run(data, LDA, 2, 1, 1))
                    .hasMessage("lda needs at least 2 samples in some class, found 1 in each of 3; add samples");
        }
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new CrossValidation.Settings(LDA, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected at least 2 folds and 1 repeat, got 1 and 1");
    }

    @Test
    void theRunItWritesSaysWhatItWasAskedAndGave() throws IOException {
        try (TrainingSets data = coloured()) {
            CrossValidation done = run(data, LDA, 4, 2, 5);
            RunFolder run = RunFolder.open(done.write(temp.resolve("run"), Duration.ZERO, 1.5, Map.of("exina", "0"))
                    .path());

            assertThat(run.record().figures()).isEqualTo(done.metrics());
            assertThat(run.record().settings())
                    .isEqualTo(new RunRecord.Settings(List.of("grid"), "lda", 4, 2, 5, Crop.WHOLE, 1, ""));
            assertThat(run.record().data().fingerprint())
                    .isEqualTo(data.images().fingerprint());
            assertThat(run.record().heads()).isEqualTo(done.heads());
            assertThat(RunMetrics.of(
                                    run.predictions(),
                                    run.classes(),
                                    run.record().figures().features(),
                                    0)
                            .confusion())
                    .isEqualTo(done.metrics().confusion());
            assertThat(IntStream.range(0, 96))
                    .allMatch(i -> run.predictions().get(i).predicted()
                            == done.predictions().get(i).predicted());
        }
    }
}
