package org.exina.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Words;
import org.exina.settings.Percent;

/** All experiments in two panels, one above the other, named at the ends of their curves. */
final class OverlayPlot {
    private static final double WIDTH = 780;
    private static final double LEFT = 44;
    private static final double RIGHT = 12;
    private static final double LONGEST_NAME = 230;
    private static final double LOWEST_PANEL = 270;
    private static final double HEAD = 40; // above a panel, with its heading
    private static final double FOOT = 46; // below a panel, with its axis

    private final List<Mark> marks = new ArrayList<>();
    private final Map<String, Pen> pens = new HashMap<>();
    private final Scale epochs;
    private final double nameWidth;
    private final double panelHeight;

    private OverlayPlot(List<Curve> accuracy) {
        List<Curve> bestFirst = accuracy.stream()
                .sorted(Comparator.comparingDouble((Curve curve) -> -curve.last())
                        .thenComparing(Curve::name))
                .toList();
        for (int i = 0; i < bestFirst.size(); i++) {
            pens.put(bestFirst.get(i).name(), Style.line(i));
        }
        epochs = Scale.epochs(accuracy.stream().mapToInt(Curve::epochs));
        double longest = accuracy.stream()
                .mapToDouble(curve -> Face.LABEL.width(curve.name()))
                .max()
                .orElseThrow();
        nameWidth = Math.min(LONGEST_NAME, longest * Face.SPARE);
        panelHeight = Math.max(LOWEST_PANEL, accuracy.size() * EndLabels.LINE_HEIGHT);
    }

    static Plot of(String title, List<Curve> accuracy, List<Curve> loss) {
        OverlayPlot together = new OverlayPlot(accuracy);
        List<Curve> percent = accuracy.stream().map(Curve::percent).toList();
        double first = 44 + HEAD - 14;
        double second = first + together.panelHeight + FOOT + HEAD;
        together.marks.add(Words.fitted(title, LEFT, 26, Face.TITLE, WIDTH - LEFT - RIGHT));
        Scale shares = Scale.accuracies(accuracy);
        together.panel("accuracy, %", percent, shares, first);
        Scale losses = Scale.losses(loss);
        together.panel(losses.logarithmic() ? "loss (logarithmic scale)" : "loss", loss, losses, second);
        return new Plot(title, WIDTH, second + together.panelHeight + FOOT, together.marks);
    }

    private void panel(String heading, List<Curve> curves, Scale scale, double top) {
        double width = WIDTH - LEFT - RIGHT - nameWidth - EndLabels.AROUND;
        Panel panel = new Panel(LEFT, top, width, panelHeight, epochs, scale);
        marks.add(Words.of(heading, LEFT, top - 14, Anchor.START, Face.HEADING));
        marks.addAll(panel.axes());
        // the best are drawn last, over the others
        curves.stream()
                .sorted(Comparator.comparingDouble(Curve::last).thenComparing(Curve::name))
                .forEach(curve -> marks.addAll(panel.curve(curve, pens.get(curve.name()))));
        boolean shares = !heading.startsWith("loss");
        marks.addAll(
                new EndLabels(panel, pens, nameWidth, last -> shares ? Percent.number(last / 100) : Numbers.loss(last))
                        .marks(curves));
    }
}
