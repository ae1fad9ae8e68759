package org.exina.synthetic;

/**
 * What fields to draw. Begin with {@link #DEFAULT}.
 *
 * @param fields how many, in [1, {@link #MAX_FIELDS}]
 * @param classes in [{@link SyntheticGrains#MIN_CLASSES}, {@link SyntheticGrains#MAX_CLASSES}]; not all are on each
 * @param seed another seed gives other fields
 * @param width of each in pixels, in [{@link #MIN_SIDE}, {@link #MAX_SIDE}]
 * @param height likewise
 * @param grains on each, about; at most {@link #mostGrains}
 * @param planes images of each at different focus, in [1, {@link #MAX_PLANES}]
 * @param dark whether the light comes from the side (dark field)
 */
public record FieldSettings(
        int fields, int classes, long seed, int width, int height, int grains, int planes, boolean dark) {
    public static final int MIN_SIDE = 200;
    public static final int MAX_SIDE = 40_000;
    public static final int MAX_PLANES = 32;
    public static final int MAX_FIELDS = 100_000;

    /** 20 fields of 1600 x 1200 pixels with about 24 grains of 8 classes. */
    public static final FieldSettings DEFAULT = new FieldSettings(20, 8, 1, 1600, 1200, 24, 1, false);

    /** Square pixels that a grain and the free space about it take: denser fields could not be laid at random. */
    private static final int ROOM_PX = 32_000;

    public FieldSettings {
        SyntheticGrains.classes(classes); // checks
        check("fields", fields, 1, MAX_FIELDS);
        check("width", width, MIN_SIDE, MAX_SIDE);
        check("height", height, MIN_SIDE, MAX_SIDE);
        check("grains", grains, 0, mostGrains(width, height));
        check("planes", planes, 1, MAX_PLANES);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be in [" + least + ", " + most + "], got " + value);
        }
    }

    /** How many grains there is room for on a field of this size. */
    public static int mostGrains(int width, int height) {
        return (int) Math.max(1, (long) width * height / ROOM_PX);
    }

    /** As many grains to the area as {@link #DEFAULT} has. */
    public static int usualGrains(int width, int height) {
        double area = (double) DEFAULT.width * DEFAULT.height;
        return (int) Math.max(1, Math.round(DEFAULT.grains * ((double) width * height / area)));
    }

    public FieldSettings withFields(int count) {
        return new FieldSettings(count, classes, seed, width, height, grains, planes, dark);
    }

    public FieldSettings withClasses(int count) {
        return new FieldSettings(fields, count, seed, width, height, grains, planes, dark);
    }

    public FieldSettings withSeed(long another) {
        return new FieldSettings(fields, classes, another, width, height, grains, planes, dark);
    }

    /** Another size with {@link #usualGrains} on it. */
    public FieldSettings withSize(int wide, int high) {
        check("width", wide, MIN_SIDE, MAX_SIDE);
        check("height", high, MIN_SIDE, MAX_SIDE);
        return new FieldSettings(fields, classes, seed, wide, high, usualGrains(wide, high), planes, dark);
    }

    public FieldSettings withGrains(int count) {
        return new FieldSettings(fields, classes, seed, width, height, count, planes, dark);
    }

    public FieldSettings withPlanes(int count) {
        return new FieldSettings(fields, classes, seed, width, height, grains, count, dark);
    }

    public FieldSettings withDark(boolean darkField) {
        return new FieldSettings(fields, classes, seed, width, height, grains, planes, darkField);
    }
}
