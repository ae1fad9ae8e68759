package org.exina.synthetic;

import org.exina.image.Box;

/**
 * Dirt or a droplet in the preparation.
 *
 * @param x centre, in pixels from the left of the field
 * @param y centre, in pixels from the top
 * @param depth in pixels, as for {@link Body}
 * @param radius in pixels
 * @param stretch length over breadth, at least 1
 * @param axisX with axisY: the unit vector along it
 * @param absorbance in its middle
 * @param index delay of light, per pixel of thickness
 * @param shape seed of its outline
 * @param reach pixels from its centre beyond which nothing of it is drawn
 */
record Speck(
        double x,
        double y,
        double depth,
        double radius,
        double stretch,
        double axisX,
        double axisY,
        Rgb absorbance,
        double index,
        int shape,
        double reach) {

    /** All of it is drawn, whatever its outline. */
    static Speck whole(
            double x,
            double y,
            double depth,
            double radius,
            double stretch,
            double[] axis,
            Rgb absorbance,
            double index,
            int shape) {
        double reach = radius * (stretch > 1 ? 1.45 * Math.sqrt(stretch) : 1) + 1;
        return new Speck(x, y, depth, radius, stretch, axis[0], axis[1], absorbance, index, shape, reach);
    }

    /** A crumb or, one time in four, a clear droplet, somewhere in a field. */
    static Speck any(double x, double y, double radius, double halfDepth, Chance chance) {
        double[] axis = chance.direction();
        double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1]) + 1e-9;
        boolean droplet = chance.hits(0.25);
        double dark = droplet ? chance.uniform(0, 0.08) : chance.uniform(0.15, 0.8);
        Rgb colour = new Rgb(chance.uniform(0.6, 1), chance.uniform(0.7, 1.1), chance.uniform(0.8, 1.5));
        return new Speck(
                x,
                y,
                chance.uniform(-halfDepth, halfDepth),
                radius,
                droplet ? 1 : chance.uniform(1, 2.4),
                axis[0] / length,
                axis[1] / length,
                colour.times(dark),
                droplet ? 0.05 : 0.03,
                chance.nextInt(),
                radius * 1.6); // cuts off the ends of the longest; changing it would change every image
    }

    boolean meets(Box box) {
        return x + reach > box.x() && y + reach > box.y() && x - reach < box.right() && y - reach < box.bottom();
    }

    /** Thickness at a pixel, from 1 in the middle to 0 at the edge and outside. */
    double thickness(double px, double py) {
        double dx = px - x;
        double dy = py - y;
        double along = (dx * axisX + dy * axisY) / Math.sqrt(stretch);
        double across = (dy * axisX - dx * axisY) * Math.sqrt(stretch);
        double outline = stretch > 1 ? 1 + 0.45 * Noise.smooth(shape, dx / radius * 1.3, dy / radius * 1.3, 0.5) : 1;
        double square = (along * along + across * across) / (radius * radius * outline * outline);
        return square < 1 ? Math.sqrt(1 - square) : 0;
    }
}
