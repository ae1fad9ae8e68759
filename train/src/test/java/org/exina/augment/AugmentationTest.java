package org.exina.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    private static final Tone SAME = new Tone(1, 1, 1, 1, 1, 1);
    private static final RgbImage IMAGE = AugmentReferenceTest.pattern(40, 40);

    private static RgbImage placed(Placement placement, int width, int height) {
        return new Variant(placement, SAME, 0, Fill.REFLECT).apply(IMAGE, width, height);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rotate=180,flip=both,shift=0.1,zoom=0.2,shear=10,brightness=0.2,contrast=0.2,colour=0.1,blur=1",
                "none",
                "stretch=0.25,fill=nearest",
                "flip=vertical"
            })
    void parsesWhatItWrites(String text) throws IOException {
        assertThat(Augmentation.parse(text).id()).isEqualTo(text);
    }

    @Test
    void presetsAreKnownByNameAndMayBeChanged() throws IOException {
        assertThat(Augmentation.parse("none")).isEqualTo(Augmentation.NONE);
        assertThat(Augmentation.parse("microscope")).isEqualTo(Augmentation.MICROSCOPE);
        assertThat(Augmentation.parse("study").id()).isEqualTo("flip=horizontal,stretch=0.2,shear=11.459,fill=nearest");
        assertThat(Augmentation.parse("study: flip=none , fill=reflect").id()).isEqualTo("stretch=0.2,shear=11.459");
        assertThat(Augmentation.parse(Augmentation.MICROSCOPE.id())).isEqualTo(Augmentation.MICROSCOPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "micro | unknown augmentation 'micro': expected one of none, study, microscope, or settings such as"
                        + " rotate=180,flip=both",
                "rotat=3 | augmentation 'rotat=3': unknown setting 'rotat', expected one of rotate, flip, shift, zoom,"
                        + " stretch, shear, brightness, contrast, colour, blur, fill; did you mean rotate?",
                "rotate=x | augmentation 'rotate=x': rotate must be a number, got 'x'",
                "rotate=181 | augmentation 'rotate=181': rotate must be in [0, 180], got 181",
                "zoom=1 | augmentation 'zoom=1': zoom must be in [0, 1), got 1",
                "zoom=NaN | augmentation 'zoom=NaN': zoom must be in [0, 1), got NaN",
                "blur=-1 | augmentation 'blur=-1': blur must be in [0, 20], got -1",
                "flip=up | augmentation 'flip=up': flip must be one of none, horizontal, vertical, both, got 'up'",
                "fill=red | augmentation 'fill=red': fill must be one of reflect, nearest, background, got 'red'",
                "rotate=1,rotate=2 | augmentation 'rotate=1,rotate=2': rotate is set twice",
                "study:zoom | augmentation 'study:zoom': expected setting=value, got 'zoom'"
            })
    void whatCannotBeIsToldWithWhatCan(String text, String message) {
        assertThatThrownBy(() -> Augmentation.parse(text))
                .isInstanceOf(ExinaException.class)
                .hasMessage(message);
    }

    @Test
    void sameImageSeedAndNumberGiveTheSameVariantOnEveryPlatform() throws IOException {
        RgbImage image = AugmentReferenceTest.pattern(60, 50);
        Augmentation all = Augmentation.parse("rotate=180,flip=both,shift=0.05,zoom=0.1,stretch=0.05,"
                + "shear=5,brightness=0.1,contrast=0.15,colour=0.05,blur=1");
        List<String> found = IntStream.rangeClosed(1, 3)
                .mapToObj(n -> checksum(all.variant(7, "key", n).apply(image, 32, 24)))
                .toList();
        assertThat(found).containsExactly("e684d16f", "9eba2212", "25744165");
    }

    @Test
    void anotherSeedImageOrNumberGivesAnotherVariant() {
        Augmentation all = Augmentation.MICROSCOPE;
        assertThat(List.of(
                        checksum(all.variant(1, "a", 1).apply(IMAGE, 20, 20)),
                        checksum(all.variant(2, "a", 1).apply(IMAGE, 20, 20)),
                        checksum(all.variant(1, "b", 1).apply(IMAGE, 20, 20)),
                        checksum(all.variant(1, "a", 2).apply(IMAGE, 20, 20))))
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> all.variant(1, "a", 0)).hasMessage("variants are numbered from 1, got 0");
    }

    @Test
    void oneSettingMoreChangesNothingAboutTheOthers() throws IOException {
        Variant turned = Augmentation.parse("rotate=180").variant(1, "a", 3);
        Variant both = Augmentation.parse("rotate=180,brightness=0.3").variant(1, "a", 3);
        assertThat(both.words().get(0)).isEqualTo(turned.words().get(0)).startsWith("turned ");
    }

    @Test
    void drawsFillTheirBoundsEvenly() {
        double[] drawn = IntStream.rangeClosed(1, 2000)
                .mapToDouble(n -> new Draws(5, "picture", n).around("rotate", 180))
                .toArray();
        assertThat(IntStream.range(0, 2000).mapToDouble(i -> drawn[i]).average().orElseThrow())
                .isCloseTo(0, offset(8.0)); // 3.4 standard errors
        for (int quarter = 0; quarter < 4; quarter++) {
            double low = -180 + 90.0 * quarter;
            assertThat(IntStream.range(0, 2000)
                            .filter(i -> drawn[i] >= low && drawn[i] < low + 90)
                            .count())
                    .isBetween(430L, 570L);
        }
    }

    @Test
    void flipsComeUpHalfOfTheTime() throws IOException {
        Augmentation flipped = Augmentation.parse("flip=horizontal");
        long mirrored = IntStream.rangeClosed(1, 400)
                .filter(n -> flipped.variant(1, "p", n).words().contains("mirrored"))
                .count();
        assertThat(mirrored).isBetween(160L, 240L);
    }

    @Test
    void aVariantIsToldInWords() {
        Tone tone = new Tone(1.05, 0.97, 1, 1, 1, 1);
        assertThat(new Variant(new Placement(-132, true, false, 0, 0, 1.1, 1.1, 0), tone, 0.42, Fill.REFLECT).words())
                .containsExactly("turned -132°, mirrored, x 0.91", "light +5 %, contrast -3 %", "blur 0.4");
        assertThat(new Placement(6, true, true, 0, 0, 1, 1, 0).words()).isEqualTo("turned -174°");
        assertThat(new Placement(0, false, true, 0, 0, 1, 1, 0).words()).isEqualTo("turned 180°, mirrored");
    }

    @Test
    void noneIsTheImageItself() {
        assertThat(Augmentation.NONE.variant(1, "a", 1).apply(IMAGE, 40, 40)).isSameAs(IMAGE);
        assertThat(Augmentation.NONE.variant(1, "a", 1).words()).isEmpty();
    }

    @Test
    void quarterTurnsAndFlipsAreTheViews() {
        for (DihedralView view : DihedralView.values()) {
            Placement placement = new Placement(90.0 * view.turns(), false, false, 0, 0, 1, 1, 0);
            RgbImage mirrored = view.mirrored() ? placed(new Placement(0, true, false, 0, 0, 1, 1, 0), 40, 40) : IMAGE;
            RgbImage made = new Variant(placement, SAME, 0, Fill.REFLECT).apply(mirrored, 40, 40);
            assertThat(made.pixels())
                    .as(view.name())
                    .isEqualTo(view.apply(IMAGE).pixels());
        }
        assertThat(placed(new Placement(0, false, true, 0, 0, 1, 1, 0), 40, 40).pixels())
                .isEqualTo(DihedralView.MIRROR_TURN_180.apply(IMAGE).pixels());
    }

    @Test
    void aShiftMovesWholePixels() {
        RgbImage moved = placed(new Placement(0, false, false, 0.25, -0.1, 1, 1, 0), 40, 40);
        assertThat(moved.part(0, 4, 30, 36).pixels())
                .isEqualTo(IMAGE.part(10, 0, 30, 36).pixels());
    }

    @Test
    void halfTheSizeIsTheMeanOfFourPixels() {
        RgbImage small = placed(new Placement(0, false, false, 0, 0, 1, 1, 0), 20, 20);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                int sum = 0;
                for (int k = 0; k < 4; k++) {
                    sum += IMAGE.pixels()[3 * ((2 * y + k / 2) * 40 + 2 * x + k % 2)] & 0xFF;
                }
                assertThat(small.pixels()[3 * (y * 20 + x)] & 0xFF).isEqualTo((sum + 2) / 4);
            }
        }
    }

    @Test
    void aMuchLargerImageIsFirstBroughtToTwiceTheSize() {
        RgbImage large = AugmentReferenceTest.pattern(200, 150);
        Variant turned = new Variant(new Placement(33, false, false, 0, 0, 1, 1, 0), SAME, 0, Fill.REFLECT);
        RgbImage twice = Resize.resize(large, 40, 40, Interpolation.BILINEAR);
        assertThat(turned.apply(large, 20, 20).pixels())
                .isEqualTo(turned.apply(twice, 20, 20).pixels());
        assertThatThrownBy(() -> turned.apply(large, 0, 20))
                .hasMessage("expected a size of at least 1 x 1, got 0 x 20");
    }

    @Test
    void blurIsRelativeToTheSize() {
        Variant blurred = new Variant(new Placement(0, false, false, 0, 0, 1, 1, 0), SAME, 10, Fill.REFLECT);
        assertThat(blurred.apply(IMAGE, 40, 40).pixels())
                .isEqualTo(GaussianBlur.apply(IMAGE, 2).pixels());
    }

    @Test
    void channelsAreChangedOnTheirOwnLast() {
        RgbImage grey = RgbImage.of(1, 1, new byte[] {100, 100, 100});
        assertThat(new Tone(1.5, 1, 3, 1.2, 1, 0.1).apply(grey).pixels()).containsExactly((byte) 180, (byte) 150, 15);
    }

    @Test
    void aSheetHoldsTheOriginalAndItsVariants() {
        Variant first = Augmentation.MICROSCOPE.variant(4, "k", 1);
        RgbImage sheet = PreviewSheet.draw(
                "Augmentation: microscope",
                List.of(new PreviewSheet.Row("Ulmus/1.png", "k", IMAGE)),
                Augmentation.MICROSCOPE,
                2,
                4);
        assertThat(sheet.width()).isEqualTo(2 * 20 + 3 * 150 + 2 * 10);
        RgbImage made = first.apply(IMAGE, 40, 40);
        assertThat(contains(sheet, IMAGE, 20 + 55)).isTrue();
        assertThat(contains(sheet, made, 20 + 160 + 55)).isTrue();
        assertThat(contains(sheet, made, 20 + 55)).isFalse();
        assertThatThrownBy(() -> PreviewSheet.draw("", List.of(), Augmentation.NONE, 1, 1))
                .hasMessage("expected 1 to 8 rows of 1 to 12 variants, got 0 of 1");
    }

    private static boolean contains(RgbImage sheet, RgbImage image, int x) {
        String wanted = checksum(image);
        return IntStream.rangeClosed(0, sheet.height() - image.height())
                .anyMatch(y -> checksum(sheet.part(x, y, image.width(), image.height()))
                        .equals(wanted));
    }

    private static String checksum(RgbImage image) {
        CRC32 crc = new CRC32();
        crc.update(image.pixels());
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
