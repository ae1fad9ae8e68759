package org.exina.augment;

import java.util.Locale;

/** What is seen where a turned or shifted image leaves a corner empty. */
public enum Fill {
    /** The image mirrored at its edge, the edge pixel twice. */
    REFLECT,
    /** The edge pixel again and again. */
    NEAREST,
    /** The mean colour of the border: what lies behind a single grain. */
    BACKGROUND;

    /** "reflect", "nearest", "background". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The pixel seen at place {@code i} of a row or column of {@code size} pixels.
     *
     * @return -1 for the ground
     */
    int at(int i, int size) {
        if (i >= 0 && i < size) {
            return i;
        }
        return switch (this) {
            case REFLECT -> {
                int around = Math.floorMod(i, 2 * size);
                yield around < size ? around : 2 * size - 1 - around;
            }
            case NEAREST -> i < 0 ? 0 : size - 1;
            case BACKGROUND -> -1;
        };
    }
}
