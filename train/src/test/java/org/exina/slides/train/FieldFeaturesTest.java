package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.dataset.Sample;
import org.exina.features.FeatureCache;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageRegions;
import org.exina.image.file.ImageSource;
import org.exina.slides.DetectionSettings;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldFeaturesTest {
    @TempDir
    private Path temp;

    private BoxedFields fields;

    @BeforeEach
    void draw() throws IOException {
        fields = DiscFields.ofGroups(temp.resolve("fields"), 3);
    }

    private FieldFeatures cut() throws IOException {
        List<BoxedField> all = fields.fields();
        try (FeatureCache cache = CornerBackbone.cache(temp)) {
            return FieldFeatures.of(
                    fields,
                    FieldGroups.of(all),
                    DetectionSettings.DEFAULT,
                    piece -> true,
                    CornerBackbone.plan(),
                    cache,
                    Progress.NONE);
        }
    }

    @Test
    void piecesAreCutAgainAsTheyWereFound() throws IOException {
        try (FieldFeatures cut = cut()) {
            List<Sample> samples = cut.features().images().dataset().samples();
            assertThat(samples).hasSameSizeAs(cut.pieces()).hasSizeGreaterThan(12);
            for (int i : new int[] {samples.size() - 1, 0, 5, 11, 0}) { // more fields than stay open, one twice
                TrainingCrop piece = cut.pieces().get(i);
                ImageSource source = samples.get(i).source();
                BoxedField field = fields.fields().get(piece.field());
                try (ImageRegions pixels = ImageRegions.open(field.file())) {
                    RgbImage expected =
                            OpenFields.cut(pixels, field, piece.candidate().box(), DetectionSettings.DEFAULT.margin());
                    assertThat(source.pixels().pixels()).isEqualTo(expected.pixels());
                    assertThat(source.read().sha256())
                            .isEqualTo(ImageSource.of("any", expected).read().sha256())
                            .isEqualTo(cut.features().images().sha256(i));
                }
                assertThat(source.file()).isEmpty();
                assertThat(samples.get(i).label()).isEqualTo(piece.label());
            }
        }
    }

    @Test
    void featuresOfAnEarlierRunAreFound() throws IOException {
        try (FieldFeatures first = cut();
                FieldFeatures second = cut()) {
            int[] all = IntStream.range(0, first.pieces().size()).toArray();
            assertThat(second.features().features().extraction().computed()).isZero();
            assertThat(second.features().features().rows(all))
                    .isDeepEqualTo(first.features().features().rows(all));
        }
    }

    @Test
    void aFieldThatWasChangedMeanwhileIsToldOf() throws IOException {
        try (FieldFeatures cut = cut()) {
            Path first = fields.fields().get(0).file();
            Files.copy(fields.fields().get(2).file(), first, StandardCopyOption.REPLACE_EXISTING);

            ImageSource piece =
                    cut.features().images().dataset().samples().get(0).source();
            assertThatThrownBy(piece::pixels)
                    .isInstanceOf(ImageException.class)
                    .hasMessage(first + ": was changed after grains were found on it; run again");
        }
    }
}
