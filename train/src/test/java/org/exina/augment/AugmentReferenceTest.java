package org.exina.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Pillow, SciPy and Keras: resources/org/exina/augment/make_augment.py. */
class AugmentReferenceTest {
    private static final Tone SAME = new Tone(1, 1, 1, 1, 1, 1);

    @SuppressWarnings("ArrayRecordComponent") // a private tuple
    private record Case(double[] numbers, int width, int height, int outWidth, int outHeight, byte[] expected) {
        static Case of(String line) {
            String[] fields = line.split("\t", -1);
            return new Case(
                    Arrays.stream(fields[1].split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray(),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    Integer.parseInt(fields[5]),
                    Base64.getDecoder().decode(fields[6]));
        }

        RgbImage image() {
            return pattern(width, height);
        }
    }

    @Test
    void insideTheImageWarpsAsPillow() throws IOException {
        List<Case> cases = cases("pillow", 4);
        for (Case c : cases) {
            RgbImage made = Warp.apply(c.image(), c.numbers(), c.outWidth(), c.outHeight(), Fill.NEAREST);
            int compared = 0;
            for (int i = 0; i < c.expected().length; i++) {
                int row = i / (3 * c.outWidth());
                if (isInside(c, i / 3 % c.outWidth() + 0.5, row + 0.5)) { // Pillow: else black
                    assertThat(made.pixels()[i] & 0xFF).isBetween(expected(c, i) - 1, expected(c, i) + 1);
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(600);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reflect", "nearest", "background"})
    void fillsWhatIsBeyondTheEdgeAsSciPy(String fill) throws IOException {
        for (Case c : cases(fill, 4)) {
            RgbImage made = Warp.apply(
                    c.image(), c.numbers(), c.outWidth(), c.outHeight(), Fill.valueOf(fill.toUpperCase(Locale.ROOT)));
            assertWithin(1, c, made);
        }
    }

    @Test
    void shrinkingIsTheMeanOfAGridOfSamples() throws IOException {
        for (Case c : cases("shrink", 4)) {
            int side = Warp.samplesPerSide(c.numbers());
            RgbImage made = Warp.apply(c.image(), c.numbers(), c.outWidth(), c.outHeight(), Fill.REFLECT);
            assertThat(side).isIn(3, 4);
            if (side == 3) {
                assertWithin(1, c, made);
            }
        }
    }

    @Test
    void placesAsKeras() throws IOException {
        for (Case c : cases("keras", 4)) {
            double[] n = c.numbers();
            Placement placement = new Placement(n[0], false, false, n[1], n[2], n[4], n[5], n[3]);
            RgbImage made = new Variant(placement, SAME, 0, Fill.NEAREST).apply(c.image(), c.width(), c.height());
            assertWithin(1, c, made);
        }
    }

    @Test
    void brightnessIsPillows() throws IOException {
        for (Case c : cases("brightness", 3)) {
            assertWithin(1, c, new Tone(c.numbers()[0], 1, 1, 1, 1, 1).apply(c.image()));
        }
    }

    @Test
    void contrastIsPillows() throws IOException {
        for (Case c : cases("contrast", 3)) {
            assertWithin(1, c, new Tone(1, c.numbers()[0], 1, 1, 1, 1).apply(c.image()));
        }
    }

    @Test
    void saturationIsPillows() throws IOException {
        for (Case c : cases("colour", 3)) {
            assertWithin(1, c, new Tone(1, 1, c.numbers()[0], 1, 1, 1).apply(c.image()));
        }
    }

    @Test
    void blurIsSciPys() throws IOException {
        for (Case c : cases("blur", 3)) {
            assertWithin(1, c, GaussianBlur.apply(c.image(), c.numbers()[0]));
        }
    }

    private static boolean isInside(Case c, double u, double v) {
        double[] m = c.numbers();
        double x = m[0] * u + m[1] * v + m[2];
        double y = m[3] * u + m[4] * v + m[5];
        return x >= 0 && y >= 0 && x < c.width() && y < c.height();
    }

    private static void assertWithin(int tolerance, Case c, RgbImage made) {
        assertThat(made.width()).isEqualTo(c.outWidth());
        assertThat(made.height()).isEqualTo(c.outHeight());
        for (int i = 0; i < c.expected().length; i++) {
            assertThat(made.pixels()[i] & 0xFF)
                    .as("%s at %d", Arrays.toString(c.numbers()), i)
                    .isBetween(expected(c, i) - tolerance, expected(c, i) + tolerance);
        }
    }

    private static int expected(Case c, int i) {
        return c.expected()[i] & 0xFF;
    }

    private static List<Case> cases(String kind, int count) throws IOException {
        try (InputStream in = AugmentReferenceTest.class.getResourceAsStream("augment.tsv")) {
            List<Case> cases = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(kind + "\t"))
                    .map(Case::of)
                    .toList();
            assertThat(cases).hasSize(count);
            return cases;
        }
    }

    static RgbImage pattern(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    pixels[to++] = (byte) (x * x * 3 + y * y * 5 + x * y * 7 + c * 85 + (x ^ y) * 11);
                }
            }
        }
        return RgbImage.of(width, height, pixels);
    }
}
