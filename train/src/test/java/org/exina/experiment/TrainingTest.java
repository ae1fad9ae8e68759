package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.dataset.Sample;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageFingerprints;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;
import org.exina.model.Classifier;
import org.exina.model.ModelCard;
import org.exina.model.Prediction;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTest {
    private static final HeadSpec LDA = HeadSpec.Lda.DEFAULT;

    @TempDir
    private Path temp;

    private Path images;
    private Path file;

    @BeforeEach
    void draw() throws IOException {
        images = Swatches.coloured(temp.resolve("pictures"), 3, 10);
        file = temp.resolve("models/model.onnx");
    }

    private ModelCard train(TrainingSets data, HeadSpec spec, Optional<CrossValidation> estimate) throws IOException {
        return Training.train(
                data,
                spec,
                new Training.Request(spec.id(), 4, file, images, true, estimate, Map.of("exina", "0")),
                Progress.NONE);
    }

    @Test
    void withoutThumbnailsTheFileHoldsNoImageAndNoFileName() throws IOException {
        try (TrainingSets data = Swatches.features(images, "", 20, 1)) {
            String image = data.images().dataset().relativePaths().get(0);
            train(data, LDA, Optional.empty());
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(image);

            Training.train(
                    data,
                    LDA,
                    new Training.Request("lda", 4, file, images, false, Optional.empty(), Map.of("exina", "0")),
                    Progress.NONE);
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(image);
            try (Classifier classifier = Classifier.open(file)) {
                assertThat(classifier.images().all()).isEmpty();
                Prediction prediction = classifier.classify(
                        data.images().dataset().samples().get(0).source().pixels());
                assertThat(prediction.novelty()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"lda, 1", "lda, 8", "lda:covariance=per-class, 2", "logistic, 4"})
    void theFileGivesTheTrainersProbabilities(String head, int views) throws IOException {
        HeadSpec spec = HeadSpec.parse(head);
        try (TrainingSets data = Swatches.features(images, "", 20, views)) {
            train(data, spec, Optional.empty());

            int[] all = IntStream.range(0, 30).toArray();
            Head trained = spec.train(data.of(all, 4), 4);
            float[][] rows = data.features().rows(all);
            try (Classifier classifier = Classifier.open(file)) {
                assertThat(classifier.classes())
                        .isEqualTo(data.images().dataset().classes());
                for (int i : all) {
                    Path image = data.images()
                            .dataset()
                            .samples()
                            .get(i)
                            .source()
                            .file()
                            .orElseThrow();
                    assertThat(classifier.classify(ImageFile.decode(image)).probabilities())
                            .containsExactly(trained.probabilities(rows[i]), within(1e-5));
                }
            }
        }
    }

    @Test
    void theFileSaysWhatItLearnedFrom() throws IOException {
        try (TrainingSets data = Swatches.features(images, "", 20, 2)) {
            ModelCard card = train(data, LDA, Optional.empty());

            assertThat(card.head().id()).isEqualTo("lda");
            assertThat(card.head().settings()).containsKeys("shrinkage", "temperature");
            assertThat(card.views()).isEqualTo(2);
            assertThat(card.training().data()).isEqualTo("pictures");
            assertThat(card.training().pictures()).isEqualTo(30);
            assertThat(card.training().perClass()).containsExactly(10, 10, 10);
            assertThat(card.training().groups())
                    .isEqualTo(data.images().groups().count());
            assertThat(card.training().fingerprint()).isEqualTo(data.images().fingerprint());
            assertThat(card.training().seed()).isEqualTo(4);
            assertThat(card.estimates()).isEmpty();
            try (Classifier classifier = Classifier.open(file)) {
                assertThat(classifier.card()).isEqualTo(card);
            }
        }
    }

    @Test
    void estimatesAreThoseOfTheCrossValidation() throws IOException {
        try (TrainingSets data = Swatches.features(images, "", 20, 1)) {
            CrossValidation done = CrossValidation.run(data, new CrossValidation.Settings(LDA, 5, 1, 4), Progress.NONE);
            RunRecord.Metrics metrics = done.metrics();

            assertThat(train(data, LDA, Optional.of(done)).estimates())
                    .containsExactly(new ModelCard.Estimate(
                            5,
                            30,
                            metrics.accuracy(),
                            metrics.accuracyLow(),
                            metrics.accuracyHigh(),
                            metrics.macroF1(),
                            metrics.logLoss(),
                            metrics.calibrationError()));
        }
    }

    @Test
    void imagesItLearnedFromAreKnownAgain() throws IOException {
        try (TrainingSets data = Swatches.features(images, "", 20, 1)) {
            ImageFingerprints seen = ImageFingerprints.parse(
                    train(data, LDA, Optional.empty()).training().seen());

            for (Sample sample : data.images().dataset().samples()) {
                assertThat(seen.contains(sample.source().read().sha256())).isTrue();
            }
            assertThat(seen.contains(Sha256.of("another image"))).isFalse();
        }
    }

    @Test
    void aModelThatSaysSomethingElseLeavesTheEarlierFile() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "earlier");
        try (TrainingSets data = Swatches.features(images, "", new GridBackbone("liar", 20, true), 1)) {
            assertThatThrownBy(() -> train(data, LDA, Optional.empty()))
                    .isInstanceOf(ExinaException.class)
                    .hasMessageStartingWith(file + ": was not written: the model gives class ");
        }
        assertThat(file).hasContent("earlier");
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void sameSeedGivesTheSameHead() throws IOException {
        try (TrainingSets data = Swatches.features(images, "", 20, 1)) {
            Map<String, Object> first =
                    train(data, LDA, Optional.empty()).head().settings();

            assertThat(train(data, LDA, Optional.empty()).head().settings()).isEqualTo(first);
            assertThat(List.of(Files.size(file))).doesNotContain(0L);
        }
    }
}
