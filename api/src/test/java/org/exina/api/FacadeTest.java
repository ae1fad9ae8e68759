package org.exina.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Sample;
import org.exina.experiment.RunFolder;
import org.exina.image.file.ImageSource;
import org.exina.model.Classifier;
import org.exina.model.FileResult;
import org.exina.model.Prediction;
import org.exina.synthetic.FieldSettings;
import org.exina.synthetic.SampleFolder;
import org.exina.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacadeTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private final Set<String> phases = new TreeSet<>();
    private Exina exina;
    private Path images;

    @BeforeEach
    void open() throws IOException {
        exina = Exina.open(
                folder.resolve("home"),
                (phase, done, total) -> {
                    synchronized (phases) {
                        phases.add(phase);
                    }
                },
                notes::add);
        images = folder.resolve("grains");
        exina.samples().grains(images, new SampleFolder.Settings(3, 6, 1));
    }

    @AfterEach
    void close() {
        exina.close();
    }

    private Recipe.Builder recipe() {
        return Recipe.DEFAULT.toBuilder().folds(3);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(images)) {
            return all.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
        }
    }

    @Test
    void everyDoorRefusesAClassCalledUnknownAndTellsOfDebris() throws IOException {
        List<String> classes = Dataset.open(images).classes();
        Path unknown = Files.move(images.resolve(classes.get(0)), images.resolve("unknown"));
        Dataset refused = Dataset.open(images);
        List<ThrowingCallable> doors = List.of(
                () -> exina.experiment(refused, recipe().build()),
                () -> exina.experiment(exina.check(refused, Optional.empty()), recipe().build()),
                () -> exina.crossValidate(refused, recipe().build()),
                () -> exina.train(refused, recipe().build()));
        assertThat(doors)
                .allSatisfy(door -> assertThatThrownBy(door)
                        .isInstanceOf(DatasetException.class)
                        .hasMessageContaining("a class is called \"unknown\""));

        Files.move(unknown, images.resolve("debris"));
        exina.crossValidate(Dataset.open(images), recipe().build());
        assertThat(notes)
                .contains("the class \"debris\" is one of things that are no grains: counts leave it out of the pollen"
                        + " sum");
    }

    @Test
    void theFiveLinesOfTheReadme() throws IOException {
        Dataset grains = Dataset.open(images);
        CrossValidated tested = exina.crossValidate(grains, recipe().build());
        Path model = folder.resolve("model.onnx");
        exina.train(grains, recipe().build()).write(model);

        assertThat(tested.accuracy().toString()).matches("\\d+\\.\\d % \\(\\d+\\.\\d to \\d+\\.\\d\\)");
        assertThat(tested.predictions()).hasSize(18);
        try (Classifier classifier = Classifier.open(model)) {
            assertThat(classifier.classify(files().get(0)).top(3))
                    .extracting(Prediction.Ranked::label)
                    .containsExactlyInAnyOrderElementsOf(grains.classes());
        }
        assertThat(phases).contains("reading images", "training and testing: lda");
        assertThat(notes).isEmpty();
    }

    @Test
    void whatIsTrainedInOneCallIsWhatAnExperimentTrains() throws IOException {
        Dataset grains = Dataset.open(images);
        Path written = folder.resolve("written.onnx");
        Trained trained = exina.train(grains, recipe().folds(0).build());
        exina.train(grains, recipe().folds(0).build(), written);
        Path copied = folder.resolve("copied.onnx");
        trained.write(copied);

        assertThat(trained.card().estimates()).isEmpty();
        assertThat(trained.bytes()).isEqualTo(Files.readAllBytes(copied));
        try (Classifier first = exina.classifier(written);
                Classifier second = exina.classifier(copied)) {
            for (Path file : files()) {
                assertThat(first.classify(file).top(3))
                        .isEqualTo(
                                second.classify(Files.readAllBytes(file), file).top(3));
            }
        }
    }

    @Test
    void anExperimentComputesFeaturesOnce() throws IOException {
        try (Experiment experiment = exina.experiment(Dataset.open(images), recipe().build())) {
            CrossValidated honest = experiment.crossValidate();
            CrossValidated leaky = experiment.crossValidateLeaky();
            RunFolder run = honest.write(folder.resolve("run"));

            assertThat(run.record().figures().features().computed()).isEqualTo(18);
            assertThat(leaky.predictions()).hasSize(18);
            assertThat(run.record().data().source()).isEqualTo(images.toString());
            assertThat(run.record().versions()).isEqualTo(Exina.versions());
            assertThat(Recipe.featuresOf(run.record().settings()).seed()).isEqualTo(1);
            assertThat(experiment.learningCurve(List.of(2), 1).points()).hasSize(2);
            assertThat(experiment.backbones()).containsExactly("scattering");
        }
        try (Experiment again = exina.experiment(Dataset.open(images), recipe().build())) {
            assertThat(again.crossValidate().metrics().features().computed()).isZero();
        }
    }

    @Test
    void filesAreClassifiedOneAfterTheOther() throws IOException {
        Path model = folder.resolve("model.onnx");
        exina.train(Dataset.open(images), recipe().folds(0).build(), model);
        Path none = Files.writeString(folder.resolve("none.jpg"), "no image");
        List<FileResult> results = new ArrayList<>();
        try (Classifier classifier = exina.classifier(model)) {
            exina.classify(
                    classifier,
                    List.of(ImageSource.of(files().get(0)), ImageSource.of(none)),
                    OptionalDouble.empty(),
                    results::add);
        }

        assertThat(results)
                .extracting(result -> result.source().where())
                .containsExactly(files().get(0).toString(), none.toString());
        assertThat(results.get(1).problem().orElseThrow()).startsWith(none.toString());
    }

    @Test
    void fieldsAreCountedAndWritten() throws IOException {
        Path model = folder.resolve("model.onnx");
        exina.train(Dataset.open(images), recipe().folds(0).build(), model);
        Path fields = folder.resolve("fields");
        exina.samples()
                .fields(
                        fields,
                        FieldSettings.DEFAULT
                                .withClasses(3)
                                .withFields(1)
                                .withSize(640, 480)
                                .withGrains(4));
        CountFiles files = CountFiles.of(folder.resolve("counts.csv"));
        try (Classifier classifier = exina.classifier(model)) {
            Count count =
                    exina.slides().count(classifier, List.of(fields.resolve("images")), CountSettings.DEFAULT, files);

            assertThat(count.fields()).hasSize(1);
            assertThat(count.table().total().grains())
                    .isPositive()
                    .isEqualTo(count.fields().get(0).grains().stream()
                            .filter(grain -> !grain.isDebris())
                            .count());
            assertThat(files.written()).allMatch(Files::exists);
            assertThat(files.journal()).doesNotExist();
        }
    }

    @Test
    void aCountIsNamedAfterATable() {
        assertThatThrownBy(() -> CountFiles.of(Path.of("counts.txt")))
                .hasMessage("counts.txt: expected the name of a table, as counts.csv");
    }

    @Test
    void aClassOfOneImageIsToldBeforeAnyImageIsRead() throws IOException {
        Path alone = Files.createDirectory(images.resolve("alone"));
        Files.copy(files().get(0), alone.resolve("one.jpg"));
        Dataset dataset = Dataset.open(images);
        Recipe recipe = recipe().build();
        phases.clear();

        assertThatThrownBy(() -> exina.crossValidate(dataset, recipe))
                .hasMessageStartingWith(images + ": the class alone has 1 group (1 image); expected at least 2");
        assertThat(phases).isEmpty();
    }

    @Test
    void aModelOverSomethingElseIsRefusedBeforeTheWork() throws IOException {
        Path taken = Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> exina.train(Dataset.open(images), recipe().build(), taken))
                .hasMessageContaining("is there already and is no model of Exina's");
        assertThat(phases).doesNotContain("features: scattering");
        assertThat(taken).hasContent("mine");
    }

    @Test
    void imagesFromAnywhereTrainAndAreClassifiedAsFilesAre() throws IOException {
        Dataset files = Dataset.open(images);
        List<Sample> fetched = new ArrayList<>();
        for (Sample sample : files.samples()) {
            Path file = sample.source().file().orElseThrow();
            ImageSource bytes = ImageSource.of(sample.source().name(), Files.readAllBytes(file));
            fetched.add(new Sample(bytes, sample.label(), Optional.empty(), OptionalDouble.empty()));
        }
        Dataset anywhere = Dataset.of("a table", fetched);
        Recipe recipe = recipe().build();

        assertThat(exina.crossValidate(anywhere, recipe).metrics().logLoss())
                .isEqualTo(exina.crossValidate(files, recipe).metrics().logLoss());
        assertThat(exina.crossValidate(anywhere, recipe)
                        .write(folder.resolve("run"))
                        .record()
                        .data()
                        .source())
                .isEqualTo("a table");
    }

    @Test
    void nobodyNeedListen() throws IOException {
        try (Exina quiet = Exina.open(folder.resolve("other"), Progress.NONE, note -> {})) {
            assertThat(quiet.home()).isEqualTo(folder.resolve("other"));
            assertThat(quiet.cache().folder()).isEqualTo(folder.resolve("other").resolve("features"));
            assertThat(quiet.backbones().ready()).contains("scattering");
        }
    }
}
