package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageSource;
import org.exina.model.ModelCard;
import org.junit.jupiter.api.Test;

class GrainFramingTest {
    private static final DetectionSettings USUAL = DetectionSettings.DEFAULT;

    /** Grains of different sizes, each one cut out of a field of its own. */
    private static List<ImageSource> cuts(Function<Box, Box> framing) {
        List<ImageSource> cuts = new ArrayList<>();
        for (int radius = 20; radius < 44; radius += 2) {
            Box cut = framing.apply(Discs.box(150, 140, radius));
            RgbImage field =
                    Discs.bright(300, 280).with(150, 140, radius, 190, 90, 150).image();
            cuts.add(ImageSource.of(radius + ".png", field.part(cut.x(), cut.y(), cut.width(), cut.height())));
        }
        return cuts;
    }

    private static Box grown(Box box, double across, double down) {
        int wide = (int) Math.round(box.width() * across);
        int high = (int) Math.round(box.height() * down);
        return new Box(box.x() - (wide - box.width()) / 2, box.y() - (high - box.height()) / 2, wide, high);
    }

    private static ModelCard.Framing framing(Function<Box, Box> cut) throws IOException {
        return GrainFraming.of(cuts(cut)).orElseThrow();
    }

    @Test
    void squaresHaveTheMarginTheyWereCutWith() throws IOException {
        for (double margin : new double[] {1.2, 1.5, 2}) {
            ModelCard.Framing found = framing(box -> grown(box, margin, margin));

            assertThat(found.square()).isTrue();
            assertThat(found.margin()).isCloseTo(margin, within(0.04 * margin));
            assertThat(found.images()).isEqualTo(12);
        }
    }

    @Test
    void othersAreOfTheGrainsProportions() throws IOException {
        ModelCard.Framing found = framing(box -> grown(box, 1.3, 1.15));

        assertThat(found.square()).isFalse();
        assertThat(found.margin()).isCloseTo(Math.sqrt(1.3 * 1.15), within(0.06));
    }

    @Test
    void nothingIsSaidOfImagesWithoutAGrainInTheMiddle() throws IOException {
        assertThat(GrainFraming.of(cuts(box -> new Box(0, 0, 70, 80)))).isEmpty();
        assertThat(GrainFraming.of(List.of())).isEmpty();
    }

    @Test
    void aCountCutsAsTheModelWasTaught() throws IOException {
        RgbImage field = Discs.bright(300, 280).image();
        DetectionSettings tight = new DetectionSettings(USUAL.detector(), 1.1, USUAL.leastScore(), false);
        Box box = new Box(100, 100, 50, 30);

        RgbImage cut = tight.cut(SquareCrop.Reader.of(field), 300, 280, box);
        RgbImage square = USUAL.cut(SquareCrop.Reader.of(field), 300, 280, box);

        assertThat(List.of(cut.width(), cut.height())).containsExactly(55, 33);
        assertThat(List.of(square.width(), square.height())).containsExactly(60, 60);
    }
}
