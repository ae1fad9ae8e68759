package org.exina.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Area;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;
import org.exina.settings.Percent;

/** One row for each point, best first: name, dot with interval, and the same in numbers. */
final class Comparison {
    private static final double WIDTH = 780;
    private static final double LEFT = 14;
    private static final double ROW = 21;
    private static final double LONGEST_NAME = 250;
    private static final double MEASURED = 118; // width of the column
    private static final double PUBLISHED = 66;
    private static final double SIZE = 6; // of a diamond, from its centre
    private static final Pen BAR = Pen.of(Style.ACCENT, 2.2);
    private static final Pen EDGE = Pen.of("#d55e00", 1.5);

    private final List<Mark> marks = new ArrayList<>();
    private final boolean published;
    private final Scale scale;
    private final double nameWidth;
    private final double left;
    private final double right;
    private final double top;

    private Comparison(List<Point> points) {
        published = points.stream().anyMatch(point -> point.other().isPresent());
        scale = Scale.percent(points.stream()
                .flatMap(point -> Stream.concat(Stream.of(point.low(), point.high()), point.other().stream()))
                .mapToDouble(share -> share));
        double longest = points.stream()
                .mapToDouble(point -> Face.LABEL.width(point.name()))
                .max()
                .orElseThrow();
        nameWidth = Math.min(LONGEST_NAME, longest * Face.SPARE);
        left = LEFT + nameWidth + 18;
        right = WIDTH - 14 - MEASURED - (published ? PUBLISHED : 0) - 14;
        top = 82;
    }

    static Plot of(String title, List<Point> points) {
        List<Point> bestFirst = points.stream()
                .sorted(Comparator.comparingDouble(Point::value).reversed().thenComparing(Point::name))
                .toList();
        Comparison comparison = new Comparison(points);
        double bottom = comparison.top + bestFirst.size() * ROW + 4;
        comparison.marks.add(Words.fitted(title, LEFT, 26, Face.TITLE, WIDTH - 2 * LEFT));
        comparison.legend();
        comparison.axis(bottom);
        for (int i = 0; i < bestFirst.size(); i++) {
            comparison.row(bestFirst.get(i), comparison.top + (i + 0.5) * ROW);
        }
        return new Plot(title, WIDTH, bottom + 44, comparison.marks);
    }

    private void legend() {
        double y = 56;
        marks.add(Line.between(LEFT, y - 4, LEFT + 30, y - 4, BAR));
        marks.add(dot(LEFT + 15, y - 4));
        Words measured = Words.of("measured, with its 95 % interval", LEFT + 37, y, Anchor.START, Face.LABEL);
        marks.add(measured);
        if (published) {
            double x = measured.at().x() + measured.width() * Face.SPARE + 20;
            marks.add(diamond(x, y - 4));
            marks.add(Words.of("published", x + 12, y, Anchor.START, Face.LABEL));
            marks.add(Words.of("published", WIDTH - 14, top - 8, Anchor.END, Face.TICK));
        }
        marks.add(Words.of("measured", measuredRight(), top - 8, Anchor.END, Face.TICK));
    }

    private double measuredRight() {
        return WIDTH - 14 - (published ? PUBLISHED : 0);
    }

    private double x(double share) {
        return left + (right - left) * scale.at(100 * share);
    }

    private void axis(double bottom) {
        for (double tick : scale.ticks()) {
            double x = x(tick / 100);
            marks.add(Line.between(x, top, x, bottom, Style.GRID));
            marks.add(Line.between(x, bottom, x, bottom + 4, Style.FRAME));
            marks.add(Words.of(Numbers.tick(tick), x, bottom + 16, Anchor.MIDDLE, Face.TICK));
        }
        marks.add(Line.between(left, bottom, right, bottom, Style.FRAME));
        marks.add(Words.of("accuracy, %", (left + right) / 2, bottom + 32, Anchor.MIDDLE, Face.LABEL));
    }

    private void row(Point point, double y) {
        marks.add(Line.between(LEFT, y + ROW / 2, WIDTH - 14, y + ROW / 2, Pen.of("#f0f0f0", 0.7)));
        marks.add(Words.fitted(point.name(), LEFT, y + 4, Face.LABEL, nameWidth));
        marks.add(Line.between(x(point.low()), y, x(point.high()), y, BAR));
        marks.add(dot(x(point.value()), y));
        marks.add(Words.of(
                Percent.number(point.value()) + " (" + Percent.number(point.low()) + " to "
                        + Percent.number(point.high()) + ")",
                measuredRight(),
                y + 4,
                Anchor.END,
                Face.LABEL));
        point.other().ifPresent(share -> {
            marks.add(diamond(x(share), y));
            marks.add(Words.of(Percent.number(share), WIDTH - 14, y + 4, Anchor.END, Face.LABEL));
        });
    }

    private static Mark dot(double x, double y) {
        return new Disc(new Spot(x, y), 4.2, Style.ACCENT, Style.NONE);
    }

    private static Mark diamond(double x, double y) {
        return new Area(
                List.of(new Spot(x, y - SIZE), new Spot(x + SIZE, y), new Spot(x, y + SIZE), new Spot(x - SIZE, y)),
                Style.CLEAR,
                EDGE);
    }
}
