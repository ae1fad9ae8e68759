package org.exina.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Places names on a drawing one after another, each as near to where it belongs as the earlier ones leave room. */
final class NamePlaces {
    private static final double LETTER = 8.5; // pixels: of a name in bold type
    private static final double LINE = 16;
    private static final int MOST_LINES = 6; // farther away it would name something else: it stays where it belongs

    private final double height;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /**
     * Places for names on a drawing that has none yet.
     *
     * @param height of the drawing in pixels
     */
    NamePlaces(double height) {
        this.height = height;
    }

    /**
     * Places a name.
     *
     * @param left where it begins, in pixels
     * @param baseline where it belongs
     * @return the baseline to take: that one, or one some lines below or above it
     */
    double place(String name, double left, double baseline) {
        for (int lines = 0; lines <= MOST_LINES; lines++) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                double y = baseline + sign * lines * LINE;
                Rectangle2D box = new Rectangle2D.Double(left, y - LINE, width(name), LINE);
                if (y >= LINE && y <= height && taken.stream().noneMatch(box::intersects)) {
                    taken.add(box);
                    return y;
                }
            }
        }
        return baseline;
    }

    /** About. */
    static double width(String name) {
        return LETTER * name.length();
    }
}
