package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.exina.augment.Augmentation;
import org.exina.augment.Variant;
import org.exina.backbone.Backbone;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageSource;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.Sha256;
import org.exina.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureExtractorTest {
    @TempDir
    Path folder;

    private final List<Path> images = new ArrayList<>();
    private final FakeBackbone square = new FakeBackbone("square", 8, 8, 3, 2);
    private final FakeBackbone tall = new FakeBackbone("tall", 12, 9, 4);
    private FeatureCache cache;

    @BeforeEach
    void draw() throws IOException {
        cache = FeatureCache.open(folder.resolve("cache"));
        Random random = new Random(1);
        for (int i = 0; i < 7; i++) {
            BufferedImage image = new BufferedImage(10 + i, 20 - i, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    image.setRGB(x, y, random.nextInt(1 << 24));
                }
            }
            Path file = folder.resolve("grain " + i + ".png");
            ImageIO.write(image, "png", file.toFile());
            images.add(file);
        }
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private static FeaturePlan plan(int views, int batch, Backbone... backbones) {
        return new FeaturePlan(List.of(backbones), Crop.STRETCH, DihedralView.first(views), batch);
    }

    private static List<ImageSource> sources(List<Path> files) {
        return files.stream().map(ImageSource::of).toList();
    }

    private ExtractionResult extract(FeaturePlan plan) throws IOException {
        return new FeatureExtractor(cache).extract(sources(images), plan, Progress.NONE);
    }

    private static float[][] all(ExtractionResult extraction) {
        return extraction
                .features()
                .toArray(IntStream.range(0, extraction.features().rows()).toArray());
    }

    @Test
    void featuresAreThoseOfTheBackboneInTheOrderOfTheImages() throws IOException {
        float[][] features = all(extract(plan(1, 3, square)));
        for (int i = 0; i < images.size(); i++) {
            RgbImage seen = Crop.STRETCH.toSize(
                    ImageFile.decode(images.get(i)), 8, 8, square.input().interpolation());
            assertThat(features[i]).containsExactly(square.features(seen));
        }
    }

    @Test
    void viewsAreAveraged() throws IOException {
        float[][] features = all(extract(plan(8, 5, square)));
        RgbImage seen = Crop.STRETCH.toSize(
                ImageFile.decode(images.get(4)), 8, 8, square.input().interpolation());
        double sum = 0;
        for (DihedralView view : DihedralView.values()) {
            sum += square.features(view.apply(seen))[4];
        }
        assertThat(features[4][4]).isEqualTo((float) (sum / 8));
    }

    @Test
    void aBackboneCanBeThereWithSeveralNumbersOfViews() throws IOException {
        FeaturePlan plan = FeaturePlan.of(
                List.of(
                        new FeaturePlan.Part(square, 1),
                        new FeaturePlan.Part(tall, 1),
                        new FeaturePlan.Part(square, 4)),
                Crop.STRETCH,
                3);

        ExtractionResult extraction = extract(plan);

        assertThat(extraction.computed()).isEqualTo(7 * (4 + 1));
        assertThat(plan.viewsOf(tall)).hasSize(1);
        float[][] all = all(extraction);
        float[][] one = all(extract(plan(1, 3, square, tall)));
        float[][] four = all(extract(plan(4, 3, square)));
        for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).hasSize(14).startsWith(one[i]).endsWith(four[i]);
        }
        List<FeaturePlan.Part> last = plan.parts().subList(2, 3);
        assertThat(all(extract(plan.only(last)))).isDeepEqualTo(four);
        assertThat(extraction.features().columns(plan.columnsOf(last)).toArray(new int[] {2}))
                .isDeepEqualTo(new float[][] {four[2]});
    }

    @Test
    void severalBackbonesStandSideBySide() throws IOException {
        float[][] both = all(extract(plan(4, 3, square, tall)));
        float[][] first = all(extract(plan(4, 3, square)));
        float[][] second = all(extract(plan(4, 3, tall)));
        assertThat(plan(4, 3, square, tall).length()).isEqualTo(9);
        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).hasSize(9).startsWith(first[i]).endsWith(second[i]);
        }
    }

    @Test
    void networksThatAreNotSquareSeeEveryViewAtTheirSize() throws IOException {
        assertThat(extract(plan(8, 4, tall)).computed()).isEqualTo(7 * 8);
    }

    @Test
    void aSecondRunTakesAllFromTheCacheAndGivesTheSameNumbers() throws IOException {
        ExtractionResult cold = extract(plan(4, 3, square, tall));
        assertThat(cold.computed()).isEqualTo(7 * 4 * 2);
        assertThat(cold.cached()).isZero();
        cache.close();
        cache = FeatureCache.open(folder.resolve("cache"));
        ExtractionResult warm = extract(plan(4, 3, square, tall));
        assertThat(warm.computed()).isZero();
        assertThat(warm.cached()).isEqualTo(7 * 4 * 2);
        assertThat(all(warm)).isDeepEqualTo(all(cold));
    }

    @Test
    void onlyMissingViewsAreComputed() throws IOException {
        extract(plan(2, 3, square));
        ExtractionResult more = extract(plan(8, 3, square));
        assertThat(more.computed()).isEqualTo(7 * 6);
        assertThat(more.cached()).isEqualTo(7 * 2);
    }

    @Test
    void theNetworkAlwaysGetsAFullBatch() throws IOException {
        extract(plan(2, 5, square));
        assertThat(square.batches).containsOnly(5);
        assertThat(square.images()).isEqualTo(15);
    }

    @Test
    void whereTheWorkWasCutDoesNotShowInTheNumbers() throws IOException {
        float[][] whole = all(extract(plan(8, 4, square)));
        try (FeatureCache other = FeatureCache.open(folder.resolve("other"))) {
            new FeatureExtractor(other).extract(sources(images.subList(2, 5)), plan(2, 3, square), Progress.NONE);
            ExtractionResult rest =
                    new FeatureExtractor(other).extract(sources(images), plan(8, 4, square), Progress.NONE);
            assertThat(all(rest)).isDeepEqualTo(whole);
        }
    }

    @Test
    void theSameContentIsComputedOnceWhateverItsName() throws IOException {
        Files.copy(images.get(0), folder.resolve("copy.jpg"));
        images.add(1, folder.resolve("copy.jpg"));
        ExtractionResult extraction = extract(plan(2, 100, square));
        assertThat(extraction.computed()).isEqualTo(7 * 2);
        assertThat(all(extraction)[1]).isEqualTo(all(extraction)[0]);
        images.replaceAll(this::move);
        assertThat(extract(plan(2, 100, square)).computed()).isZero();
    }

    private Path move(Path image) {
        try {
            return Files.move(image, folder.resolve("new " + image.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aChangedImageIsComputedAgainUnderItsOldName() throws IOException {
        extract(plan(1, 3, square));
        Files.copy(images.get(0), images.get(6), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(images.get(5));
        ImageIO.write(
                new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB),
                "png",
                images.get(5).toFile());
        ExtractionResult extraction = extract(plan(1, 3, square));
        assertThat(extraction.computed()).isEqualTo(1);
        assertThat(all(extraction)[6]).isEqualTo(all(extraction)[0]);
    }

    @Test
    void cropsAreKeptApart() throws IOException {
        extract(plan(1, 3, square));
        FeaturePlan center = new FeaturePlan(List.of(square), Crop.CENTER, DihedralView.first(1), 3);
        assertThat(extract(center).computed()).isEqualTo(7);
    }

    @Test
    void aImageThatCannotBeUsedIsNamedAndTheWorkBeforeItKept() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "no image");
        images.set(5, broken);
        assertThatThrownBy(() -> extract(plan(1, 2, square)))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(broken.toString());
        images.remove(5);
        assertThat(extract(plan(1, 2, square)).computed()).isEqualTo(2);
    }

    @Test
    void aImageThatIsNotThereIsNamed() {
        images.add(folder.resolve("gone.png"));
        assertThatThrownBy(() -> extract(plan(1, 2, square)))
                .isInstanceOf(ImageException.class)
                .hasMessage(folder.resolve("gone.png") + ": does not exist");
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedAndNotKept() throws IOException {
        square.overflowing = true;
        assertThatThrownBy(() -> extract(plan(1, 4, square)))
                .isInstanceOf(ExinaException.class)
                .hasMessage(images.get(0) + ": the backbone square gives Infinity as feature 1;"
                        + " expected a finite number; is its preprocessing right?");
        square.overflowing = false;
        assertThat(extract(plan(1, 4, square)).computed()).isEqualTo(7);
    }

    @Test
    void anInterruptedRunGoesOnWhereItStopped() throws IOException {
        Progress stopAfterFour = (phase, done, total) -> {
            if (done == 4) {
                Thread.currentThread().interrupt();
            }
        };
        assertThatThrownBy(
                        () -> new FeatureExtractor(cache).extract(sources(images), plan(1, 2, square), stopAfterFour))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted; the features computed so far are kept, the next run goes on");
        assertThat(Thread.interrupted()).isTrue();
        ExtractionResult rest = extract(plan(1, 2, square));
        assertThat(rest.cached()).isEqualTo(4);
        assertThat(rest.computed()).isEqualTo(3);
    }

    @Test
    void progressNamesTheBackbones() throws IOException {
        TreeSet<String> phases = new TreeSet<>();
        List<Long> done = new ArrayList<>();
        new FeatureExtractor(cache).extract(sources(images), plan(1, 2, square, tall), (phase, at, total) -> {
            phases.add(phase);
            done.add(at);
            assertThat(total).isEqualTo(7);
        });
        assertThat(phases).containsExactly("collecting features", "features: square, tall");
        assertThat(done).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void noImagesGiveAnEmptyMatrix() throws IOException {
        images.clear();
        assertThat(extract(plan(1, 2, square)).features().rows()).isZero();
    }

    @Test
    void aPlanThatCannotBeIsRefused() {
        assertThatThrownBy(() -> plan(1, 0, square)).hasMessage("batch must be at least 1, got 0");
        assertThatThrownBy(() -> plan(1, 1)).hasMessage("expected at least 1 backbone, got none");
        assertThatThrownBy(() -> new FeaturePlan(
                        List.of(square), Crop.WHOLE, List.of(DihedralView.MIRROR, DihedralView.MIRROR), 1))
                .hasMessage("expected at least 1 view and none twice, got [MIRROR, MIRROR]");
    }

    @Test
    void aVariantHasRowsOfItsOwn() throws IOException {
        Augmentation turned = Augmentation.parse("rotate=180");
        float[][] plain = all(extract(plan(1, 3, square)));
        ExtractionResult first = extract(plan(1, 3, square).variant(turned, 1, 1));
        assertThat(first.computed()).isEqualTo(7);
        for (FeaturePlan other : List.of(
                plan(1, 3, square).variant(turned, 1, 2),
                plan(1, 3, square).variant(turned, 2, 1),
                plan(1, 3, square).variant(Augmentation.parse("rotate=179"), 1, 1))) {
            ExtractionResult made = extract(other);
            assertThat(made.computed()).isEqualTo(7);
            assertThat(all(made)).isNotEqualTo(all(first));
        }
        ExtractionResult again = extract(plan(1, 3, square).variant(turned, 1, 1));
        assertThat(again.cached()).isEqualTo(7);
        assertThat(all(again)).isDeepEqualTo(all(first));
        assertThat(all(extract(plan(1, 3, square)))).isDeepEqualTo(plain);
        assertThat(cache.spaces()).hasSize(2 * 5); // of two taps
    }

    @Test
    void aVariantIsDrawnFromTheContentAndThenSeenInEveryView() throws IOException {
        Augmentation turned = Augmentation.parse("rotate=180,zoom=0.2");
        FeaturePlan center =
                new FeaturePlan(List.of(tall), Crop.CENTER, DihedralView.first(2), 3).variant(turned, 5, 3);
        float[][] features = all(extract(center));
        Variant variant = turned.variant(5, Sha256.of(images.get(2)), 3);
        RgbImage image = ImageFile.decode(images.get(2));
        RgbImage upright = variant.apply(Crop.CENTER.inShape(image, 9, 12), 9, 12);
        RgbImage lying = variant.apply(Crop.CENTER.inShape(image, 12, 9), 12, 9);
        double mean = (tall.features(upright)[0] + tall.features(DihedralView.TURN_90.apply(lying))[0]) / 2.0;
        assertThat(features[2][0]).isCloseTo((float) mean, offset((float) mean * 1e-6f));
        assertThatThrownBy(() -> center.variant(turned, 1, 0)).hasMessage("variants are numbered from 1, got 0");
    }

    @Test
    void aSpaceOfImagesAsTheyAreIsFoundAsBefore() throws IOException {
        FeatureSpace space = CacheTests.space("old", 3);
        assertThat(space.hash())
                .isEqualTo(Sha256.of("old\n" + Sha256.of("old") + "\ntap\naverage\nstretch\nfake-1\nfp32\n1\n3\n"));
        String written = Json.write(space).replaceAll(",\\s*\"variant\" : \"\"", "");
        assertThat(written).doesNotContain("variant");
        assertThat(Json.read(written, FeatureSpace.class)).isEqualTo(space);
    }
}
