package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.head.HeadSpec;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.io.ExinaHome;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real fields, which are not part of the project. */
@Tag("slow")
class SharedSlidesTest {
    private static final Path SLIDES = Path.of(System.getProperty("exina.shared", "../../shared"), "data", "slides");

    @TempDir
    private Path temp;

    /** Every fourth group of the real fields, all classes among them: the whole would take minutes. */
    private static BoxedFields some() throws IOException {
        BoxedFields all = BoxedFields.open(SLIDES);
        List<String> groups = all.fields().stream()
                .map(field -> field.group())
                .distinct()
                .sorted()
                .toList();
        return new BoxedFields(
                all.root(),
                all.form(),
                all.fields().stream()
                        .filter(field -> groups.indexOf(field.group()) % 4 == 2)
                        .toList(),
                List.of(),
                0,
                List.of());
    }

    @Test
    void grainsAreFoundAndToldOnFieldsThatWereNotTrainedOn() throws IOException {
        assumeTrue(Files.isDirectory(SLIDES), () -> "no fields at " + SLIDES + " (-Dexina.shared=FOLDER)");

        DetectionMetrics metrics;
        try (Backbone scattering = Backbones.in(ExinaHome.path()).open(BackboneSpec.parse("scattering"));
                FeatureCache cache = CornerBackbone.cache(temp)) {
            metrics = DetectionEvaluator.metrics(
                    SlideCrossValidation.run(
                            some(),
                            new SlideCrossValidation.Settings(HeadSpec.parse("lda"), 5, 1, true),
                            new FeaturePlan(List.of(scattering), Crop.STRETCH, DihedralView.first(1), 16),
                            cache,
                            Progress.NONE),
                    0.5,
                    1);
        }

        assertThat(metrics.f1().value()).isGreaterThanOrEqualTo(0.70);
        assertThat(metrics.typeAccuracy().value()).isGreaterThanOrEqualTo(0.85);
    }
}
