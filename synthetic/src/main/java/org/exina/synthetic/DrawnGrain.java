package org.exina.synthetic;

import org.exina.image.Box;

/**
 * The truth about a grain on a synthetic field.
 *
 * @param box what is seen of it, by its outline in focus, within the field
 * @param label its class
 * @param diameterPx of the circle that has its area; of the whole grain, also of one cut off
 * @param visible the part of its area that lies in the field, in (0, 1]
 * @param plane the image in which it is sharpest, from 1
 * @param inFocus whether it is sharp there
 * @param touching whether it touches or overlaps another
 */
public record DrawnGrain(
        Box box, String label, double diameterPx, double visible, int plane, boolean inFocus, boolean touching) {
    /** Of a grain less of which lies in the field nobody could say what it is: it is not in the truth to be counted. */
    public static final double LEAST_VISIBLE = 1 / 3.0;

    public DrawnGrain {
        if (!(visible > 0 && visible <= 1)) {
            throw new IllegalArgumentException("visible must be in (0, 1], got " + visible);
        }
    }

    /** Whether enough of it is seen to be counted. */
    public boolean isCounted() {
        return visible >= LEAST_VISIBLE;
    }

    /** Whether a part of it lies outside the field. */
    public boolean isCutOff() {
        return visible < 1;
    }
}
