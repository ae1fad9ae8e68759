package org.exina.image;

import java.util.Locale;

/** Which part of a picture a network sees, when the picture is not of its shape. */
public enum Crop {
    /** All of it, its sides scaled independently. */
    STRETCH,
    /** The largest centred part of the right shape. */
    CENTER,
    /** All of it, sides in proportion, on a ground of the mean colour of its border. */
    WHOLE;

    /** "stretch", "center", "whole". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
