package org.exina.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.backbone.Backbones;
import org.exina.dataset.Dataset;
import org.exina.dataset.Inspection;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.TestPrediction;
import org.exina.features.FeatureCache;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFile;
import org.exina.io.ExinaException;
import org.exina.model.Classifier;
import org.exina.synthetic.SyntheticGrains;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites on drawn grains, 48 x 48, two classes of eight. */
class SuiteRunTest {
    private static final String HEADS = """
            suite: s
            defaults: {validation: 0.25, backbone: scattering}
            experiments:
              - {name: linear, head: lda}
              - {name: top, head: {kind: top, units: 8, epochs: 3}}
            """;

    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void drawImages() throws IOException {
        images = folder.resolve("pictures");
        for (String label : SyntheticGrains.classes(2)) {
            for (int i = 1; i <= 8; i++) {
                Path file = images.resolve(label).resolve(i + ".png");
                Files.createDirectories(file.getParent());
                Files.write(
                        file,
                        ImageEncoder.png(
                                Resize.resize(SyntheticGrains.draw(label, i, 1), 48, 48, Interpolation.BILINEAR)));
            }
        }
    }

    private SuiteRun.Result run(String yaml, String out, int jobs) throws IOException {
        return run(yaml, out, jobs, Progress.NONE);
    }

