package org.exina.synthetic;

import java.util.Arrays;

/** How far a grain reaches from its centre in each direction of the image, in pixels. Never changes. */
final class Silhouette {
    private static final int DIRECTIONS = 96;
    private static final int RINGS = 12; // of the places that tell how much of it lies in a field

    private final double[] radii; // by angle, from the x axis toward the y axis

    private Silhouette(double[] radii) {
        this.radii = radii;
    }

    /**
     * Follows the edges of all bodies of a grain.
     *
     * @param grain at (0, 0)
     */
    static Silhouette of(Grain grain) {
        double[] radii = new double[DIRECTIONS];
        for (Body body : grain.bodies()) {
            body.eachEdge((x, y, z) -> {
                int at = direction(x, y);
                radii[at] = Math.max(radii[at], Math.sqrt(x * x + y * y));
            });
        }
        return new Silhouette(radii);
    }

    private static int direction(double x, double y) {
        double turn = StrictMath.atan2(y, x) / (2 * StrictMath.PI);
        return Math.floorMod((int) Math.floor(turn * DIRECTIONS), DIRECTIONS);
    }

    /** Toward (x, y). */
    double radius(double x, double y) {
        return radii[direction(x, y)];
    }

    double reach() {
        return Arrays.stream(radii).max().orElseThrow();
    }

    /** Square pixels. */
    double area() {
        double sum = 0;
        for (double radius : radii) {
            sum += radius * radius;
        }
        return sum * StrictMath.PI / DIRECTIONS;
    }

    /** The part of it, 0 to 1, that lies in a field of this size when its centre is at (x, y). */
    double visible(double x, double y, int width, int height) {
        double inside = 0;
        double all = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            double angle = 2 * StrictMath.PI * (i + 0.5) / DIRECTIONS;
            double dx = StrictMath.cos(angle) * radii[i];
            double dy = StrictMath.sin(angle) * radii[i];
            for (int k = 0; k < RINGS; k++) {
                double out = Math.sqrt((k + 0.5) / RINGS); // rings of the same area
                double px = x + dx * out;
                double py = y + dy * out;
                boolean in = px >= 0 && py >= 0 && px < width && py < height;
                inside += in ? radii[i] * radii[i] : 0;
                all += radii[i] * radii[i];
            }
        }
        return inside / all;
    }
}
