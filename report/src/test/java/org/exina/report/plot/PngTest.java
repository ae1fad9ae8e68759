package org.exina.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
    private static final Plot PLOT = Plots.comparison("t", List.of(new Point("x", 0.5, 0.3, 0.7, Optional.of(0.4))));

    private static BufferedImage image(int width) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(PLOT.png(width)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1200, 2400})
    void isAsWideAsAskedAndDrawnThroughout(int width) throws IOException {
        BufferedImage image = image(width);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(PLOT.height() * width / PLOT.width()));
        assertThat(image.getRGB(0, 0)).isEqualTo(Color.WHITE.getRGB());
        double scale = width / PLOT.width();
        Mark.Disc dot = PLOT.marks().stream()
                .filter(Mark.Disc.class::isInstance)
                .map(Mark.Disc.class::cast)
                .reduce((first, last) -> last)
                .orElseThrow();
        int x = (int) (dot.center().x() * scale);
        int y = (int) (dot.center().y() * scale);
        assertThat(new Color(image.getRGB(x, y))).isEqualTo(Color.decode(Style.ACCENT));
    }
}
