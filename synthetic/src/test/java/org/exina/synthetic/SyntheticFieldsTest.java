package org.exina.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticFieldsTest {
    private static final FieldSettings SMALL = FieldSettings.DEFAULT.withSize(700, 560);

    private static List<DrawnGrain> truths(FieldSettings settings, int fields) {
        return IntStream.rangeClosed(1, fields)
                .mapToObj(i -> SyntheticFields.truth(settings, i))
                .flatMap(List::stream)
                .toList();
    }

    /** Drawn alone, sharp, without noise: what is darker than the empty field is what the truth says. */
    @ParameterizedTest
    @EnumSource(GrainType.class)
    void extentHugsTheGrain(GrainType type) {
        for (int key = 0; key < 3; key++) {
            Scatter scatter = new Scatter(300, 300);
            scatter.lay(new PlacedGrain.Kind(type, key, Rgb.grey(1)), 0, Chance.of(key));
            PlacedGrain grain = scatter.last(0);
            List<Body> bodies =
                    grain.kind().draw().placed(grain.x(), grain.y(), 0, 1).bodies();
            Field field = new Field(
                    300,
                    300,
                    200,
                    5,
                    bodies,
                    List.of(),
                    new Microscope(0, 0, 0, 0, 0, 0),
                    new Light(Rgb.grey(200), 0, 0, 0, 0, 0, false),
                    1,
                    new Camera(0, 0, 0));
            Box all = new Box(-200, -200, 700, 700);
            Box dark = darker(field.piece(all.x(), all.y(), all.width(), all.height(), 0), all, 198);
            String which = type + " " + key + " " + dark + " " + grain.extent();
            assertThat(dark.x()).as(which).isCloseTo(grain.extent().x(), within(2));
            assertThat(dark.y()).as(which).isCloseTo(grain.extent().y(), within(2));
            assertThat(dark.right()).as(which).isCloseTo(grain.extent().right(), within(2));
            assertThat(dark.bottom()).as(which).isCloseTo(grain.extent().bottom(), within(2));
        }
    }

    private static Offset<Integer> within(int pixels) {
        return Offset.offset(pixels);
    }

    private static Box darker(float[][] planes, Box piece, double than) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int i = 0; i < planes[1].length; i++) {
            if (planes[1][i] < than) {
                int x = piece.x() + i % piece.width();
                int y = piece.y() + i / piece.width();
                left = Math.min(left, x);
                top = Math.min(top, y);
                right = Math.max(right, x + 1);
                bottom = Math.max(bottom, y + 1);
            }
        }
        return new Box(left, top, right - left, bottom - top);
    }

    @Test
    void sameSettingsAndNumberGiveTheSameField() throws IOException {
        SyntheticFields.SyntheticField field = SyntheticFields.draw(SMALL, 2);
        SyntheticFields.SyntheticField again = SyntheticFields.draw(SMALL.withFields(3), 2);

        assertThat(again.grains()).isEqualTo(field.grains()).isEqualTo(SyntheticFields.truth(SMALL, 2));
        assertThat(again.planes().get(0).pixels())
                .isEqualTo(field.planes().get(0).pixels());
        assertThat(SyntheticFields.truth(SMALL.withSeed(2), 2)).isNotEqualTo(field.grains());
        assertThat(SyntheticFields.truth(SMALL, 3)).isNotEqualTo(field.grains());
    }

    /** However a field is cut, each pixel is the same: large ones are drawn tile by tile. */
    @Test
    void piecesFitTogetherToTheBit() throws IOException {
        FieldPlan plan = FieldPlan.of(SMALL, 1);
        float[][] whole = plan.piece(1, new Box(0, 0, 700, 560));
        RgbImage tiled = SyntheticFields.draw(SMALL, 1).planes().get(0);

        assertThat(Camera.develop(whole, 700, 560, 700, 560).pixels()).isEqualTo(tiled.pixels());
        float[][] piece = plan.piece(1, new Box(333, 101, 77, 50));
        for (int y = 0; y < 50; y++) {
            float[] row = Arrays.copyOfRange(piece[2], y * 77, y * 77 + 77);
            assertThat(row).isEqualTo(Arrays.copyOfRange(whole[2], (101 + y) * 700 + 333, (101 + y) * 700 + 410));
        }
    }

    @Test
    void classesAreThoseOfSingleGrains() {
        List<String> labels = truths(SMALL.withClasses(3), 30).stream()
                .map(DrawnGrain::label)
                .distinct()
                .sorted()
                .toList();

        assertThat(labels)
                .containsExactlyElementsOf(
                        SyntheticGrains.classes(3).stream().sorted().toList());
    }

    /** What makes counting hard is there, as often as on real fields or more. */
    @Test
    @Tag("slow")
    void grainsLieAsOnRealFields() {
        List<List<DrawnGrain>> fields = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> SyntheticFields.truth(SMALL, i))
                .toList();
        List<DrawnGrain> all = fields.stream().flatMap(List::stream).toList();

        assertThat(fields.stream().filter(List::isEmpty).count()).isBetween(1L, 12L);
        assertThat(fields.get(0)).isNotEmpty();
        assertThat(share(all, DrawnGrain::touching)).isBetween(0.3, 0.75);
        assertThat(share(all, DrawnGrain::isCutOff)).isBetween(0.05, 0.5);
        assertThat(share(all, g -> !g.inFocus())).isBetween(0.02, 0.2);
        assertThat(share(all, g -> !g.isCounted())).isBetween(0.0, 0.06);
        assertThat(all).allMatch(g -> g.box().isWithin(700, 560) && g.plane() == 1);
        assertThat(all).allMatch(g -> g.diameterPx() > 50 && g.diameterPx() < 240);
        assertThat(all.stream().filter(g -> !g.isCutOff()))
                .allMatch(g -> g.diameterPx()
                        <= 1.1 * Math.max(g.box().width(), g.box().height()));
    }

    private static double share(List<DrawnGrain> grains, Predicate<DrawnGrain> which) {
        return grains.stream().filter(which).count() / (double) grains.size();
    }

    /** Percentages mean something: the commonest class is some times as common as the rarest. */
    @Test
    @Tag("slow")
    void classesAreUnevenlyCommon() {
        List<DrawnGrain> all = truths(FieldSettings.DEFAULT, 20);
        List<Long> counts = SyntheticGrains.classes(8).stream()
                .map(label -> all.stream().filter(g -> g.label().equals(label)).count())
                .sorted()
                .toList();

        assertThat(counts.get(7)).isGreaterThan(3 * counts.get(0));
    }

    @Test
    @Tag("slow")
    void eachGrainIsSharpestAtItsPlane() throws IOException {
        FieldSettings settings = SMALL.withPlanes(4).withGrains(10);
        List<Integer> off = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            SyntheticFields.SyntheticField field = SyntheticFields.draw(settings, i);
            assertThat(field.planes()).hasSize(4);
            for (DrawnGrain grain : field.grains()) {
                if (grain.visible() == 1) {
                    off.add(Math.abs(sharpest(field.planes(), grain.box()) - grain.plane()));
                }
            }
        }
        assertThat(off).hasSizeGreaterThan(5);
        assertThat(off).allMatch(planes -> planes <= 1);
    }

    private static int sharpest(List<RgbImage> planes, Box box) {
        double most = 0;
        int best = 0;
        for (int p = 0; p < planes.size(); p++) {
            RgbImage part = planes.get(p).part(box.x(), box.y(), box.width(), box.height());
            double sum = 0;
            for (int i = 6; i < part.pixels().length; i += 3) {
                double step = (part.pixels()[i + 1 - 6] & 0xFF) - (part.pixels()[i + 1] & 0xFF);
                sum += step * step;
            }
            if (sum > most) {
                most = sum;
                best = p + 1;
            }
        }
        return best;
    }

    @Test
    void darkFieldIsDarkWithBrightGrains() throws IOException {
        SyntheticFields.SyntheticField field = SyntheticFields.draw(SMALL.withDark(true), 1);
        RgbImage image = field.planes().get(0);
        int[] green = IntStream.range(0, 700 * 560)
                .map(i -> image.pixels()[3 * i + 1] & 0xFF)
                .toArray();
        Box box = field.grains().stream()
                .filter(DrawnGrain::isCounted)
                .findFirst()
                .orElseThrow()
                .box();
        RgbImage grain = image.part(box.x(), box.y(), box.width(), box.height());
        double inside = IntStream.range(0, box.width() * box.height())
                .map(i -> grain.pixels()[3 * i + 1] & 0xFF)
                .average()
                .orElseThrow();

        assertThat(Arrays.stream(green)
                        .sorted()
                        .skip(green.length / 2)
                        .findFirst()
                        .orElseThrow())
                .isLessThan(40);
        assertThat(inside).isGreaterThan(50);
    }

    @Test
    void aFieldTooLargeForMemoryIsRefused() {
        assertThatThrownBy(() -> SyntheticFields.draw(FieldSettings.DEFAULT.withSize(20_000, 20_000), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected at most 40 megapixels, got 20000 x 20000 pixels");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        FieldSettings usual = FieldSettings.DEFAULT;
        assertRefused(() -> usual.withFields(0), "fields must be in [1, 100000], got 0");
        assertRefused(() -> usual.withClasses(1), "classes must be in [2, 16], got 1");
        assertRefused(() -> usual.withSize(199, 300), "width must be in [200, 40000], got 199");
        assertRefused(() -> usual.withSize(300, 40_001), "height must be in [200, 40000], got 40001");
        assertRefused(() -> usual.withGrains(61), "grains must be in [0, 60], got 61");
        assertRefused(() -> usual.withPlanes(33), "planes must be in [1, 32], got 33");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
