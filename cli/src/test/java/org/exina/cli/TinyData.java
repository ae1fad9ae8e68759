package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exina.image.file.ImageEncoder;
import org.exina.synthetic.SyntheticGrains;

/** Small data sets of drawn grains. */
final class TinyData {
    private static final int MOST = 10;
    static final List<String> CLASSES = SyntheticGrains.classes(2);

    /** PNG files of each class; drawn once, since drawing takes longer than all that is tested with them. */
    private static final Map<String, List<byte[]>> DRAWN =
            CLASSES.stream().collect(Collectors.toMap(label -> label, TinyData::draw));

    private TinyData() {}

    private static List<byte[]> draw(String label) {
        return IntStream.range(0, MOST)
                .mapToObj(i -> ImageEncoder.png(ImageEncoder.thumbnail(SyntheticGrains.draw(label, i, 1), 64)))
                .toList();
    }

    /**
     * A folder for each of two classes.
     *
     * @param perClass in [1, 10]
     */
    static Path write(Path root, int perClass) throws IOException {
        for (String label : CLASSES) {
            Path folder = Files.createDirectories(root.resolve(label));
            for (int i = 0; i < perClass; i++) {
                Files.write(
                        folder.resolve("grain_" + (i + 1) + ".png"),
                        DRAWN.get(label).get(i));
            }
        }
        return root;
    }
}