    private SuiteRun.Result run(String yaml, String out, int jobs, Progress progress) throws IOException {
        Suite suite = new Suite.Reader("s.yaml", Optional.empty()).read(yaml);
        try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"))) {
            return SuiteRun.run(
                    suite,
                    new SuiteSettings(
                            Dataset.open(images),
                            Optional.empty(),
                            folder.resolve(out),
                            jobs,
                            Backbones.in(folder.resolve("home")),
                            cache,
                            data -> Inspection.of(data, Progress.NONE),
                            Map.of("exina", "0")),
                    progress);
        }
    }

    private static ExperimentRecord only(SuiteRun.Result result) {
        assertThat(result.failed()).isEmpty();
        assertThat(result.finished()).hasSize(1);
        return result.finished().get(0).record();
    }

    @Test
    void sameSeedGivesTheSameNumbersWhateverRunsBeside() throws IOException {
        SuiteRun.Result one = run(HEADS, "one", 1);
        SuiteRun.Result two = run(HEADS, "two", 2);

        assertThat(one.failed()).isEmpty();
        for (int i = 0; i < 2; i++) {
            ExperimentFolder a = one.finished().get(i);
            ExperimentFolder b = two.finished().get(i);
            assertThat(b.record().histories()).isEqualTo(a.record().histories());
            assertThat(b.path().resolve("predictions.csv"))
                    .hasSameTextualContentAs(a.path().resolve("predictions.csv"));
        }
    }

    @Test
    void theModelSaysWhatTheTableSays() throws IOException {
        ExperimentFolder done = run(HEADS, "runs", 2).finished().get(1);
        List<TestPrediction> predictions = done.predictions();

        assertThat(predictions).hasSize(4).isSortedAccordingTo(Comparator.comparing(TestPrediction::path));
        Path cut;
        try (var prepared = Files.list(folder.resolve("runs/.pictures"))) {
            cut = prepared.findFirst().orElseThrow();
        }
        try (Classifier classifier = Classifier.open(done.path().resolve("model.onnx"))) {
            for (TestPrediction each : predictions) {
                double[] said = classifier
                        .classify(ImageFile.decode(cut.resolve(each.path())))
                        .probabilities();
                assertThat(said).containsExactly(each.probabilities(), within(1e-5));
            }
        }
    }

    @Test
    void everyImageIsTestedOnceInFoldsAndEachFoldHasAHistory() throws IOException {
        ExperimentRecord record = only(run(
                "{suite: s, experiments: [{name: x, folds: 4, backbone: scattering, head: {kind: top, units: 4, epochs: 2}}]}",
                "runs",
                2));

        assertThat(record.figures().n()).isEqualTo(16);
        assertThat(record.histories()).hasSize(4).allMatch(history -> history.epochs() == 2);
        assertThat(record.training()).isEqualTo(12);
        assertThat(record.settings().split()).isEqualTo("4 folds");
    }

    @Test
    void aLeakySplitSaysSoAndDoubledSquaresAreTwoOfEach() throws IOException {
        ExperimentRecord record = only(run(
                "{suite: s, experiments: [{name: x, crop: two-squares-doubled, validation: 0.25, leaky: true, backbone:"
                        + " scattering, head: lda}]}",
                "runs",
                1));

        assertThat(record.figures().n() + record.training()).isEqualTo(32);
        assertThat(record.settings().split()).isEqualTo("leaky 0.25");
    }

    @Test
    void contrastNetworksAreTrainedEachByItsOwnSettings() throws IOException {
        SuiteRun.Result result = run(
                "{suite: s, defaults: {validation: 0.25}, experiments: [{name: a, contrast: {size: 46, epochs: 1}}, {name:"
                        + " b, contrast: {size: 46, epochs: 2, augment: microscope}}]}",
                "runs",
                1);

        assertThat(result.failed()).isEmpty();
        List<Integer> epochs = new ArrayList<>();
        for (ExperimentFolder each : result.finished()) {
            epochs.add(each.record().histories().get(0).epochs());
            assertThat(each.path().resolve("model.onnx")).exists();
        }
        assertThat(epochs).containsExactly(1, 2);
    }

    @Test
    void aNewerOrDamagedExperimentIsTold() throws IOException {
        Path path = run(HEADS, "runs", 1).finished().get(0).path();
        Path file = path.resolve("experiment.json");
        String json = Files.readString(file);

        Files.writeString(file, json.replaceFirst("\"format\" : 2", "\"format\" : 99"));
        assertThatThrownBy(() -> run(HEADS, "runs", 1))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": experiment format version 99 is newer than 2, the newest that this program reads;"
                        + " update Exina");
        Files.writeString(file, json.substring(0, json.length() / 2));
        assertThatThrownBy(() -> run(HEADS, "runs", 1))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": is damaged; delete its folder and run the experiment again");
    }

    @Test
    void lossesHaveAnIntervalAndEarlierRecordsAreGivenTheirs() throws IOException {
        ExperimentFolder done = run(HEADS, "runs", 1).finished().get(1);
        ExperimentRecord record = done.record();
        Path file = done.path().resolve("experiment.json");

        assertThat(record.lossLow()).isLessThan(record.loss());
        assertThat(record.lossHigh()).isGreaterThan(record.loss());

        String json = Files.readString(file);
        Files.writeString(
                file,
                json.replaceFirst("\"format\" : 2", "\"format\" : 1")
                        .replaceAll("(?m)^  \"loss(Low|High)\" : .*\\n", ""));
        ExperimentRecord earlier = ExperimentFolder.open(done.path()).record();
        assertThat(Files.readString(file)).doesNotContain("lossLow");
        assertThat(earlier.lossLow()).isCloseTo(record.lossLow(), within(1e-6));
        assertThat(earlier.lossHigh()).isCloseTo(record.lossHigh(), within(1e-6));
    }

    @Test
    void thoseThatFailAreListedInTheOrderOfTheSuite() throws IOException {
        SuiteRun.Result result = run("""
                suite: s
                defaults: {validation: 0.25, backbone: scattering, head: lda}
                experiments:
                  - {name: late, folds: 50}
                  - {name: fine}
                  - {name: early, backbone: nosuch}
                """, "runs", 1);

        assertThat(result.failed().keySet()).containsExactly("late", "early");
        assertThat(result.finished()).hasSize(1);
    }

    @Test
    void interruptedItKeepsWhatIsFinishedAndGoesOn() throws IOException {
        Thread runner = Thread.currentThread();
        assertThatThrownBy(() -> run(HEADS, "runs", 1, (phase, done, total) -> {
                    if (phase.equals("experiments") && done == 1) {
                        runner.interrupt();
                    }
                }))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("finished experiments are kept");
        assertThat(Thread.interrupted()).isTrue();

        SuiteRun.Result again = run(HEADS, "runs", 1);
        assertThat(again.failed()).isEmpty();
        assertThat(again.skipped()).isNotEmpty();
        assertThat(again.skipped().size() + again.finished().size()).isEqualTo(2);
    }
}
