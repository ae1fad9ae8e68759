package org.exina.report.plot;

import java.util.ArrayList;
import java.util.List;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;

/**
 * A rectangle with two scales, into which curves are drawn.
 *
 * @param left of the rectangle, without what is written beside it
 */
record Panel(double left, double top, double width, double height, Scale x, Scale y) {
    private static final double TICK = 4;

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    Spot spot(double epoch, double value) {
        return new Spot(left + width * x.at(epoch), bottom() - height * y.at(value));
    }

    /** Lines of the grid and what is written at the axes. */
    List<Mark> axes() {
        return axes(x.logarithmic() ? "epoch (logarithmic scale)" : "epoch");
    }

    /**
     * Lines of the grid and what is written at the axes, with a title of one's own.
     *
     * @param below what stands under the horizontal axis
     */
    List<Mark> axes(String below) {
        List<Mark> marks = new ArrayList<>();
        for (double tick : y.ticks()) {
            double at = spot(x.low(), tick).y();
            marks.add(Line.between(left, at, right(), at, Style.GRID));
            marks.add(Words.of(Numbers.tick(tick), left - 7, at + 3.8, Anchor.END, Face.TICK));
        }
        for (double tick : x.ticks()) {
            double at = spot(tick, y.low()).x();
            marks.add(Line.between(at, bottom(), at, bottom() + TICK, Style.FRAME));
            marks.add(Words.of(Numbers.tick(tick), at, bottom() + 16, Anchor.MIDDLE, Face.TICK));
        }
        marks.add(Line.between(left, top, left, bottom(), Style.FRAME));
        marks.add(Line.between(left, bottom(), right(), bottom(), Style.FRAME));
        marks.add(Words.of(below, left + width / 2, bottom() + 32, Anchor.MIDDLE, Face.LABEL));
        return marks;
    }

    /** The curve as far as it lies within the limits; a single value is a dot. */
    List<Mark> curve(Curve curve, Pen pen) {
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < curve.epochs(); i++) {
            spots.add(spot(i + 1, curve.values().get(i)));
        }
        List<Mark> marks = new ArrayList<>();
        if (spots.size() == 1 && isInside(spots.get(0))) {
            marks.add(new Mark.Disc(spots.get(0), 3, pen.color(), Style.NONE));
        }
        for (List<Spot> piece : inside(spots)) {
            marks.add(new Line(piece, pen));
        }
        return marks;
    }

    boolean isInside(Spot spot) {
        return spot.y() >= top && spot.y() <= bottom();
    }

    private List<List<Spot>> inside(List<Spot> spots) {
        List<List<Spot>> pieces = new ArrayList<>();
        List<Spot> piece = new ArrayList<>();
        for (int i = 1; i < spots.size(); i++) {
            Spot from = spots.get(i - 1);
            Spot to = spots.get(i);
            if (Math.max(from.y(), to.y()) < top || Math.min(from.y(), to.y()) > bottom()) {
                continue;
            }
            if (piece.isEmpty()) {
                piece.add(cut(from, to));
            }
            piece.add(cut(to, from));
            if (!isInside(to)) {
                pieces.add(piece);
                piece = new ArrayList<>();
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    /** The end, or where the way from it to the other end comes over the border. */
    private Spot cut(Spot end, Spot other) {
        if (isInside(end)) {
            return end;
        }
        double border = end.y() < top ? top : bottom();
        double share = (border - end.y()) / (other.y() - end.y());
        return new Spot(end.x() + share * (other.x() - end.x()), border);
    }
}
