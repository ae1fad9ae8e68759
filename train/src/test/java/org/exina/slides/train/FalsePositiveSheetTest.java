package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.exina.image.Box;
import org.exina.slides.Detection;
import org.exina.slides.Grain;
import org.exina.slides.annotation.BoxedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FalsePositiveSheetTest {
    private static final int RED = 0xFF0000;

    @TempDir
    private Path temp;

    private static Detection found(Box box, String label) {
        return new Detection(new Grain(box, label, 0.9, "blue", 0.1, box.area()), 0.9);
    }

    /** Twelve false detections, a true one and debris. */
    private static EvaluatedField judged(String name) {
        List<Detection> finds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            finds.add(found(new Box(10 * i, 150, 9, 9), i % 2 == 0 ? "red" : Grain.UNKNOWN));
        }
        Box grain = new Box(30, 30, 30, 30);
        finds.add(found(grain, "red"));
        finds.add(found(new Box(120, 30, 20, 20), Grain.DEBRIS));
        return new EvaluatedField(name, "slide", finds, List.of(new GroundTruthGrain(grain, "red")));
    }

    private BufferedImage sheet(int count, int expected) throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 1);
        Path file = temp.resolve("sheet.png");
        EvaluatedField judged = judged(fields.fields().get(0).name());

        assertThat(FalsePositiveSheet.write(List.of(judged), fields.fields(), count, 1, file))
                .isEqualTo(expected);
        return ImageIO.read(file.toFile());
    }

    @Test
    void findsWithoutABoxAreDrawnTenInARow() throws IOException {
        BufferedImage sheet = sheet(50, 12);

        assertThat(sheet.getWidth()).isEqualTo(1200);
        assertThat(sheet.getHeight()).isEqualTo(240);
        for (int i = 0; i < 20; i++) {
            assertThat(hasOutline(sheet.getSubimage(i % 10 * 120, i / 10 * 120, 120, 120)))
                    .as("cell %d", i)
                    .isEqualTo(i < 12);
        }
    }

    @Test
    void noMoreThanWantedAreDrawnButAllAreToldOf() throws IOException {
        BufferedImage sheet = sheet(3, 12);

        assertThat(sheet.getHeight()).isEqualTo(120);
        assertThat(hasOutline(sheet.getSubimage(240, 0, 120, 120))).isTrue();
        assertThat(hasOutline(sheet.getSubimage(360, 0, 120, 120))).isFalse();
    }

    private static boolean hasOutline(BufferedImage cell) {
        for (int y = 0; y < cell.getHeight(); y++) {
            for (int x = 0; x < cell.getWidth(); x++) {
                if ((cell.getRGB(x, y) & 0xFFFFFF) == RED) {
                    return true;
                }
            }
        }
        return false;
    }
}
