package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFile;
import org.exina.synthetic.SyntheticGrains;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On grains, whose outlines and shades are alike within a class. */
class NearDuplicateFinderTest {
    private static final int GRAINS = 5; // of each class
    private static final List<String> CLASSES = List.of("monosulcate", "periporate", "tricolpate");
    private static final Map<String, List<RgbImage>> DRAWN = CLASSES.stream()
            .collect(Collectors.toMap(
                    label -> label,
                    label -> IntStream.range(0, GRAINS)
                            .mapToObj(i -> SyntheticGrains.draw(label, i, 5))
                            .toList()));

    @TempDir
    private Path root;

    private ImageFolder folder;

    @BeforeEach
    void make() {
        folder = new ImageFolder(root);
    }

    private static RgbImage grain(String label, int index) {
        return DRAWN.get(label).get(index);
    }

    private static RgbImage saved(RgbImage image, float quality) {
        try {
            return ImageFile.decode(ImageEncoder.jpeg(image, quality), Path.of("memory"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RgbImage scaled(RgbImage image, double by) {
        return Resize.resize(image, (int) (image.width() * by), (int) (image.height() * by), Interpolation.BICUBIC);
    }

    static Stream<Arguments> copies() {
        UnaryOperator<RgbImage> poor = image -> saved(image, 0.3f);
        UnaryOperator<RgbImage> half = image -> scaled(image, 0.5);
        UnaryOperator<RgbImage> large = image -> scaled(image, 1.7);
        UnaryOperator<RgbImage> cut = image -> image.part(3, 2, image.width() - 7, image.height() - 6);
        UnaryOperator<RgbImage> all = image -> saved(scaled(DihedralView.MIRROR_TURN_90.apply(image), 0.7), 0.6f);
        List<Arguments> list = new ArrayList<>(List.of(
                Arguments.of("saved again as a poor JPEG", DihedralView.IDENTITY, poor),
                Arguments.of("at half size", DihedralView.IDENTITY, half),
                Arguments.of("enlarged", DihedralView.IDENTITY, large),
                Arguments.of("cut tighter", DihedralView.IDENTITY, cut),
                Arguments.of("mirrored, turned, scaled and saved", DihedralView.MIRROR_TURN_90, all)));
        for (DihedralView view : DihedralView.values()) {
            list.add(Arguments.of("in view " + view, view, (UnaryOperator<RgbImage>) view::apply));
        }
        return list.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("copies")
    void everyCopyIsFoundAndNothingElse(String how, DihedralView copied, UnaryOperator<RgbImage> copy)
            throws IOException {
        for (String label : CLASSES) {
            for (int i = 0; i < GRAINS; i++) {
                folder.file(label + "/" + i + " a.png", ImageEncoder.png(grain(label, i)));
                folder.file(label + "/" + i + " b.jpg", ImageEncoder.jpeg(copy.apply(grain(label, i)), 0.9f));
            }
        }
        Dataset data = folder.open();
        List<NearDuplicate> found = Inspection.of(data, Progress.NONE).nearDuplicates();

        assertThat(found).hasSize(GRAINS * CLASSES.size()).allSatisfy(nearDuplicate -> {
            String a = data.relativePaths().get(nearDuplicate.a());
            String b = data.relativePaths().get(nearDuplicate.b());
            assertThat(b).startsWith(a.substring(0, a.length() - " a.png".length()));
            assertThat(nearDuplicate.a()).isLessThan(nearDuplicate.b());
            assertThat(nearDuplicate.similarity()).isGreaterThan(NearDuplicateFinder.LEAST_SIMILARITY);
            assertThat(copied.apply(nearDuplicate.view().apply(ImageFolder.blotches(1)))
                            .pixels())
                    .as("the view of the copy that is like the image undoes how it was copied (%s)", how)
                    .containsExactly(ImageFolder.blotches(1).pixels());
        });
    }

    @Test
    @Tag("slow")
    void distinctGrainsOfOneClassAreNotAlike() throws IOException {
        for (String label : SyntheticGrains.classes(SyntheticGrains.MAX_CLASSES)) {
            for (int i = 0; i < 6; i++) {
                folder.file(label + "/" + i + ".png", ImageEncoder.png(SyntheticGrains.draw(label, i, 8)));
            }
        }

        assertThat(Inspection.of(folder.open(), Progress.NONE).nearDuplicates()).isEmpty();
    }

    @Test
    void threeOfAKindAreOneSet() throws IOException {
        RgbImage grain = grain("periporate", 1);
        folder.file("a/1.png", ImageEncoder.png(grain));
        folder.file("a/2.jpg", ImageEncoder.jpeg(grain, 0.9f));
        folder.file("b/3.png", ImageEncoder.png(DihedralView.TURN_180.apply(grain)));
        folder.file("b/4.png", ImageEncoder.png(grain("periporate", 2)));
        Inspection inspection = Inspection.of(folder.open(), Progress.NONE);

        assertThat(inspection.sameThing().numbered()).containsExactly(0, 0, 0, 1);
        assertThat(inspection.nearDuplicates()).as("enough to tell the set").hasSize(2);
    }

    @Test
    void emptyBackgroundsAreNotAlike() throws IOException {
        for (int i = 0; i < 4; i++) {
            byte[] pixels = new byte[3 * 40 * 40];
            java.util.Arrays.fill(pixels, (byte) (200 + i));
            folder.file((i < 2 ? "a/" : "b/") + i + ".png", ImageEncoder.png(RgbImage.of(40, 40, pixels)));
        }

        assertThat(Inspection.of(folder.open(), Progress.NONE).nearDuplicates()).isEmpty();
    }
}
