package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.synthetic.SyntheticGrains;

/** Small folders of drawn grains. */
final class Grains {
    private Grains() {}

    /**
     * A folder for each class, {@code grain_1.png} and so on in it, 48 x 48.
     *
     * @return the classes
     */
    static List<String> write(Path root, int classes, int perClass, long seed) throws IOException {
        List<String> labels = SyntheticGrains.classes(classes);
        for (String label : labels) {
            for (int i = 1; i <= perClass; i++) {
                write(root.resolve(label).resolve("grain_" + i + ".png"), label, i, seed);
            }
        }
        return labels;
    }

    static void write(Path file, String label, int index, long seed) throws IOException {
        RgbImage grain = SyntheticGrains.draw(label, index, seed);
        Files.createDirectories(file.getParent());
        Files.write(file, ImageEncoder.png(Resize.resize(grain, 48, 48, Interpolation.BILINEAR)));
    }
}
