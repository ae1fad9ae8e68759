package org.exina.synthetic;

/** Points spread evenly, but not regularly, over the unit sphere. Not for use by several threads. */
final class SpherePoints {
    private static final double GOLDEN_COS = -0.7373688780783197; // of the golden angle, pi * (3 - sqrt 5)
    private static final double GOLDEN_SIN = 0.6754902942615238;

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final int window;
    private double first;
    private double second;
    private int index;

    /**
     * A Fibonacci lattice (points of a spiral, z falling from 1 to -1), each point moved at random.
     *
     * @param jitter how far, in mean distances between points; 0.35 hides the spiral
     */
    SpherePoints(int count, double jitter, Chance chance) {
        x = new double[count];
        y = new double[count];
        z = new double[count];
        double move = jitter * Math.sqrt(12.566 / count);
        double cos = 1;
        double sin = 0;
        for (int i = 0; i < count; i++) {
            double height = 1 - (2 * i + 1.0) / count;
            double ring = Math.sqrt(1 - height * height);
            double[] by = chance.direction();
            double px = ring * cos + move * by[0];
            double py = ring * sin + move * by[1];
            double pz = height + move * by[2];
            double length = Math.sqrt(px * px + py * py + pz * pz);
            x[i] = px / length;
            y[i] = py / length;
            z[i] = pz / length;
            double turned = cos * GOLDEN_COS - sin * GOLDEN_SIN;
            sin = sin * GOLDEN_COS + cos * GOLDEN_SIN;
            cos = turned;
        }
        window = (int) Math.ceil(4.6 * Math.sqrt(count)) + 2; // z alone bounds which points can be near
    }

    /** (count, 3) unit vectors. */
    double[][] places() {
        double[][] places = new double[x.length][];
        for (int i = 0; i < places.length; i++) {
            places[i] = new double[] {x[i], y[i], z[i]};
        }
        return places;
    }

    /** Finds the two points nearest to a unit vector. */
    void find(double px, double py, double pz) {
        int centre = (int) ((1 - pz) * 0.5 * x.length);
        int from = Math.max(0, centre - window);
        int to = Math.min(x.length, centre + window + 1);
        double best = -2;
        double next = -2;
        for (int i = from; i < to; i++) {
            double cosine = px * x[i] + py * y[i] + pz * z[i];
            if (cosine > best) {
                next = best;
                best = cosine;
                index = i;
            } else if (cosine > next) {
                next = cosine;
            }
        }
        first = Math.sqrt(Math.max(0, 2 - 2 * best));
        second = Math.sqrt(Math.max(0, 2 - 2 * next));
    }

    /** Chord to the nearest point, after {@link #find}. */
    double first() {
        return first;
    }

    /** Chord to the second nearest point, after {@link #find}. */
    double second() {
        return second;
    }

    /** Which point is nearest, after {@link #find}. */
    int index() {
        return index;
    }
}
