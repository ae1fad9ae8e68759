package org.exina.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;
import org.exina.settings.Percent;

/** Accuracy and loss of one experiment, their legends above them. */
final class TwoPanelPlot {
    private static final double WIDTH = 780;
    private static final double LEFT = 44;
    private static final double PANEL = 326;
    private static final double BETWEEN = 64;
    private static final double HEIGHT = 240;
    private static final double ROW = 18; // of a legend
    private static final double KEY = 26;
    private static final double LONGEST_NAME = 150;

    private final List<Mark> marks = new ArrayList<>();
    private final double left;
    private double legendX;
    private double legendY;

    private TwoPanelPlot(double left, double legendY) {
        this.left = left;
        this.legendX = left;
        this.legendY = legendY;
    }

    static Plot of(String title, List<Curve> accuracy, List<Curve> loss) {
        List<Curve> percent = accuracy.stream().map(Curve::percent).toList();
        Scale shares = Scale.percent(
                accuracy.stream().flatMap(curve -> curve.values().stream()).mapToDouble(share -> share));
        Scale losses = Scale.losses(loss);
        Scale epochs = Scale.epochs(IntStream.of(Stream.concat(accuracy.stream(), loss.stream())
                .mapToInt(Curve::epochs)
                .max()
                .orElseThrow()));
        TwoPanelPlot one = new TwoPanelPlot(LEFT, 72);
        one.legend("accuracy, %", percent, best(percent, true), last -> Percent.of(last / 100));
        TwoPanelPlot other = new TwoPanelPlot(LEFT + PANEL + BETWEEN, 72);
        String heading = losses.logarithmic() ? "loss (logarithmic scale)" : "loss";
        other.legend(heading, loss, best(loss, false), Numbers::loss);
        double top = Math.max(one.legendY, other.legendY) + 14;
        one.panel(percent, best(percent, true), top, epochs, shares);
        other.panel(loss, best(loss, false), top, epochs, losses);
        List<Mark> marks = new ArrayList<>();
        marks.add(Words.fitted(title, LEFT, 26, Face.TITLE, WIDTH - LEFT - 12));
        marks.addAll(one.marks);
        marks.addAll(other.marks);
        return new Plot(title, WIDTH, top + HEIGHT + 46, marks);
    }

    /**
     * The best epoch of a curve.
     *
     * @param epoch from 1
     */
    private record Best(Curve curve, int epoch) {
        double value() {
            return curve.values().get(epoch - 1);
        }
    }

    /** The first best epoch of the first curve that is not of the training data. */
    private static Best best(List<Curve> curves, boolean highest) {
        Curve chosen =
                curves.stream().filter(curve -> !isTrain(curve)).findFirst().orElse(curves.get(0));
        int best = 0;
        for (int i = 1; i < chosen.epochs(); i++) {
            double gain = chosen.values().get(i) - chosen.values().get(best);
            best = (highest ? gain : -gain) > 0 ? i : best;
        }
        return new Best(chosen, best + 1);
    }

    private void legend(String heading, List<Curve> curves, Best best, DoubleFunction<String> wording) {
        marks.add(Words.of(heading, left, legendY - ROW - 2, Anchor.START, Face.HEADING));
        for (int i = 0; i < curves.size(); i++) {
            double y = place(KEY + 6, curves.get(i).name());
            marks.add(Line.between(legendX, y - 4, legendX + KEY, y - 4, pen(curves, i)));
            write(KEY + 6, curves.get(i).name());
        }
        String text = "best: " + wording.apply(best.value()) + " in epoch " + best.epoch();
        double y = place(14, text);
        marks.add(dot(new Spot(legendX + 5, y - 4), pen(curves, curves.indexOf(best.curve()))));
        write(14, text);
    }

    /**
     * Goes to the next row of the legend when this one has no room.
     *
     * @return the height of the text
     */
    private double place(double key, String text) {
        double width = key + Math.min(LONGEST_NAME, Face.LABEL.width(text)) * Face.SPARE;
        if (legendX > left && legendX + width > left + PANEL) {
            legendX = left;
            legendY += ROW;
        }
        return legendY;
    }

    private void write(double key, String text) {
        Words words = Words.fitted(text, legendX + key, legendY, Face.LABEL, LONGEST_NAME);
        marks.add(words);
        legendX += key + words.width() * Face.SPARE + 12;
    }

    private void panel(List<Curve> curves, Best best, double top, Scale epochs, Scale scale) {
        Panel panel = new Panel(left, top, PANEL, HEIGHT, epochs, scale);
        marks.addAll(panel.axes());
        Spot spot = panel.spot(best.epoch(), best.value());
        if (panel.isInside(spot)) {
            marks.add(Line.between(
                    spot.x(), spot.y(), spot.x(), panel.bottom(), new Pen("#777777", 0.8, List.of(1.5, 2.5))));
        }
        // the dashed last: where both are equal, both are seen
        IntStream.range(0, curves.size())
                .boxed()
                .sorted(Comparator.comparing(i -> isTrain(curves.get(i))))
                .forEach(i -> marks.addAll(panel.curve(curves.get(i), pen(curves, i))));
        if (panel.isInside(spot)) {
            marks.add(dot(spot, pen(curves, curves.indexOf(best.curve()))));
        }
    }

    private static Pen pen(List<Curve> curves, int index) {
        int others = (int)
                curves.stream().limit(index).filter(curve -> !isTrain(curve)).count();
        return Style.part(curves.get(index), others);
    }

    private static boolean isTrain(Curve curve) {
        return curve.name().equals(Curve.TRAIN);
    }

    private static Mark dot(Spot spot, Pen pen) {
        return new Disc(spot, 4.2, pen.color(), Pen.of(Style.WHITE, 1.4));
    }
}
