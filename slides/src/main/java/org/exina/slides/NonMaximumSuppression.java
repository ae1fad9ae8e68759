package org.exina.slides;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.image.Box;

/**
 * Of candidates that lie over each other, keeps those that look most like grains: from the best score down, each is kept
 * unless it overlaps a kept one (by intersection over union, by what share of the smaller one lies in the other, or as a
 * sliver of it).
 */
public final class NonMaximumSuppression {
    private static final double OVERLAP = 0.4;
    private static final double WITHIN = 0.7;
    private static final double NARROW = 2.2; // a sliver's sides
    private static final double SMALL = 0.3; // its box by the grain's
    private static final double PARTLY = 0.3; // of it, in the grain's box
    private static final int CELL = 256; // pixels: candidates are compared with those in cells they meet

    private NonMaximumSuppression() {}

    /**
     * A box with its score and what it stands for.
     *
     * @param score the higher the likelier a grain; of equals the larger box goes first
     */
    public record Scored<T>(Box box, double score, T what) {}

    /** Those kept, from the best score down. */
    public static <T> List<Scored<T>> keep(List<Scored<T>> candidates) {
        List<Scored<T>> kept = new ArrayList<>();
        Map<Long, List<Box>> cells = new HashMap<>();
        candidates.stream()
                .sorted(Comparator.<Scored<T>>comparingDouble(each -> -each.score())
                        .thenComparingLong(each -> -each.box().area())
                        .thenComparingInt(each -> each.box().y())
                        .thenComparingInt(each -> each.box().x()))
                .forEach(each -> {
                    List<Long> met = cells(each.box());
                    boolean free = met.stream()
                            .flatMap(cell -> cells.getOrDefault(cell, List.of()).stream())
                            .noneMatch(other -> isSame(each.box(), other));
                    if (free) {
                        kept.add(each);
                        met.forEach(cell -> cells.computeIfAbsent(cell, c -> new ArrayList<>())
                                .add(each.box()));
                    }
                });
        return kept;
    }

    /** Whether two boxes are taken to be around one thing. */
    public static boolean isSame(Box a, Box b) {
        return a.intersectionOverUnion(b) > OVERLAP
                || a.overlap(b) > WITHIN * Math.min(a.area(), b.area())
                || isSliverOf(a, b)
                || isSliverOf(b, a);
    }

    /** Whether the first is a narrow strip along the edge of the second, and partly in it: a rim that was cut off. */
    private static boolean isSliverOf(Box sliver, Box grain) {
        return Math.max(sliver.width(), sliver.height()) > NARROW * Math.min(sliver.width(), sliver.height())
                && sliver.area() < SMALL * grain.area()
                && sliver.overlap(grain) > PARTLY * sliver.area();
    }

    private static List<Long> cells(Box box) {
        List<Long> cells = new ArrayList<>();
        for (int y = Math.floorDiv(box.y(), CELL); y <= Math.floorDiv(box.bottom(), CELL); y++) {
            for (int x = Math.floorDiv(box.x(), CELL); x <= Math.floorDiv(box.right(), CELL); x++) {
                cells.add(((long) y << 32) | (x & 0xFFFFFFFFL));
            }
        }
        return cells;
    }
}
