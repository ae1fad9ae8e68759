package org.exina.synthetic;

import org.exina.image.Box;

/**
 * A grain on a field. Its surface is made anew whenever it is drawn: it takes more memory than thousands of these.
 *
 * @param x of its centre, in pixels from the left of the field
 * @param y of its centre, in pixels from the top
 * @param depth of its centre in pixels, 0 in the middle of the preparation
 * @param extent all that is seen of it, in pixels of the field; may reach beyond its border
 */
record PlacedGrain(Kind kind, double x, double y, double depth, Silhouette shape, Box extent) {

    /**
     * What makes a grain what it is, wherever it lies.
     *
     * @param key seed of its looks, another for each grain
     */
    record Kind(GrainType type, long key, Rgb dye) {
        private static final double SCALE = 0.7; // of the usual radius: as many grains on a field as a microscope shows

        /** The usual radius of grains on a field, in pixels. */
        static final double RADIUS_PX = 80 * SCALE;

        /** The grain at (0, 0), its scale in pixels. */
        Grain draw() {
            Chance chance = Chance.of(key);
            double radius = type.recipe().radiusPx() * SCALE * chance.around(1, 0.09);
            return Grain.of(type.recipe(), SyntheticGrains.detail(radius), chance)
                    .placed(0, 0, 0, radius)
                    .stained(dye);
        }
    }

    /** Pixels between the outlines along the line from centre to centre; negative: they overlap. */
    double gap(PlacedGrain other) {
        return gap(other.shape, other.x, other.y);
    }

    /** Pixels between the outlines of this grain and one of that shape at (atX, atY); negative: they overlap. */
    double gap(Silhouette other, double atX, double atY) {
        double dx = atX - x;
        double dy = atY - y;
        return Math.sqrt(dx * dx + dy * dy) - shape.radius(dx, dy) - other.radius(-dx, -dy);
    }

    double visible(int width, int height) {
        return shape.visible(x, y, width, height);
    }
}
