package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Inspection;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.head.Covariates;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetsTest {
    @TempDir
    private Path temp;

    private Path pictures;

    @BeforeEach
    void draw() throws IOException {
        pictures = Swatches.coloured(temp.resolve("pictures"), 2, 4);
    }

    private String fingerprint(String groupBy) throws IOException {
        try (TrainingSets data = Swatches.features(pictures, groupBy, 4, 1)) {
            return data.images().fingerprint();
        }
    }

    @Test
    void unreadableImagesAreLeftOutAndListed() throws IOException {
        Files.writeString(pictures.resolve("class1/4.png"), "no image");
        byte[] whole = Files.readAllBytes(pictures.resolve("class1/1.png"));
        Files.write(pictures.resolve("class1/1.png"), Arrays.copyOf(whole, 60));
        try (TrainingSets data = Swatches.features(pictures, "", 4, 1)) {
            RunRecord.Data record = RunRecord.Data.of(data.images(), "pictures");

            assertThat(data.images().classSizes(new int[] {0, 1, 2, 3, 4, 5, 6}))
                    .containsExactly(4, 3);
            assertThat(data.features().extraction().features().rows()).isEqualTo(7);
            assertThat(record.pictures()).isEqualTo(7);
            assertThat(record.unreadable())
                    .extracting(RunRecord.Unreadable::path)
                    .contains("class1/1.png");
            assertThat(record.unreadable()).allMatch(file -> !file.reason().isEmpty());
            assertThat(SeenImages.of(
                                    data.images(),
                                    new int[] {0, 1, 2, 3, 4, 5, 6},
                                    data.features().plan().backbones())
                            .text())
                    .hasSize(7 * 8);
        }
    }

    @Test
    void rowsAreThoseOfTheImages() throws IOException {
        try (TrainingSets data = Swatches.features(pictures, "", 4, 1)) {
            float[][] rows = data.features().rows(new int[] {5, 0});

            assertThat(rows).hasDimensions(2, 4);
            assertThat(rows[0]).isEqualTo(data.features().rows(new int[] {5})[0]);
            assertThat(rows[1]).isNotEqualTo(rows[0]);
        }
    }

    @Test
    void headsAreToldDiametersAndFeaturesStayWhatTheyAre() throws IOException {
        try (TrainingSets data = Swatches.features(pictures, "", 4, 1)) {
            int[] all = IntStream.range(0, 8).toArray();
            List<OptionalDouble> diameters = IntStream.range(0, 8)
                    .mapToObj(i -> i == 5 ? OptionalDouble.empty() : OptionalDouble.of(10 + i))
                    .toList();
            TrainingSets sized = data.withDiameters(diameters);

            assertThat(sized.features().rows(all)).isDeepEqualTo(data.features().rows(all));
            assertThat(sized.covariates())
                    .extracting(Covariates::diameterMicrons)
                    .isEqualTo(diameters);
            assertThat(sized.of(all, 1).features()).isEqualTo(4);
            assertThat(sized.of(all, 1).covariates()).isEqualTo(sized.covariates());
            assertThat(sized.of(new int[] {3, 5}, 1).covariates())
                    .containsExactly(Covariates.ofDiameter(13), Covariates.NONE);
            assertThat(data.covariates()).hasSize(8).containsOnly(Covariates.NONE);
            assertThat(sized.only(sized.features().plan().parts()).covariates()).isEqualTo(sized.covariates());
            assertThatThrownBy(() -> data.withDiameters(List.of(OptionalDouble.of(1))))
                    .hasMessage("expected a diameter for each of 8 samples, got 1");
            assertThatThrownBy(() -> Covariates.ofDiameter(0))
                    .hasMessage("diameterMicrons must be greater than 0, got 0.0");
            assertThatThrownBy(() -> Covariates.ofDiameter(Double.NaN))
                    .hasMessage("diameterMicrons must be greater than 0, got NaN");
        }
    }

    @Test
    void fingerprintIsOfLabelsContentsAndGroups() throws IOException {
        String before = fingerprint("");

        assertThat(before).matches("[0-9a-f]{64}").isEqualTo(fingerprint(""));
        assertThat(fingerprint("^(\\d)")).isNotEqualTo(before);
        Files.move(pictures.resolve("class0/0.png"), pictures.resolve("class1/9.png"));
        assertThat(fingerprint("")).isNotEqualTo(before);
    }

    @Test
    void aClassThatIsTooSmallFailsBeforeAnyNetworkRuns() throws IOException {
        Files.move(
                pictures.resolve("class1/0.png"),
                Files.createDirectory(temp.resolve("pictures/lone")).resolve("0.png"));
        CountingBackbone backbone = new CountingBackbone(GridBackbone.of(4), new AtomicInteger());
        FeaturePlan plan = new FeaturePlan(List.of(backbone), Crop.WHOLE, DihedralView.first(1), 16);
        LabelledImages images =
                LabelledImages.open(Dataset.open(pictures), Optional.empty(), all -> Inspection.of(all, Progress.NONE));

        try (FeatureCache cache = FeatureCache.open(temp.resolve("features"))) {
            assertThatThrownBy(() -> TrainingSets.of(images.requireFolds(3, 1, 1), plan, cache, Progress.NONE))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("the class lone has 1 group (1 image)");
            assertThat(backbone.runs()).hasValue(0);
            TrainingSets.of(images, plan, cache, Progress.NONE).close();
            assertThat(backbone.runs()).hasValue(1);
        }
    }

    @Test
    void imagesNeedNoNetwork() throws IOException {
        LabelledImages images =
                LabelledImages.open(Dataset.open(pictures), Optional.empty(), all -> Inspection.of(all, Progress.NONE));

        assertThat(images.requireFolds(4, 3, 1)).isSameAs(images);
        assertThat(images.folds(4, 1).test(0)).hasSize(2);
        assertThat(images.groupCount(new int[] {0, 1, 5})).isEqualTo(3);
        assertThat(images.labels(new int[] {7, 0})).containsExactly(1, 0);
        assertThat(images.innerFolds(new int[] {0, 1, 6, 7}, 1)).hasSize(4);
    }

    @Test
    void oneReadableClassIsNotEnough() throws IOException {
        for (int i = 0; i < 4; i++) {
            Path file = pictures.resolve("class1/" + i + ".png");
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 50));
        }

        assertThatThrownBy(() -> Swatches.features(pictures, "", 4, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected readable images of at least 2 classes");
    }
}
