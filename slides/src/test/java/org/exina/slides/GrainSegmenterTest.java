package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.junit.jupiter.api.Test;

class GrainSegmenterTest {
    private static final GrainSegmenter SEGMENTER = new GrainSegmenter(SegmenterSettings.DEFAULT);
    private static final List<Box> APART =
            List.of(Discs.box(60, 60, 20), Discs.box(200, 80, 30), Discs.box(120, 220, 12));

    @Test
    void grainsUnderUnevenLightAreFoundOnceEach() {
        List<Candidate> found =
                SEGMENTER.find(Discs.bright(300, 280).with(APART).image());

        assertThat(Discs.covering(APART, found)).containsExactly(1L, 1L, 1L);
        assertThat(found).hasSize(3);
    }

    @Test
    void darkFieldIsTheSame() {
        List<Candidate> found = SEGMENTER.find(Discs.dark(300, 280).with(APART).image());

        assertThat(Discs.covering(APART, found)).containsExactly(1L, 1L, 1L);
    }

    @Test
    void touchingGrainsAreCandidatesTogetherAndEachAlone() {
        List<Box> pair = List.of(Discs.box(100, 100, 25), Discs.box(146, 100, 25));

        List<Candidate> found = SEGMENTER.find(Discs.bright(250, 200).with(pair).image());

        assertThat(Discs.covering(pair, found)).containsExactly(1L, 1L);
        assertThat(Discs.covering(List.of(new Box(75, 75, 97, 51)), found)).containsExactly(1L);
        assertThat(found.stream().filter(each -> each.box().width() > 60))
                .as("the pair is less convex than a grain")
                .allMatch(each -> each.solidity() < 0.95);
    }

    /** What lies about the gap in their middle is no candidate. */
    @Test
    void fourThatTouchTwoByTwoAreCandidatesTogetherAndEachAlone() {
        for (int radius : new int[] {14, 25, 50}) {
            List<Box> four = List.of(
                    Discs.box(100, 100, radius),
                    Discs.box(100 + 2 * radius, 100, radius),
                    Discs.box(100, 100 + 2 * radius, radius),
                    Discs.box(100 + 2 * radius, 100 + 2 * radius, radius));

            List<Candidate> found =
                    SEGMENTER.find(Discs.bright(420, 400).with(four).image());

            assertThat(Discs.covering(four, found)).containsExactly(1L, 1L, 1L, 1L);
            assertThat(found.stream().filter(each -> each.box().width() < 3 * radius))
                    .hasSize(4);
        }
    }

    @Test
    void aScaleBarAndItsTextAreNoCandidates() {
        BufferedImage drawn =
                ImageEncoder.toBufferedImage(Discs.bright(600, 400).with(APART).image());
        Graphics2D pen = drawn.createGraphics();
        pen.setColor(Color.BLACK);
        pen.fillRect(400, 370, 120, 6);
        for (int letter = 0; letter < 4; letter++) { // strokes and rings, as letters have
            pen.fillRect(420 + 24 * letter, 335, 5, 22);
            pen.fillOval(426 + 24 * letter, 341, 16, 16);
        }
        pen.dispose();

        List<Candidate> found = SEGMENTER.find(RgbImage.of(drawn));

        assertThat(Discs.covering(APART, found)).containsExactly(1L, 1L, 1L);
        assertThat(found).hasSize(3);
    }

    @Test
    void paleGrainsAreFilledFromTheirRim() {
        RgbImage ring = Discs.bright(200, 200)
                .with(100, 100, 30, 120, 110, 60)
                .with(100, 100, 26, 210, 210, 210)
                .image();

        List<Candidate> found = SEGMENTER.find(ring);

        assertThat(Discs.covering(List.of(Discs.box(100, 100, 30)), found)).containsExactly(1L);
        assertThat(found.get(0).areaPx()).isCloseTo(Math.round(Math.PI * 30.5 * 30.5), within(150L));
    }

    @Test
    void grainsCutOffByTheBorderEndThere() {
        List<Candidate> found = SEGMENTER.find(
                Discs.bright(200, 200).with(0, 100, 30, 190, 90, 150).image());

        assertThat(Discs.covering(List.of(new Box(0, 70, 31, 61)), found)).containsExactly(1L);
    }

    @Test
    void thereIsNothingOnAnEmptyFieldNorOnABlackOne() {
        assertThat(SEGMENTER.find(Discs.bright(200, 200).image())).isEmpty();
        assertThat(SEGMENTER.find(RgbImage.of(200, 200, new byte[3 * 200 * 200])))
                .isEmpty();
        assertThat(SEGMENTER.find(RgbImage.of(1, 1, new byte[3]))).isEmpty();
    }

    @Test
    void whatIsTooSmallOrTooLargeIsPassedOver() {
        RgbImage field = Discs.bright(300, 280).with(APART).image();

        List<Candidate> found = new GrainSegmenter(SegmenterSettings.DEFAULT.withDiameters(30, 50)).find(field);

        assertThat(Discs.covering(APART, found)).containsExactly(1L, 0L, 0L);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> SegmenterSettings.DEFAULT.withDiameters(3, 0))
                .hasMessage("minDiameterPx must be 4 or more, got 3.0");
        assertThatThrownBy(() -> SegmenterSettings.DEFAULT.withDiameters(20, 10))
                .hasMessage("maxDiameterPx must be 0 or at least 20.0, got 10.0");
        assertThatThrownBy(() -> SegmenterSettings.DEFAULT.withSensitivity(0))
                .hasMessage("sensitivity must be in [0.1, 10], got 0.0");
    }
}
