package org.exina.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.exina.io.Xml;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Area;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;

/** Writes an image as SVG 1.1. */
final class Svg {
    private static final String FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif";
    private static final Map<Anchor, String> ANCHORS =
            Map.of(Anchor.START, "start", Anchor.MIDDLE, "middle", Anchor.END, "end");

    private final Xml xml = new Xml();

    private Svg() {}

    static String of(String title, double widthOfAll, double heightOfAll, List<Mark> marks) {
        String width = number(widthOfAll);
        String height = number(heightOfAll);
        Svg svg = new Svg();
        svg.xml.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "width",
                width,
                "height",
                height,
                "role",
                "img",
                "aria-label",
                title,
                "font-family",
                FONTS,
                "stroke-linejoin",
                "round");
        svg.newLine().empty("rect", "width", width, "height", height, "fill", Style.WHITE);
        for (Mark mark : marks) {
            svg.draw(mark);
        }
        return svg.newLine().close() + "\n";
    }

    private void draw(Mark mark) {
        newLine();
        if (mark instanceof Line line) {
            xml.empty("polyline", with(line.pen(), "fill", "none", "points", points(line.spots())));
        } else if (mark instanceof Area area) {
            xml.empty("polygon", with(area.edge(), "fill", area.fill(), "points", points(area.corners())));
        } else if (mark instanceof Disc disc) {
            String x = number(disc.center().x());
            String y = number(disc.center().y());
            xml.empty("circle", with(disc.edge(), "cx", x, "cy", y, "r", number(disc.radius()), "fill", disc.fill()));
        } else if (mark instanceof Words words) {
            write(words);
        }
    }

    private void write(Words words) {
        List<String> attributes = new ArrayList<>(List.of(
                "x", number(words.at().x()),
                "y", number(words.at().y()),
                "font-size", number(words.face().size),
                "fill", words.face().color));
        if (words.anchor() != Anchor.START) {
            attributes.addAll(List.of("text-anchor", ANCHORS.get(words.anchor())));
        }
        if (words.face().bold) {
            attributes.addAll(List.of("font-weight", "bold"));
        }
        xml.open("text", attributes.toArray(String[]::new));
        if (!words.text().equals(words.whole())) {
            xml.open("title").text(words.whole()).close();
        }
        xml.text(words.text()).close();
    }

    private static String[] with(Pen pen, String... attributes) {
        List<String> all = new ArrayList<>(List.of(attributes));
        if (pen.width() > 0) {
            all.addAll(List.of("stroke", pen.color(), "stroke-width", number(pen.width())));
        }
        if (!pen.dashes().isEmpty()) {
            all.add("stroke-dasharray");
            all.add(pen.dashes().stream().map(Svg::number).collect(Collectors.joining(" ")));
        }
        return all.toArray(String[]::new);
    }

    private static String points(List<Spot> spots) {
        return spots.stream()
                .map(spot -> number(spot.x()) + "," + number(spot.y()))
                .collect(Collectors.joining(" "));
    }

    private Xml newLine() {
        return xml.text("\n");
    }

    /** To a tenth, which is finer than a screen shows. */
    private static String number(double number) {
        long tenths = Math.round(number * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
    }
}
