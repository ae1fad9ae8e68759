package org.exina.report.slides;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/** Fields for tests: discs on a pale ground, counted as told. */
final class Drawn {
    static final List<String> CLASSES = List.of("Alnus", "Betula & 'b'", "Corylus");
    private static final int SIDE = 300;
    private static final int STEP = 60;

    private Drawn() {}

    static Grain grain(int x, int y, String label, double probability) {
        return new Grain(new Box(x, y, 30, 30), label, probability, "Corylus", (1 - probability) / 2, 700);
    }

    /** A field with a grain for each label, from the upper left corner; its image is written beside it. */
    static CountedField field(Path folder, String name, List<String> remarks, String... labels) throws IOException {
        List<Grain> grains = new ArrayList<>();
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xE8E2C8));
        pen.fillRect(0, 0, SIDE, SIDE);
        pen.setColor(new Color(0xA04070));
        for (int i = 0; i < labels.length; i++) {
            int x = i % (SIDE / STEP) * STEP;
            int y = i / (SIDE / STEP) * STEP;
            pen.fillOval(x, y, 30, 30);
            grains.add(grain(x, y, labels[i], 0.95 - 0.05 * (i % 10)));
        }
        pen.dispose();
        Path file = folder.resolve(name + ".png");
        Files.write(file, ImageEncoder.png(RgbImage.of(image)));
        return new CountedField(name, file, SIDE, SIDE, grains, remarks);
    }
}
