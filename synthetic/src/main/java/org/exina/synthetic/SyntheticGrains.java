package org.exina.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.exina.image.RgbImage;

/**
 * Images of pollen grains that never grew, as a light microscope would show them: one grain each, cut out of a
 * preparation. An image depends on class, index and seed alone: the same on every platform, drawn in any order by any
 * number of threads.
 *
 * <p>A grain is a hollow body in space, turned at random, with a wall in layers, apertures and sculpture; light is
 * absorbed along its way and bent at edges; what is off the plane of focus is blurred. For checking that a pipeline
 * works, never for training a classifier of real pollen.
 */
public final class SyntheticGrains {
    /** The least number of classes that make a data set. */
    public static final int MIN_CLASSES = 2;

    /** How many classes there are to draw. */
    public static final int MAX_CLASSES = GrainType.values().length;

    /** Raised whenever an image of the same class, index and seed looks otherwise than before. */
    static final int DRAWING = 1;

    private static final double DETAIL_PX = 70; // radius drawn at most; larger grains are enlarged, as photographs are
    private static final int MARGIN_PX = 8;
    private static final int SLABS = 5;

    private SyntheticGrains() {}

    /**
     * The first classes, in a fixed order.
     *
     * @throws IllegalArgumentException when {@code count} is not in [{@link #MIN_CLASSES}, {@link #MAX_CLASSES}]
     */
    public static List<String> classes(int count) {
        if (count < MIN_CLASSES || count > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "classes must be in [" + MIN_CLASSES + ", " + MAX_CLASSES + "], got " + count);
        }
        return Arrays.stream(GrainType.values())
                .limit(count)
                .map(GrainType::label)
                .toList();
    }

    /**
     * Draws one image, its sides about 100 to 400 pixels.
     *
     * @param label one of {@link #classes}
     * @param index any; another index is another grain
     */
    public static RgbImage draw(String label, long index, long seed) {
        GrainType type = Arrays.stream(GrainType.values())
                .filter(known -> known.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown class " + label + ", expected one of " + classes(MAX_CLASSES)));
        Chance chance = Chance.of(seed, type.ordinal(), index);
        double radius = type.recipe().radiusPx() * chance.around(1, 0.09);
        double scale = Math.min(radius, DETAIL_PX);
        Grain grain = Grain.of(type.recipe(), detail(scale), chance).placed(0, 0, 0, scale);
        double[] bounds = grain.bounds();
        double fill = chance.uniform(0.68, 0.92);
        int width = (int) Math.round((bounds[2] - bounds[0]) / fill * chance.around(1, 0.03));
        int height = (int) Math.round((bounds[3] - bounds[1]) / fill * chance.around(1, 0.03));
        double x = width * chance.around(0.5, 0.012) - (bounds[0] + bounds[2]) / 2;
        double y = height * chance.around(0.5, 0.012) - (bounds[1] + bounds[3]) / 2;
        Field field = field(grain.placed(x, y, 0, 1), width, height, scale, chance);
        float[][] planes = field.piece(0, 0, width, height, MARGIN_PX);
        double enlarged = radius / scale;
        return Camera.develop(
                planes, width, height, (int) Math.round(width * enlarged), (int) Math.round(height * enlarged));
    }

    static int detail(double scale) {
        return (int) Math.max(24, Math.min(64, Math.round(scale)));
    }

    private static Field field(Grain grain, int width, int height, double scale, Chance chance) {
        List<Body> bodies = new ArrayList<>(grain.bodies());
        if (chance.hits(0.08)) {
            bodies.addAll(neighbour(width, height, scale, chance).bodies());
        }
        List<Speck> specks = new ArrayList<>();
        int count = chance.below(24);
        for (int i = 0; i < count; i++) {
            double shrink = chance.uniform(0, 1);
            double radius = 0.8 + 5 * shrink * shrink * shrink;
            double x = chance.uniform(0, width);
            specks.add(Speck.any(x, chance.uniform(0, height), radius, scale, chance));
        }
        return new Field(
                width,
                height,
                scale * 1.1,
                SLABS,
                bodies,
                specks,
                microscope(scale, chance),
                Light.any(chance),
                chance.uniform(1.5, 4.5),
                Camera.any(chance));
    }

    /** Another grain, of any class, that reaches in from outside. */
    private static Grain neighbour(int width, int height, double scale, Chance chance) {
        GrainType type = GrainType.values()[chance.below(GrainType.values().length)];
        double size = scale * chance.uniform(0.7, 1.1);
        Grain other = Grain.of(type.recipe(), detail(size * 0.6), chance).placed(0, 0, 0, size);
        double[] bounds = other.bounds();
        double inward = chance.uniform(0.06, 0.16);
        double x = chance.hits(0.5) ? width * inward - bounds[2] : width * (1 - inward) - bounds[0];
        double y = chance.hits(0.5) ? height * inward - bounds[3] : height * (1 - inward) - bounds[1];
        return other.placed(x, y, chance.uniform(-0.5, 0.5) * scale, 1);
    }

    /** Focus between the upper face of the grain and a little below its middle; now and then quite off. */
    private static Microscope microscope(double scale, Chance chance) {
        double focus = chance.uniform(-0.95, 0.3);
        if (chance.hits(0.05)) {
            focus += chance.hits(0.5) ? -0.6 : 0.7;
        }
        return new Microscope(
                focus * scale,
                chance.uniform(0.75, 1.3),
                chance.uniform(0.06, 0.115),
                chance.uniform(0, 0.05) * scale,
                chance.uniform(0.3, 0.75),
                chance.uniform(0.05, 0.35));
    }
}
