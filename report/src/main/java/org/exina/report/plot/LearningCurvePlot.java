package org.exina.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;
import org.exina.settings.Percent;

/** Accuracy against the number of images: dots with intervals, joined, and what is expected of more. */
final class LearningCurvePlot {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 400;
    private static final double LEFT = 50;
    private static final double TOP = 78;
    private static final Pen MEASURED = Pen.of(Style.ACCENT, 1.9);
    private static final Pen EXPECTED = new Pen("#d55e00", 1.9, List.of(5.0, 3.0));

    private final List<Mark> marks = new ArrayList<>();
    private final Panel panel;

    private LearningCurvePlot(Panel panel) {
        this.panel = panel;
    }

    static Plot of(String title, List<CurvePoint> sizes, Optional<CurvePoint> ahead) {
        List<CurvePoint> all = Stream.concat(sizes.stream(), ahead.stream()).toList();
        Scale x = Scale.ratios(
                all.get(0).images(),
                all.get(all.size() - 1).images(),
                all.stream().map(CurvePoint::images).toList());
        Scale y = Scale.percent(
                all.stream().flatMap(s -> Stream.of(s.low(), s.high())).mapToDouble(s -> s));
        LearningCurvePlot plot =
                new LearningCurvePlot(new Panel(LEFT, TOP, WIDTH - LEFT - 20, HEIGHT - TOP - 50, x, y));
        plot.marks.add(Words.fitted(title, LEFT, 26, Face.TITLE, WIDTH - LEFT - 20));
        plot.legend(ahead.isPresent());
        plot.marks.addAll(plot.panel.axes("images of each class (logarithmic scale)"));
        for (int i = 1; i < sizes.size(); i++) {
            plot.join(sizes.get(i - 1), sizes.get(i), MEASURED);
        }
        ahead.ifPresent(size -> plot.join(sizes.get(sizes.size() - 1), size, EXPECTED));
        sizes.forEach(size -> plot.dot(size, MEASURED, Style.ACCENT));
        ahead.ifPresent(size -> plot.dot(size, Pen.of(EXPECTED.color(), 1.9), Style.WHITE));
        return new Plot(title, WIDTH, HEIGHT, plot.marks);
    }

    private void legend(boolean expected) {
        double y = 54;
        Words measured = Words.of("accuracy, %, with its 95 % interval", LEFT + 14, y, Anchor.START, Face.LABEL);
        marks.add(new Disc(new Spot(LEFT + 4, y - 4), 4.2, Style.ACCENT, Style.NONE));
        marks.add(measured);
        if (expected) {
            double x = measured.at().x() + measured.width() * Face.SPARE + 24;
            marks.add(new Disc(new Spot(x, y - 4), 4.2, Style.WHITE, Pen.of(EXPECTED.color(), 1.9)));
            marks.add(Words.of("expected of twice the images", x + 10, y, Anchor.START, Face.LABEL));
        }
    }

    private Spot spot(CurvePoint size, double share) {
        return panel.spot(size.images(), 100 * share);
    }

    private void join(CurvePoint from, CurvePoint to, Pen pen) {
        marks.add(new Line(List.of(spot(from, from.value()), spot(to, to.value())), pen));
    }

    private void dot(CurvePoint size, Pen pen, String fill) {
        Spot high = spot(size, size.high());
        Spot low = spot(size, size.low());
        marks.add(Line.between(low.x(), low.y(), high.x(), high.y(), Pen.of(pen.color(), 1.6)));
        marks.add(new Disc(spot(size, size.value()), 4.2, fill, pen));
        marks.add(Words.of(
                Percent.number(size.value()),
                high.x() + 6,
                spot(size, size.value()).y() + 14,
                Anchor.START,
                Face.TICK));
    }
}
