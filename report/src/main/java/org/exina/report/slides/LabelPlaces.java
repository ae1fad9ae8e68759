package org.exina.report.slides;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds room for labels beside what they name: within the image, on no other label, and on as little else as can be. */
final class LabelPlaces {
    private static final int CELL = 128; // pixels: what lies near is looked for in such squares only
    private static final double ON_LABEL = 100; // how much worse a pixel is there than on a grain
    private static final double OUTSIDE = 1000;
    private static final double FARTHER = 0.01; // of the label's own area for each place that comes later

    private final double width;
    private final double height;
    private final Map<Long, List<Rectangle2D>> labels = new HashMap<>();
    private final Map<Long, List<Rectangle2D>> grains = new HashMap<>();

    LabelPlaces(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** Something that labels should not hide. */
    void addGrain(Rectangle2D grain) {
        put(grains, grain);
    }

    /** The best place for a label of this size; it is taken from then on. */
    Rectangle2D place(Rectangle2D grain, double labelWidth, double labelHeight) {
        Rectangle2D best = null;
        double least = Double.POSITIVE_INFINITY;
        int rank = 0;
        for (Rectangle2D place : candidates(grain, labelWidth, labelHeight)) {
            double cost = cost(place) + FARTHER * rank++ * labelWidth * labelHeight;
            if (cost < least) {
                least = cost;
                best = place;
            }
        }
        put(labels, best);
        return best;
    }

    /** Above, below, right and left of the grain, its edges in line or in the middle; last inside of it. */
    private static List<Rectangle2D> candidates(Rectangle2D grain, double w, double h) {
        double gap = 3;
        double[] across = {grain.getMinX(), grain.getMaxX() - w, grain.getCenterX() - w / 2};
        double[] down = {grain.getMinY(), grain.getMaxY() - h, grain.getCenterY() - h / 2};
        List<Rectangle2D> all = new ArrayList<>();
        for (double y : new double[] {grain.getMinY() - h - gap, grain.getMaxY() + gap}) {
            for (double x : across) {
                all.add(new Rectangle2D.Double(x, y, w, h));
            }
        }
        for (double x : new double[] {grain.getMaxX() + gap, grain.getMinX() - w - gap}) {
            for (double y : down) {
                all.add(new Rectangle2D.Double(x, y, w, h));
            }
        }
        for (double y : new double[] {grain.getMinY() + gap, grain.getMaxY() - h - gap}) {
            for (double x : new double[] {grain.getMinX() + gap, grain.getMaxX() - w - gap}) {
                all.add(new Rectangle2D.Double(x, y, w, h));
            }
        }
        return all;
    }

    private double cost(Rectangle2D place) {
        double within = overlap(place, new Rectangle2D.Double(0, 0, width, height));
        double outside = place.getWidth() * place.getHeight() - within;
        return OUTSIDE * outside + ON_LABEL * covered(labels, place) + covered(grains, place);
    }

    private static double covered(Map<Long, List<Rectangle2D>> cells, Rectangle2D place) {
        double covered = 0;
        for (long cell : cells(place)) {
            for (Rectangle2D other : cells.getOrDefault(cell, List.of())) {
                covered += overlap(place, other); // once for each square that both are in: no matter
            }
        }
        return covered;
    }

    private static double overlap(Rectangle2D a, Rectangle2D b) {
        double across = Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX());
        double down = Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY());
        return Math.max(0, across) * Math.max(0, down);
    }

    private static void put(Map<Long, List<Rectangle2D>> cells, Rectangle2D what) {
        for (long cell : cells(what)) {
            cells.computeIfAbsent(cell, any -> new ArrayList<>()).add(what);
        }
    }

    private static List<Long> cells(Rectangle2D what) {
        List<Long> cells = new ArrayList<>();
        for (long y = (long) Math.floor(what.getMinY() / CELL); y * CELL <= what.getMaxY(); y++) {
            for (long x = (long) Math.floor(what.getMinX() / CELL); x * CELL <= what.getMaxX(); x++) {
                cells.add(y << 32 | (x & 0xFFFFFFFFL));
            }
        }
        return cells;
    }
}
