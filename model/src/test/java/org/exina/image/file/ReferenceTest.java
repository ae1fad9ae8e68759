package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Pillow and NumPy: resources/org/exina/image/file/make_reference.py. */
class ReferenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"stretch", "center", "whole"})
    void cropsAndResizesToTheBitAsPillow(String crop) throws IOException {
        List<String[]> cases = cases(crop);
        assertThat(cases).hasSize(216);
        for (String[] c : cases) {
            RgbImage made = Crop.valueOf(upper(crop))
                    .toSize(
                            pattern(number(c[1]), number(c[2])),
                            number(c[3]),
                            number(c[4]),
                            Interpolation.valueOf(upper(c[5])));
            assertThat(checksum(made)).as(String.join(" ", c)).isEqualTo(c[6]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void viewsAreThoseOfNumPy(int view) throws IOException {
        for (String[] c : cases("view")) {
            if (number(c[5]) == view) {
                RgbImage made = DihedralView.first(8).get(view).apply(pattern(number(c[1]), number(c[2])));
                assertThat(made.width()).isEqualTo(number(c[3]));
                assertThat(made.height()).isEqualTo(number(c[4]));
                assertThat(checksum(made)).as(String.join(" ", c)).isEqualTo(c[6]);
            }
        }
    }

    private static List<String[]> cases(String kind) throws IOException {
        try (InputStream in = ReferenceTest.class.getResourceAsStream("resize.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .filter(fields -> fields[0].equals(kind))
                    .toList();
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

    private static String checksum(RgbImage image) {
        CRC32 crc = new CRC32();
        crc.update(image.pixels());
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
