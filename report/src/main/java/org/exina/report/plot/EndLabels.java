package org.exina.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Area;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;

/**
 * Names and last values to the right of a panel, each joined to the end of its curve, pushed apart so that none lies on
 * another.
 *
 * @param pens of the curves, by name
 * @param nameWidth room for a name
 * @param wording how the last value is written
 */
record EndLabels(Panel panel, Map<String, Pen> pens, double nameWidth, DoubleFunction<String> wording) {
    static final double LINE_HEIGHT = 14.5;
    private static final double LEADER = 26;
    private static final double KEY = 28;
    private static final double VALUE = 44;

    /** How much wider than the names the labels are. */
    static final double AROUND = LEADER + KEY + VALUE + 6;

    List<Mark> marks(List<Curve> curves) {
        List<Curve> fromTop = curves.stream()
                .sorted(Comparator.comparingDouble((Curve curve) -> -curve.last())
                        .thenComparing(Curve::name))
                .toList();
        double[] wanted = fromTop.stream().mapToDouble(curve -> end(curve).y()).toArray();
        double[] heights = spread(wanted, LINE_HEIGHT, panel.top(), panel.bottom());
        List<Mark> marks = new ArrayList<>();
        marks.add(Words.of("last epoch", textLeft() + nameWidth + VALUE, panel.top() - 14, Anchor.END, Face.TICK));
        for (int i = 0; i < heights.length; i++) {
            marks.addAll(label(fromTop.get(i), heights[i]));
        }
        return marks;
    }

    private double textLeft() {
        return panel.right() + LEADER + KEY + 6;
    }

    private List<Mark> label(Curve curve, double height) {
        Pen pen = pens.get(curve.name());
        Pen thin = new Pen(pen.color(), 0.6, List.of());
        Spot end = end(curve);
        double knee = panel.right() + LEADER;
        List<Mark> marks = new ArrayList<>();
        if (end.x() < panel.right()) {
            marks.add(Line.between(
                    end.x(), end.y(), panel.right(), end.y(), new Pen(pen.color(), 0.6, List.of(1.0, 2.5))));
        }
        marks.add(new Line(
                List.of(new Spot(panel.right() + 2, end.y()), new Spot(knee - 4, height), new Spot(knee, height)),
                thin));
        marks.add(Line.between(knee, height, knee + KEY, height, pen));
        double y = panel.y().at(curve.last());
        if (y < 0 || y > 1) {
            marks.add(arrow(end, y > 1 ? -1 : 1, pen));
        }
        marks.add(Words.fitted(curve.name(), textLeft(), height + 4, Face.LABEL, nameWidth));
        marks.add(Words.of(
                wording.apply(curve.last()), textLeft() + nameWidth + VALUE, height + 4, Anchor.END, Face.LABEL));
        return marks;
    }

    /**
     * Says that a curve goes on beyond the border.
     *
     * @param down 1 or -1
     */
    private static Mark arrow(Spot end, int down, Pen pen) {
        return new Area(
                List.of(
                        new Spot(end.x() - 4, end.y()),
                        new Spot(end.x() + 4, end.y()),
                        new Spot(end.x(), end.y() + 6 * down)),
                pen.color(),
                Style.NONE);
    }

    /** Where a curve ends, or the border nearest to it. */
    private Spot end(Curve curve) {
        Spot end = panel.spot(curve.epochs(), curve.last());
        return new Spot(end.x(), Math.min(panel.bottom(), Math.max(panel.top(), end.y())));
    }

    /**
     * Heights at least {@code gap} apart, as near as can be to those wanted, within the borders: isotonic regression on
     * what is left when the gaps are taken out (pool adjacent violators; R. E. Barlow et al., Statistical Inference under
     * Order Restrictions, 1972).
     *
     * @param wanted from the top downwards, so ascending
     */
    static double[] spread(double[] wanted, double gap, double top, double bottom) {
        int n = wanted.length;
        double[] mean = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            mean[blocks] = wanted[i] - i * gap;
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                blocks--;
                int both = size[blocks - 1] + size[blocks];
                mean[blocks - 1] = (mean[blocks - 1] * size[blocks - 1] + mean[blocks] * size[blocks]) / both;
                size[blocks - 1] = both;
            }
        }
        double[] heights = new double[n];
        double last = Math.max(top, bottom - (n - 1) * gap);
        for (int block = 0, i = 0; block < blocks; block++) {
            for (int k = 0; k < size[block]; k++, i++) {
                heights[i] = Math.min(last, Math.max(top, mean[block])) + i * gap;
            }
        }
        return heights;
    }
}
