package org.exina.report.plot;

/**
 * How text is written, and how wide it is. The width is from a table and not from the fonts of the machine, so that an image is laid out the same
 * everywhere.
 */
enum Face {
    TITLE(15, true, "#111111"),
    HEADING(12, true, "#111111"),
    LABEL(11, false, "#111111"),
    TICK(10.5, false, "#444444");

    /** Advance widths of Helvetica, Arial and Liberation Sans in thousandths of the size, from U+0020 to U+007E. */
    private static final int[] ADVANCES = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584
    };

    /** Other sans-serif faces are up to so much wider; room for them is left behind labels. */
    static final double SPARE = 1.13;

    private static final double BOLD = 1.08;
    private static final int OTHER_ADVANCE = 600;
    private static final int IDEOGRAPH_ADVANCE = 1000;
    private static final String ELLIPSIS = "\u2026";

    final double size;
    final boolean bold;
    final String color;

    Face(double size, boolean bold, String color) {
        this.size = size;
        this.bold = bold;
        this.color = color;
    }

    double width(String text) {
        int advances = text.codePoints().map(Face::advance).sum();
        return advances / 1000.0 * size * (bold ? BOLD : 1);
    }

    private static int advance(int c) {
        if (c >= ' ' && c < ' ' + ADVANCES.length) {
            return ADVANCES[c - ' '];
        }
        return c >= 0x2E80 || c == ELLIPSIS.charAt(0) ? IDEOGRAPH_ADVANCE : OTHER_ADVANCE;
    }

    /** The text, or its beginning and its end: names of experiments often differ in the end only. */
    String fitted(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        for (int kept = points.length - 1; kept > 1; kept--) {
            int head = (kept + 1) / 2;
            int tail = kept - head;
            String cut = new String(points, 0, head) + ELLIPSIS + new String(points, points.length - tail, tail);
            if (width(cut) <= width) {
                return cut;
            }
        }
        return ELLIPSIS;
    }
}
