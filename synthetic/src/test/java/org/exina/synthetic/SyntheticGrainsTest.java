package org.exina.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;
import org.junit.jupiter.api.Test;

class SyntheticGrainsTest {
    private static final List<String> ALL = SyntheticGrains.classes(SyntheticGrains.MAX_CLASSES);

    private static String sha256(RgbImage image) {
        byte[] size = (image.width() + " x " + image.height() + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(size, size.length + image.pixels().length);
        System.arraycopy(image.pixels(), 0, all, size.length, image.pixels().length);
        return Sha256.of(all);
    }

    /** grains.tsv: label, index, seed, SHA-256 of size and pixels. When they must change, raise DRAWING. */
    @Test
    void imagesAreTheSameOnEveryPlatform() throws IOException {
        StringBuilder drawn = new StringBuilder();
        for (String label : ALL) {
            drawn.append(line(label, 1, 1)).append(line(label, 7, -3));
        }
        try (InputStream in = SyntheticGrainsTest.class.getResourceAsStream("grains.tsv")) {
            assertThat(drawn).hasToString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String line(String label, long index, long seed) {
        return label + "\t" + index + "\t" + seed + "\t" + sha256(SyntheticGrains.draw(label, index, seed)) + "\n";
    }

    @Test
    void orderAndThreadsDoNotMatter() {
        List<String> some = ALL.subList(4, 12);
        List<String> oneByOne = some.stream()
                .map(label -> sha256(SyntheticGrains.draw(label, 2, 9)))
                .toList();
        String[] backward = new String[some.size()];
        IntStream.range(0, backward.length)
                .map(i -> backward.length - 1 - i)
                .parallel()
                .forEach(i -> backward[i] = sha256(SyntheticGrains.draw(some.get(i), 2, 9)));

        assertThat(backward).containsExactlyElementsOf(oneByOne);
    }

    @Test
    void labelIndexAndSeedEachChangeTheImage() {
        Set<String> seen = new HashSet<>();
        for (String label : List.of("monoporate", "triporate")) {
            for (long index : new long[] {-1, 0, Long.MAX_VALUE}) {
                for (long seed : new long[] {1, -7}) {
                    assertThat(seen.add(sha256(SyntheticGrains.draw(label, index, seed))))
                            .as("%s %d %d", label, index, seed)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void sidesAreOfTheSizePromised() {
        for (String label : ALL) {
            for (int index = 0; index < 2; index++) {
                RgbImage image = SyntheticGrains.draw(label, index, 3);
                assertThat(image.width()).as("%s %d", label, index).isBetween(90, 420);
                assertThat(image.height()).as("%s %d", label, index).isBetween(90, 420);
            }
        }
    }

    /** Grains of one class differ in size, brightness and colour, as living things and preparations do. */
    @Test
    void noTwoGrainsOfAClassAreAlike() {
        for (String label : List.of("monoporate", "striate")) {
            double[] widths = new double[12];
            double[] bright = new double[12];
            double[] warmth = new double[12];
            for (int i = 0; i < 12; i++) {
                RgbImage image = SyntheticGrains.draw(label, i, 1);
                double[] middle = middle(image);
                widths[i] = image.width();
                bright[i] = middle[1];
                warmth[i] = middle[0] - middle[2];
            }
            assertThat(deviation(widths)).as("widths of %s", label).isBetween(8.0, 80.0);
            assertThat(deviation(bright)).as("brightness of %s", label).isBetween(6.0, 60.0);
            assertThat(deviation(warmth)).as("colour of %s", label).isBetween(4.0, 60.0);
        }
    }

    /** The empty field is bright and a little cool, uneven and noisy; the grain is darker. */
    @Test
    void theLightIsThatOfAMicroscope() {
        int darker = 0;
        for (int i = 0; i < 8; i++) {
            RgbImage image = SyntheticGrains.draw("tricolpate", i, 1);
            double[] corner = mean(image.part(0, 0, 12, 12));
            assertThat(corner[0]).isBetween(110.0, 225.0);
            assertThat(corner[2]).isBetween(130.0, 245.0);
            assertThat(noise(image)).isBetween(0.8, 6.0);
            darker += middle(image)[1] < corner[1] ? 1 : 0;
        }
        assertThat(darker).isGreaterThanOrEqualTo(7);
    }

    private static double[] middle(RgbImage image) {
        int w = image.width() / 3;
        int h = image.height() / 3;
        return mean(image.part(w, h, w, h));
    }

    private static double[] mean(RgbImage image) {
        double[] sum = new double[3];
        for (int i = 0; i < image.pixels().length; i++) {
            sum[i % 3] += image.pixels()[i] & 0xFF;
        }
        return Arrays.stream(sum).map(s -> s / (image.pixels().length / 3.0)).toArray();
    }

    /** Standard deviation of green along the upper edge, against the neighbour two pixels on. */
    private static double noise(RgbImage image) {
        double sum = 0;
        for (int x = 0; x + 2 < image.width(); x++) {
            double step = (image.pixels()[3 * x + 1] & 0xFF) - (image.pixels()[3 * x + 7] & 0xFF);
            sum += step * step;
        }
        return Math.sqrt(sum / (image.width() - 2) / 2);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void classesStandInAFixedOrder() {
        assertThat(SyntheticGrains.classes(2)).containsExactly("monoporate", "triporate");
        assertThat(ALL)
                .hasSize(16)
                .doesNotHaveDuplicates()
                .startsWith("monoporate", "triporate", "tricolpate", "tricolporate", "reticulate", "echinate")
                .allMatch(label -> label.matches("[a-z-]+") && label.equals(label.toLowerCase(Locale.ROOT)));
    }

    @Test
    void aCountOfClassesOutOfRangeIsRefused() {
        for (int count : new int[] {-1, 0, 1, 17}) {
            assertThatThrownBy(() -> SyntheticGrains.classes(count))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("classes must be in [2, 16], got " + count);
        }
    }

    @Test
    void anUnknownClassIsRefused() {
        assertThatThrownBy(() -> SyntheticGrains.draw("betula", 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown class betula, expected one of " + ALL);
    }

    @Test
    void chanceHangsOnTheOrderOfItsKeys() {
        Chance chance = Chance.of(5, 1, 2);
        Chance other = Chance.of(5, 2, 1);

        assertThat(LongStream.generate(chance::nextLong).limit(4).toArray())
                .isNotEqualTo(LongStream.generate(other::nextLong).limit(4).toArray());
    }
}
