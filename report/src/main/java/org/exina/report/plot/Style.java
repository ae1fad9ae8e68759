package org.exina.report.plot;

import java.util.List;
import java.util.Locale;

/** Colours and dashes. */
final class Style {
    static final String WHITE = "#ffffff";

    /** The fill of a shape of which only the edge is drawn. */
    static final String CLEAR = "none";

    static final Mark.Pen FRAME = Mark.Pen.of("#555555", 0.8);
    static final Mark.Pen GRID = Mark.Pen.of("#e3e3e3", 0.7);
    static final Mark.Pen NONE = Mark.Pen.of(WHITE, 0);
    static final String ACCENT = "#0072b2";

    /**
     * The colours of M. Okabe and K. Ito, Color Universal Design, 2008, which the colour-blind tell apart, in an order in
     * which neighbours differ in brightness; their yellow, too pale on white, is left out.
     */
    private static final List<String> COLORS =
            List.of("#0072b2", "#e69f00", "#000000", "#56b4e9", "#d55e00", "#009e73", "#cc79a7");

    private static final List<List<Double>> DASHES =
            List.of(List.of(), List.of(7.0, 2.6), List.of(1.6, 2.2), List.of(8.0, 2.4, 1.6, 2.4));

    private static final Mark.Pen TRAIN = new Mark.Pen("#7a7a7a", 1.5, List.of(5.0, 3.0));

    private Style() {}

    /** One of 28 lines that differ in colour or dash, those side by side in both. */
    static Mark.Pen line(int index) {
        return new Mark.Pen(COLORS.get(index % COLORS.size()), 1.6, DASHES.get(index % DASHES.size()));
    }

    /**
     * How the curve of one experiment is drawn.
     *
     * @param index among those that are not of the training data
     */
    static Mark.Pen part(Curve curve, int index) {
        return curve.name().equals(Curve.TRAIN) ? TRAIN : Mark.Pen.of(COLORS.get(index % COLORS.size()), 1.9);
    }

    /** What a dot is filled with: one of 14, the second half of them pale. */
    static String fill(int index) {
        String color = COLORS.get(index % COLORS.size());
        return index / COLORS.size() % 2 == 0 ? color : pale(color);
    }

    /** The edge of a dot, in the colour that its fill is or is a pale one of. */
    static Mark.Pen edge(int index) {
        return Mark.Pen.of(COLORS.get(index % COLORS.size()), 0.9);
    }

    /** Seven tenths of white and three of the colour. */
    private static String pale(String color) {
        int whole = Integer.parseInt(color.substring(1), 16);
        int paler = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int part = (whole >> shift) & 255;
            paler |= ((255 * 7 + part * 3) / 10) << shift;
        }
        return String.format(Locale.ROOT, "#%06x", paler);
    }
}
