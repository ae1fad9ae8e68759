package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.file.ImageSource;
import org.exina.task.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real photographs, eight views, three taps with 2000 features. */
@Tag("slow")
class WarmCacheTest {
    private static final Path POLLEN = Path.of(System.getProperty("exina.shared", "../../shared"), "data", "polen23e");

    @TempDir
    Path folder;

    @Test
    void aSecondRunIsFastAndGivesTheSameNumbers() throws IOException {
        assumeTrue(Files.isDirectory(POLLEN), "needs " + POLLEN.toAbsolutePath());
        List<Path> images;
        try (Stream<Path> files = Files.walk(POLLEN)) {
            images = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
        FakeBackbone backbone = new FakeBackbone("fake", 224, 224, 160, 560, 1280);
        FeaturePlan plan = new FeaturePlan(List.of(backbone), Crop.STRETCH, DihedralView.first(8), 16);
        ExtractionResult cold = extract(images, plan);
        ExtractionResult warm = extract(images, plan);
        assertThat(cold.computed()).isEqualTo(804 * 8); // two files have the same content
        assertThat(warm.computed()).isZero();
        int[] all = IntStream.range(0, images.size()).toArray();
        assertThat(warm.features().toArray(all)).isDeepEqualTo(cold.features().toArray(all));
        assertThat(warm.seconds()).isLessThan(2); // 0.2 on two idle Zen 4 cores
    }

    private ExtractionResult extract(List<Path> images, FeaturePlan plan) throws IOException {
        try (FeatureCache cache = FeatureCache.open(folder)) {
            return new FeatureExtractor(cache)
                    .extract(images.stream().map(ImageSource::of).toList(), plan, Progress.NONE);
        }
    }
}
