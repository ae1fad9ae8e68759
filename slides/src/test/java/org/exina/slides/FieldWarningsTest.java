package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;

class FieldWarningsTest {
    private static final int SIDE = 100;

    private static RgbImage plain(int level) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        Arrays.fill(pixels, (byte) level);
        return RgbImage.of(SIDE, SIDE, pixels);
    }

    /** A disc of 30 pixels, its border as wide as told. */
    private static RgbImage disc(double border) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            double inside = 30 - Math.hypot(i / 3 % SIDE - 50, i / 3 / SIDE - 50);
            pixels[i] = (byte) (200 - 120 * Math.min(1, Math.max(0, 0.5 + inside / border)));
        }
        return RgbImage.of(SIDE, SIDE, pixels);
    }

    private static List<String> remarks(RgbImage field) throws IOException {
        return new FieldWarnings().of(List.of(), SquareCrop.Reader.of(field), SIDE, SIDE);
    }

    @Test
    void blackWhiteAndEmptyAreToldApart() throws IOException {
        assertThat(remarks(plain(3)))
                .containsExactly("No grain found: the field is black (mean brightness 3.0 of 255); was the lamp off?");
        assertThat(remarks(plain(255)))
                .containsExactly(
                        "No grain found: the field is white (mean brightness 255.0 of 255), overexposed or empty.");
        assertThat(remarks(plain(190)))
                .containsExactly(
                        "No grain found: the field is empty, nothing stands out from the background; a higher sensitivity"
                                + " finds fainter things.");
    }

    @Test
    void aFieldThatIsAlmostBlackIsToldThoughSomethingIsFoundOnIt() throws IOException {
        byte[] dim = disc(3).pixels().clone();
        for (int i = 0; i < dim.length; i++) {
            dim[i] = (byte) ((dim[i] & 0xFF) / 8);
        }
        Candidate candidate = new Candidate(new Box(20, 20, 60, 60), 2827, 0.98, 100);
        FieldWarnings warnings = new FieldWarnings();
        warnings.add(disc(3), candidate);

        assertThat(warnings.of(
                        List.of(new Grain(candidate.box(), "a", 0.9, "b", 0.1, 2827)),
                        SquareCrop.Reader.of(RgbImage.of(SIDE, SIDE, dim)),
                        SIDE,
                        SIDE))
                .containsExactly(
                        "The field is almost black: nothing on it is lighter than 25 of 255; was there too little"
                                + " light, or are its bits fewer than they are taken for? Its grains are hardly to be told.");
    }

    @Test
    void wideEdgesAreOutOfFocus() throws IOException {
        Candidate candidate = new Candidate(new Box(20, 20, 60, 60), 2827, 0.98, 100);
        Grain grain = new Grain(candidate.box(), "a", 0.9, "b", 0.1, 2827);
        FieldWarnings sharp = new FieldWarnings();
        sharp.add(disc(3), candidate);
        FieldWarnings blurred = new FieldWarnings();
        blurred.add(disc(24), candidate);

        assertThat(sharp.of(List.of(grain), SquareCrop.Reader.of(disc(3)), SIDE, SIDE))
                .isEmpty();
        assertThat(blurred.of(List.of(grain), SquareCrop.Reader.of(disc(24)), SIDE, SIDE))
                .singleElement()
                .asString()
                .startsWith("The field is out of focus: edges are about 2");
    }

    @Test
    void debrisOnlyIsSaid() throws IOException {
        Candidate candidate = new Candidate(new Box(20, 20, 60, 60), 2827, 0.98, 100);
        Grain debris = new Grain(candidate.box(), Grain.DEBRIS, 0.9, "b", 0.1, 2827);
        FieldWarnings remarks = new FieldWarnings();
        remarks.add(disc(3), candidate);

        assertThat(remarks.of(List.of(debris), SquareCrop.Reader.of(disc(3)), SIDE, SIDE))
                .containsExactly("No grain found: all that stands out looks like debris.");
    }

    @Test
    void edgeWidthIsMeasuredInPixels() {
        assertThat(Sharpness.edgeWidth(disc(16))).isBetween(14.0, 18.0);
        assertThat(Sharpness.edgeWidth(plain(8))).isInfinite();
        assertThat(Sharpness.edgeWidth(plain(8).part(0, 0, 3, 3))).isInfinite();
    }
}
