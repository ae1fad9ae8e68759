package org.exina.report.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exina.image.PixelSource;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageRegions;
import org.exina.slides.CountedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldOverlayTest {
    @TempDir
    private Path temp;

    private static int color(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return (image.pixels()[at] & 0xFF) << 16
                | (image.pixels()[at + 1] & 0xFF) << 8
                | (image.pixels()[at + 2] & 0xFF);
    }

    @Test
    void boxesHaveTheColourOfTheirTypeInTheirPlace() throws IOException {
        CountedField field = Drawn.field(temp, "a", List.of(), "Alnus", "Alnus", "Alnus", "Alnus", "Corylus");
        Path file = temp.resolve("overlay.png");
        try (PixelSource pixels = ImageRegions.open(field.file())) {
            FieldOverlay.of(Drawn.CLASSES, List.of(field)).write(file, field, pixels);
        }
        RgbImage drawn = ImageFile.decode(file);

        assertThat(drawn.width()).isEqualTo(FieldOverlay.MIN_SIDE);
        assertThat(drawn.height()).isGreaterThan(FieldOverlay.MIN_SIDE); // the legend
        assertThat(color(drawn, 4 * 60, 60)).isEqualTo(0x3f90da); // left edge of the second, fourfold
        assertThat(color(drawn, 4 * 240, 60)).isEqualTo(0xffa90e);
        assertThat(color(drawn, 4 * 150, 4 * 250)).isEqualTo(0xE8E2C8);
    }

    @Test
    void aFieldWithoutGrainsIsDrawnAllTheSame() throws IOException {
        CountedField field = Drawn.field(temp, "empty", List.of());
        RgbImage drawn = FieldOverlay.of(Drawn.CLASSES, List.of(field)).draw(field, ImageFile.decode(field.file()));

        assertThat(drawn.height()).isGreaterThan(FieldOverlay.MIN_SIDE);
    }

    @Test
    void theEndOfTheNameSaysWhichKindOfFileItIs() throws IOException {
        CountedField field = Drawn.field(temp, "a", List.of(), "Alnus");
        Path jpeg = temp.resolve("a.JPG");
        try (PixelSource pixels = ImageRegions.open(field.file())) {
            FieldOverlay.of(Drawn.CLASSES, List.of(field)).write(jpeg, field, pixels);
        }

        assertThat(Files.readAllBytes(jpeg)).startsWith(0xFF, 0xD8);
    }

    @Test
    void labelsLieWithinTheImageAndNotOnEachOther() {
        LabelPlaces places = new LabelPlaces(600, 600);
        List<Rectangle2D> labels = new ArrayList<>();
        for (int i = 0; i < 36; i++) {
            Rectangle2D grain = new Rectangle2D.Double(i % 6 * 100, i / 6 * 100, 60, 60);
            places.addGrain(grain);
            labels.add(places.place(grain, 70, 18));
        }

        Rectangle2D image = new Rectangle2D.Double(0, 0, 600, 600);
        for (int i = 0; i < labels.size(); i++) {
            assertThat(image.contains(labels.get(i))).isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(labels.get(i).intersects(labels.get(j))).isFalse();
            }
        }
    }

    @Test
    void thirtyTwoTypesDifferAndTheMostFrequentHaveWholeLines() throws IOException {
        Set<TypeStyle> styles = new HashSet<>();
        for (int n = 0; n < 32; n++) {
            styles.add(TypeStyle.of(n));
        }
        CountedField field = Drawn.field(temp, "a", List.of(), "Corylus", "Corylus", "Alnus");

        assertThat(styles).hasSize(32);
        assertThat(TypeStyle.of(Drawn.CLASSES, List.of(field)))
                .containsEntry("Corylus", TypeStyle.of(0))
                .containsEntry("Alnus", TypeStyle.of(1))
                .containsEntry("Betula & 'b'", TypeStyle.of(2));
    }
}
