package org.exina.slides;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exina.image.Box;
import org.exina.image.RgbImage;

/**
 * Scale bars that a program drew into an image, with their text: straight bars along a side of the image, labels' even
 * grounds, and what lies near a bar and has its colour.
 */
final class ScaleBars {
    private static final double LONG = 4; // sides of a bar: no grain is as long
    private static final double FULL = 0.85; // of its box: an ellipse fills 0.79
    private static final double EVEN = 0.35; // of its box has its colour: a thin bar's box is mostly edge
    private static final double GROUND_FULL = 0.95;
    private static final double GROUND_EVEN = 0.5;
    private static final double MOST = 0.06; // of the image: what is larger is no mark but a part of it
    private static final double TEXT_EVEN = 0.15; // small letters are mostly edge
    private static final int COLOR = 20; // levels by which one colour may differ, of a JPEG

    private ScaleBars() {}

    /** A bar, or a label's ground, and its colour. */
    @SuppressWarnings("ArrayRecordComponent") // a private tuple
    private record Bar(Box box, int[] color) {}

    /** Candidates that are neither bars nor their text. */
    static List<Candidate> without(List<Candidate> candidates, RgbImage field) {
        List<Bar> bars =
                candidates.stream().flatMap(each -> bar(each, field).stream()).toList();
        return bars.isEmpty()
                ? candidates
                : candidates.stream()
                        .filter(each -> bars.stream().noneMatch(bar -> isOf(bar, each.box(), field)))
                        .toList();
    }

    private static Optional<Bar> bar(Candidate candidate, RgbImage field) {
        Box box = candidate.box();
        double full = (double) candidate.areaPx() / box.area();
        boolean isLong = Math.max(box.width(), box.height()) >= LONG * Math.min(box.width(), box.height());
        if (full < (isLong ? FULL : GROUND_FULL) || box.area() > MOST * field.width() * field.height()) {
            return Optional.empty();
        }
        int[] color = middle(box, field);
        return share(box, color, field) >= (isLong ? EVEN : GROUND_EVEN)
                ? Optional.of(new Bar(box, color))
                : Optional.empty();
    }

    /** Whether it is the bar, or near it, no larger than text is, and drawn in its colour. */
    private static boolean isOf(Bar bar, Box box, RgbImage field) {
        if (box.equals(bar.box()) || box.overlap(bar.box()) > 0.7 * box.area()) {
            return true;
        }
        int length = Math.max(bar.box().width(), bar.box().height());
        Box near = new Box(
                bar.box().x() - length / 2,
                bar.box().y() - length / 2,
                bar.box().width() + length,
                bar.box().height() + length);
        return box.overlap(near) == box.area()
                && Math.min(box.width(), box.height()) <= length / 2
                && share(box, bar.color(), field) >= TEXT_EVEN;
    }

    /** The median colour along the middle of a box. */
    private static int[] middle(Box box, RgbImage field) {
        boolean lying = box.width() >= box.height();
        int count = Math.max(1, Math.max(box.width(), box.height()) / 2);
        int[][] values = new int[3][count];
        byte[] pixels = field.pixels();
        for (int i = 0; i < count; i++) {
            int x = box.x() + (lying ? box.width() / 4 + i : box.width() / 2);
            int y = box.y() + (lying ? box.height() / 2 : box.height() / 4 + i);
            for (int c = 0; c < 3; c++) {
                values[c][i] = pixels[3 * (y * field.width() + x) + c] & 0xFF;
            }
        }
        int[] color = new int[3];
        for (int c = 0; c < 3; c++) {
            Arrays.sort(values[c]);
            color[c] = values[c][count / 2];
        }
        return color;
    }

    private static double share(Box box, int[] color, RgbImage field) {
        byte[] pixels = field.pixels();
        long same = 0;
        for (int y = box.y(); y < box.bottom(); y++) {
            for (int x = box.x(); x < box.right(); x++) {
                int at = 3 * (y * field.width() + x);
                boolean is = true;
                for (int c = 0; c < 3; c++) {
                    is &= Math.abs((pixels[at + c] & 0xFF) - color[c]) <= COLOR;
                }
                same += is ? 1 : 0;
            }
        }
        return (double) same / box.area();
    }
}
