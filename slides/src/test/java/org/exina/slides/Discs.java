package org.exina.slides;

import java.util.ArrayList;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;

/** Fields with discs for grains. */
final class Discs {
    private final int width;
    private final int height;
    private final byte[] pixels;

    private Discs(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[3 * width * height];
    }

    /** Light that falls off to one corner: from 230 at the upper left to 190 at the lower right, with a little noise. */
    static Discs bright(int width, int height) {
        return ground(width, height, 230, -40);
    }

    /** Nearly black, brighter to one corner. */
    static Discs dark(int width, int height) {
        return ground(width, height, 12, 25);
    }

    private static Discs ground(int width, int height, int level, int slope) {
        Discs field = new Discs(width, height);
        for (int i = 0; i < field.pixels.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            double light = level + slope * 0.5 * ((double) x / width + (double) y / height);
            field.pixels[i] = (byte) Math.round(light + (i * 7919L % 5 - 2));
        }
        return field;
    }

    Discs with(int x, int y, int radius, int red, int green, int blue) {
        for (int row = Math.max(0, y - radius); row < Math.min(height, y + radius + 1); row++) {
            for (int column = Math.max(0, x - radius); column < Math.min(width, x + radius + 1); column++) {
                if ((row - y) * (row - y) + (column - x) * (column - x) <= radius * radius) {
                    int at = 3 * (row * width + column);
                    pixels[at] = (byte) red;
                    pixels[at + 1] = (byte) green;
                    pixels[at + 2] = (byte) blue;
                }
            }
        }
        return this;
    }

    /** The same with rose discs. */
    Discs with(List<Box> boxes) {
        boxes.forEach(
                box -> with(box.x() + box.width() / 2, box.y() + box.height() / 2, box.width() / 2, 190, 90, 150));
        return this;
    }

    RgbImage image() {
        return RgbImage.of(width, height, pixels.clone());
    }

    /** Of a disc. */
    static Box box(int x, int y, int radius) {
        return new Box(x - radius, y - radius, 2 * radius + 1, 2 * radius + 1);
    }

    /** How many of the candidates cover each box, by four fifths at least. */
    static List<Long> covering(List<Box> boxes, List<Candidate> candidates) {
        List<Long> counts = new ArrayList<>();
        for (Box box : boxes) {
            counts.add(candidates.stream()
                    .filter(each -> each.box().intersectionOverUnion(box) >= 0.8)
                    .count());
        }
        return counts;
    }
}
