package org.exina.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;

/** Images for tests: a grain of sorts, each its own. */
final class DrawnImages {
    private DrawnImages() {}

    static RgbImage draw(int seed) {
        BufferedImage image = new BufferedImage(200, 150 + 10 * (seed % 3), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(200, 210, 230));
        pen.fillRect(0, 0, 200, 200);
        pen.setColor(new Color(120, 80 + 10 * (seed % 7), 60));
        pen.fillOval(40, 30, 100 + seed % 5, 90);
        pen.setColor(Color.BLACK);
        for (int k = 0; k < 6; k++) {
            pen.fillRect(20 + (seed * 37 + k * 53) % 160, 20 + (seed * 61 + k * 29) % 110, 14 + seed % 4, 9 + k);
        }
        pen.dispose();
        return RgbImage.of(image);
    }

    static void write(Path file, int seed) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, ImageEncoder.png(draw(seed)));
    }
}
