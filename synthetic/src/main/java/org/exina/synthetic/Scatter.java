package org.exina.synthetic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.image.Box;

/**
 * Lays grains on a field, some alone, some against another, as they come out of an anther or are swept together. They
 * may overlap a little. Where there is no room left, a grain is left out.
 */
final class Scatter {
    private static final int CELL_PX = 384; // at least twice the reach of the largest grain
    private static final double OVERLAP = 0.1; // at most, of both radii together
    private static final int TRIES = 40;

    private final int width;
    private final int height;
    private final List<PlacedGrain> grains = new ArrayList<>();
    private final Map<Long, List<PlacedGrain>> cells = new HashMap<>();

    Scatter(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** In the order in which they were laid. */
    List<PlacedGrain> grains() {
        return List.copyOf(grains);
    }

    int count() {
        return grains.size();
    }

    /**
     * One of those laid last.
     *
     * @param back 0: the last; less than {@link #count}
     */
    PlacedGrain last(int back) {
        return grains.get(grains.size() - 1 - back);
    }

    /** Lays a grain anywhere. */
    void lay(PlacedGrain.Kind kind, double depth, Chance chance) {
        Grain grain = kind.draw();
        Silhouette shape = Silhouette.of(grain);
        double out = 0.25 * shape.reach();
        for (int i = 0; i < TRIES; i++) {
            double x = chance.uniform(-out, width + out);
            double y = chance.uniform(-out, height + out);
            if (isFree(shape, x, y)) {
                put(kind, grain, shape, x, y, depth);
                return;
            }
        }
    }

    /** Lays a grain against another. */
    void layAt(PlacedGrain neighbour, PlacedGrain.Kind kind, double depth, Chance chance) {
        Grain grain = kind.draw();
        Silhouette shape = Silhouette.of(grain);
        for (int i = 0; i < TRIES; i++) {
            double[] d = chance.direction();
            double flat = Math.sqrt(d[0] * d[0] + d[1] * d[1]) + 1e-9;
            double both = neighbour.shape().radius(d[0], d[1]) + shape.radius(-d[0], -d[1]);
            double far = both * chance.uniform(1 - OVERLAP, 1.01);
            double x = neighbour.x() + d[0] / flat * far;
            double y = neighbour.y() + d[1] / flat * far;
            if (shape.visible(x, y, width, height) > 0.4 && isFree(shape, x, y)) {
                put(kind, grain, shape, x, y, depth);
                return;
            }
        }
    }

    /**
     * Lays four grains two by two, each against two others, the last as far as their sizes allow.
     *
     * @param x of the first, which is the upper left one
     * @param y likewise
     */
    void layFour(List<PlacedGrain.Kind> four, double x, double y, double depth) {
        List<Grain> drawn = four.stream().map(PlacedGrain.Kind::draw).toList();
        List<Silhouette> shapes = drawn.stream().map(Silhouette::of).toList();
        double[] xs = {x, x, x, 0};
        double[] ys = {y, y, y, 0};
        xs[1] += shapes.get(0).radius(1, 0) + shapes.get(1).radius(-1, 0);
        ys[2] += shapes.get(0).radius(0, 1) + shapes.get(2).radius(0, -1);
        xs[3] = xs[2] + shapes.get(2).radius(1, 0) + shapes.get(3).radius(-1, 0);
        ys[3] = ys[1] + shapes.get(1).radius(0, 1) + shapes.get(3).radius(0, -1);
        for (int i = 0; i < 4; i++) {
            put(four.get(i), drawn.get(i), shapes.get(i), xs[i], ys[i], depth);
        }
    }

    private boolean isFree(Silhouette shape, double x, double y) {
        for (PlacedGrain other : near(x, y)) {
            double dx = x - other.x();
            double dy = y - other.y();
            double both = other.shape().radius(dx, dy) + shape.radius(-dx, -dy);
            if (other.gap(shape, x, y) < -OVERLAP * both) {
                return false;
            }
        }
        return true;
    }

    private void put(PlacedGrain.Kind kind, Grain grain, Silhouette shape, double x, double y, double depth) {
        double[] bounds = grain.bounds();
        int left = (int) Math.round(bounds[0] + x);
        int top = (int) Math.round(bounds[1] + y);
        Box extent = new Box(left, top, (int) Math.round(bounds[2] + x) - left, (int) Math.round(bounds[3] + y) - top);
        PlacedGrain placed = new PlacedGrain(kind, x, y, depth, shape, extent);
        grains.add(placed);
        cells.computeIfAbsent(cell(x, y), key -> new ArrayList<>()).add(placed);
    }

    /** Whether another grain touches or overlaps it. */
    boolean isTouched(PlacedGrain grain) {
        return near(grain.x(), grain.y()).stream().anyMatch(other -> !other.equals(grain) && grain.gap(other) < 1);
    }

    /** Grains that could touch one there. */
    private List<PlacedGrain> near(double x, double y) {
        List<PlacedGrain> near = new ArrayList<>();
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                near.addAll(cells.getOrDefault(cell(x + dx * CELL_PX, y + dy * CELL_PX), List.of()));
            }
        }
        return near;
    }

    private static long cell(double x, double y) {
        return (long) Math.floor(y / CELL_PX) << 32 ^ ((long) Math.floor(x / CELL_PX) & 0xFFFFFFFFL);
    }
}
