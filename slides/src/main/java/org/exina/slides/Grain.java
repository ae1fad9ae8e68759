package org.exina.slides;

import org.exina.image.Box;

/**
 * Something found on a field, and what it is taken for.
 *
 * @param box in pixels of the field; all of it within
 * @param label a class of the model, {@link #UNKNOWN} or {@link #DEBRIS}
 * @param probability of the label, in [0, 1]; of an unknown grain, that of the likeliest class, which is then the second
 * @param second the next likely class; that of an unknown grain is the likeliest
 * @param secondProbability of the second, in [0, 1]
 * @param areaPx pixels inside its outline; at most the box's
 * @param found the label that the program gave it; empty for one that a person marked
 * @param byPerson whether the label is what a person says
 */
public record Grain(
        Box box,
        String label,
        double probability,
        String second,
        double secondProbability,
        long areaPx,
        String found,
        boolean byPerson) {
    /** A grain unlike all that the model was trained on. */
    public static final String UNKNOWN = "unknown";

    /** No pollen grain: dirt, bubbles, shreds. */
    public static final String DEBRIS = "debris";

    public Grain {
        if (!(probability >= 0 && probability <= 1 && secondProbability >= 0 && secondProbability <= 1)) {
            throw new IllegalArgumentException(
                    "probabilities must be in [0, 1], got " + probability + " and " + secondProbability);
        }
        if (areaPx < 1 || areaPx > box.area()) {
            throw new IllegalArgumentException("areaPx must be in [1, " + box.area() + "], got " + areaPx);
        }
    }

    /** A grain as the program found it. */
    public Grain(Box box, String label, double probability, String second, double secondProbability, long areaPx) {
        this(box, label, probability, second, secondProbability, areaPx, label, false);
    }

    /** A grain that a person marked: an ellipse that fills the box. */
    public static Grain marked(Box box, String label) {
        return new Grain(box, label, 1, "", 0, Math.max(1, Math.round(box.area() * Math.PI / 4)), "", true);
    }

    /** This, as a person names it. */
    public Grain named(String name) {
        return new Grain(box, name, 1, "", 0, areaPx, found, true);
    }

    public boolean isUnknown() {
        return label.equals(UNKNOWN);
    }

    public boolean isDebris() {
        return label.equals(DEBRIS);
    }

    /** Of the circle that has its area, in pixels. */
    public double diameterPx() {
        return 2 * Math.sqrt(areaPx / Math.PI);
    }

    /** Whether it touches the border of a field of this size, so that a part of it may lie outside. */
    public boolean isCutOff(int fieldWidth, int fieldHeight) {
        return box.x() <= 0 || box.y() <= 0 || box.right() >= fieldWidth || box.bottom() >= fieldHeight;
    }
}
