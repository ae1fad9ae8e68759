package org.exina.slides.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.io.Csv;
import org.exina.slides.annotation.BoxedFields;

/** A folder of fields for tests: coloured discs on an even grey ground, and the boxes around them. */
final class DiscFields {
    static final int SIDE_PX = 160;
    static final String RED = "red";
    static final String BLUE = "blue";
    /** A small dark disc that has no box. */
    static final String SPECK = "";

    private static final Map<String, int[]> COLOURS =
            Map.of(RED, new int[] {150, 40, 50}, BLUE, new int[] {40, 60, 150}, SPECK, new int[] {30, 30, 30});

    private final Path root;
    private final int loosePx;
    private final StringBuilder boxes =
            new StringBuilder(Csv.row(List.of("image", "x_min", "y_min", "x_max", "y_max", "class", "group")));

    /**
     * Fields of discs in a folder.
     *
     * @param loosePx how far boxes are drawn from the discs, on each side
     */
    DiscFields(Path root, int loosePx) {
        this.root = root;
        this.loosePx = loosePx;
    }

    record Disc(int x, int y, int radius, String label) {}

    /** Two discs and, if wanted, a speck; no two fields have quite the same. */
    static Disc[] discs(int number, boolean speck, String... labels) {
        List<Disc> discs = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            discs.add(new Disc(45 + 70 * i + number % 7, 50 + number / 7, 16 + number % 3, labels[i]));
        }
        if (speck) {
            discs.add(new Disc(90 + number, 130, 7, SPECK));
        }
        return discs.toArray(Disc[]::new);
    }

    /** Each group has two fields of one ground, which no other has. */
    static BoxedFields ofGroups(Path root, int groups) throws IOException {
        DiscFields folder = new DiscFields(root, 0);
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < 2; i++) {
                folder.field("field" + g + "_" + i, ground(g), "slide " + g, discs(2 * g + i, true, RED, BLUE));
            }
        }
        return folder.open();
    }

    /** The grey level of a group's ground. */
    static int ground(int group) {
        return 170 + 3 * group;
    }

    DiscFields field(String name, int ground, String group, Disc... discs) throws IOException {
        byte[] pixels = new byte[3 * SIDE_PX * SIDE_PX];
        Arrays.fill(pixels, (byte) ground);
        String image = name + ".png";
        boolean boxed = false;
        for (Disc disc : discs) {
            draw(pixels, disc);
            if (!disc.label().equals(SPECK)) {
                boxed = true;
                boxes.append(row(image, group, disc));
            }
        }
        if (!boxed) {
            boxes.append(Csv.row(List.of(image, "", "", "", "", "", group)));
        }
        Path file = root.resolve("images").resolve(image);
        Files.createDirectories(file.getParent());
        Files.write(file, ImageEncoder.png(RgbImage.of(SIDE_PX, SIDE_PX, pixels)));
        return this;
    }

    BoxedFields open() throws IOException {
        Files.writeString(root.resolve("boxes.csv"), boxes);
        return BoxedFields.open(root);
    }

    private String row(String image, String group, Disc disc) {
        int away = disc.radius() + loosePx;
        return Csv.row(List.of(
                image,
                Integer.toString(disc.x() - away),
                Integer.toString(disc.y() - away),
                Integer.toString(disc.x() + away),
                Integer.toString(disc.y() + away),
                disc.label(),
                group));
    }

    private static void draw(byte[] pixels, Disc disc) {
        int[] colour = COLOURS.get(disc.label());
        for (int y = disc.y() - disc.radius(); y < disc.y() + disc.radius(); y++) {
            for (int x = disc.x() - disc.radius(); x < disc.x() + disc.radius(); x++) {
                if (Math.hypot(x + 0.5 - disc.x(), y + 0.5 - disc.y()) <= disc.radius()) {
                    for (int c = 0; c < 3; c++) {
                        pixels[3 * (y * SIDE_PX + x) + c] = (byte) colour[c];
                    }
                }
            }
        }
    }
}
