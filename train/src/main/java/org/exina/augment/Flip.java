package org.exina.augment;

import java.util.Locale;

/** Which sides may be exchanged, each time with probability one half. */
public enum Flip {
    NONE,
    /** Left and right. */
    HORIZONTAL,
    /** Top and bottom. */
    VERTICAL,
    BOTH;

    /** "none", "horizontal", "vertical", "both". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean horizontal() {
        return this == HORIZONTAL || this == BOTH;
    }

    boolean vertical() {
        return this == VERTICAL || this == BOTH;
    }
}
