package org.exina.report;

import java.util.List;
import org.exina.experiment.RunRecord;
import org.exina.metric.Interval;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** Drawings, as SVG in the page. */
final class Plots {
    private static final int SIZE = 360;
    private static final int LEFT = 46;
    private static final int TOP = 10;
    private static final int SIDE = 300;

    private Plots() {}

    static Tag line(String style, String x1, String y1, String x2, String y2) {
        return Tag.of("line", style)
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2);
    }

    /**
     * A share and its interval on a scale that is as wide as the drawing.
     *
     * @param y the height they lie at
     */
    static List<Html> interval(double share, Interval interval, String y) {
        return List.of(
                line("span", percent(interval.low()), y, percent(interval.high()), y),
                Tag.of("circle", "dot").with("cx", percent(share)).with("cy", y).with("r", "4"));
    }

    /** A bar on a scale that is as wide as the drawing. */
    static Html bar(double share) {
        return Tag.of("svg")
                .with("aria-hidden", "true")
                .add(Tag.of("rect", "bar")
                        .with("x", "0")
                        .with("y", "2")
                        .with("width", percent(share))
                        .with("height", "10"));
    }

    private static String percent(double share) {
        return Wording.format("%.2f%%", 100 * share);
    }

    /** Confidence against accuracy: a classifier that knows how sure it may be lies on the dashed line. */
    static Html reliability(List<RunRecord.Bin> bins) {
        Tag svg = Tag.of("svg")
                .with("viewBox", "0 0 " + SIZE + " " + SIZE)
                .with("role", "img")
                .with(
                        "aria-label",
                        "Share of right answers against confidence; the numbers are in the table beside it");
        for (int tick = 0; tick <= 10; tick += 2) {
            String at = tick * 10 + "";
            svg.add(line("grid", x(tick / 10.0), y(0), x(tick / 10.0), y(1)));
            svg.add(line("grid", x(0), y(tick / 10.0), x(1), y(tick / 10.0)));
            svg.add(label(x(tick / 10.0), Integer.toString(TOP + SIDE + 16), "middle", at));
            svg.add(label(
                    Integer.toString(LEFT - 6),
                    Wording.format("%.1f", TOP + SIDE - tick * SIDE / 10.0 + 4),
                    "end",
                    at));
        }
        svg.add(line("ideal", x(0), y(0), x(1), y(1)));
        for (RunRecord.Bin bin : bins) {
            Interval interval = Interval.wilson(Math.round(bin.accuracy() * bin.count()), bin.count());
            svg.add(line("span", x(bin.confidence()), y(interval.low()), x(bin.confidence()), y(interval.high())));
            svg.add(Tag.of("circle", "dot")
                    .with("cx", x(bin.confidence()))
                    .with("cy", y(bin.accuracy()))
                    .with("r", "4.5"));
        }
        svg.add(label(x(0.5), Integer.toString(SIZE - 14), "middle", "confidence, %"));
        svg.add(label("12", y(0.5), "middle", "right answers, %").with("transform", "rotate(-90 12 " + y(0.5) + ")"));
        return svg;
    }

    private static Tag label(String x, String y, String anchor, String text) {
        return Tag.text("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
    }

    private static String x(double share) {
        return Wording.format("%.1f", LEFT + SIDE * share);
    }

    private static String y(double share) {
        return Wording.format("%.1f", TOP + SIDE * (1 - share));
    }
}
