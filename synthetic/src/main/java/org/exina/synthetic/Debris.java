package org.exina.synthetic;

import java.util.ArrayList;
import java.util.List;

/** What lies on a field and is no grain, made of specks. */
final class Debris {
    private static final Rgb BROWN = new Rgb(0.7, 1, 1.5);
    private static final Rgb SOOT = new Rgb(1, 1.02, 1.05);

    private static final double[] RIGHT = {1, 0};

    private final double width;
    private final double height;
    private final double dustDepth;
    private final List<Speck> specks = new ArrayList<>();

    /**
     * A clean field of this size in pixels, for specks to be laid on.
     *
     * @param dustDepth dust lies at most so many pixels above and below the middle
     */
    Debris(int width, int height, double dustDepth) {
        this.width = width;
        this.height = height;
        this.dustDepth = dustDepth;
    }

    List<Speck> specks() {
        return List.copyOf(specks);
    }

    /** Small dirt everywhere. */
    void dust(int count, Chance chance) {
        for (int i = 0; i < count; i++) {
            double small = chance.uniform(0, 1);
            double radius = 0.8 + 7 * small * small * small;
            double x = chance.uniform(0, width);
            specks.add(Speck.any(x, chance.uniform(0, height), radius, dustDepth, chance));
        }
    }

    /**
     * One larger thing.
     *
     * @param unit the usual radius of a grain, in pixels
     */
    void piece(double unit, Chance chance) {
        double x = chance.uniform(0, width);
        double y = chance.uniform(0, height);
        double depth = chance.uniform(-0.5, 0.5) * unit;
        double kind = chance.uniform(0, 1);
        if (kind < 0.3) {
            shred(x, y, depth, unit, chance);
        } else if (kind < 0.45) {
            bubble(x, y, depth, unit * chance.uniform(0.25, 1.1), chance);
        } else if (kind < 0.75) {
            clot(x, y, depth, unit, chance);
        } else {
            thread(x, y, depth, unit, chance);
        }
    }

    /** A scrap of tissue: pale overlapping pieces. */
    private void shred(double x, double y, double depth, double unit, Chance chance) {
        Rgb colour = BROWN.mixed(SOOT, chance.uniform(0, 0.8)).times(chance.uniform(0.06, 0.22));
        double size = unit * chance.uniform(0.5, 1.5);
        double[] axis = flat(chance);
        int pieces = 3 + chance.below(6);
        for (int i = 0; i < pieces; i++) {
            double along = size * chance.uniform(-0.9, 0.9);
            double aside = size * chance.uniform(-0.3, 0.3);
            specks.add(Speck.whole(
                    x + axis[0] * along - axis[1] * aside,
                    y + axis[1] * along + axis[0] * aside,
                    depth,
                    size * chance.uniform(0.25, 0.7),
                    chance.uniform(1.3, 3),
                    axis,
                    colour,
                    0.02,
                    chance.nextInt()));
        }
    }

    /** Air or oil: clear, with a dark rim. */
    private void bubble(double x, double y, double depth, double radius, Chance chance) {
        double index = chance.hits(0.7) ? -chance.uniform(0.12, 0.35) : chance.uniform(0.06, 0.15);
        specks.add(Speck.whole(x, y, depth, radius, 1, RIGHT, SOOT.times(chance.uniform(0, 0.06)), index, 0));
    }

    /** Soot, minerals, humus: a dark clot of crumbs. */
    private void clot(double x, double y, double depth, double unit, Chance chance) {
        Rgb colour = SOOT.mixed(BROWN, chance.uniform(0, 1)).times(chance.uniform(0.35, 1.6));
        double size = unit * chance.uniform(0.15, 0.75);
        int crumbs = 1 + chance.below(6);
        for (int i = 0; i < crumbs; i++) {
            double[] axis = flat(chance);
            double[] off = chance.direction();
            specks.add(Speck.whole(
                    x + off[0] * size * 0.7,
                    y + off[1] * size * 0.7,
                    depth,
                    size * chance.uniform(0.4, 0.9),
                    chance.uniform(1.05, 2.4),
                    axis,
                    colour,
                    0.04,
                    chance.nextInt()));
        }
    }

    /** A fungal thread or a fibre: a winding line, branching now and then. */
    private void thread(double x, double y, double depth, double unit, Chance chance) {
        double thick = chance.uniform(1.8, 4.5);
        Rgb colour = BROWN.mixed(SOOT, chance.uniform(0, 1)).times(chance.uniform(0.05, 0.2));
        double[] way = flat(chance);
        int shape = chance.nextInt();
        wind(x, y, depth, thick, unit * chance.uniform(2, 9), way, colour, shape);
        int branches = chance.hits(0.4) ? 1 + chance.below(2) : 0;
        for (int i = 0; i < branches; i++) {
            wind(x, y, depth, thick * 0.8, unit * chance.uniform(1, 4), flat(chance), colour, shape + 1 + i);
        }
    }

    private void wind(
            double x, double y, double depth, double thick, double length, double[] start, Rgb colour, int shape) {
        double[] way = start.clone();
        double step = thick * 0.7;
        double px = x;
        double py = y;
        for (double gone = 0; gone < length; gone += step) {
            double bend = 0.09 * Noise.smooth(shape, gone / (14 * thick), 0, 0.5);
            double turned = way[0] - way[1] * bend;
            way[1] += way[0] * bend;
            way[0] = turned;
            double norm = Math.sqrt(way[0] * way[0] + way[1] * way[1]);
            way[0] /= norm;
            way[1] /= norm;
            px += way[0] * step;
            py += way[1] * step;
            specks.add(Speck.whole(px, py, depth, thick, 1, RIGHT, colour, 0.05, 0));
        }
    }

    private static double[] flat(Chance chance) {
        double[] d = chance.direction();
        double length = Math.sqrt(d[0] * d[0] + d[1] * d[1]) + 1e-9;
        return new double[] {d[0] / length, d[1] / length};
    }
}
