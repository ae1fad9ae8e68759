package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.task.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TilesTest {
    @Test
    void grainsOnBordersOfTilesAreFoundOnce() throws Exception {
        int width = 4400;
        int height = 2700;
        List<Box> grains = new ArrayList<>();
        for (int y = 100; y < height - 100; y += 390) {
            for (int x = 98; x < width - 100; x += 390) { // some lie on column 2048, row 2048
                grains.add(Discs.box(x, y, 40 + (x + y) % 60));
            }
        }
        RgbImage field = Discs.bright(width, height).with(grains).image();

        List<Candidate> found =
                Tiles.find(SegmenterSettings.DEFAULT, SquareCrop.Reader.of(field), width, height, Progress.NONE);

        assertThat(grains).anyMatch(box -> box.x() < 2048 && box.right() > 2048);
        assertThat(grains).anyMatch(box -> box.y() < 2048 && box.bottom() > 2048);
        assertThat(Discs.covering(grains, found)).isEqualTo(Collections.nCopies(grains.size(), 1L));
        assertThat(found).hasSameSizeAs(grains);
    }
}
