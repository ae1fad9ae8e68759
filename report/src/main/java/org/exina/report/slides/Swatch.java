package org.exina.report.slides;

import java.util.stream.Collectors;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** Small drawings in the page. */
final class Swatch {
    private Swatch() {}

    /** A box as grains of a type have it on the fields. */
    static Html of(TypeStyle style) {
        return Tag.of("svg", "swatch")
                .with("viewBox", "0 0 20 14")
                .with("aria-hidden", "true")
                .add(rect("halo", style)
                        .with("x", 2)
                        .with("y", 2)
                        .with("width", 16)
                        .with("height", 10))
                .add(rect("line", style)
                        .with("x", 2)
                        .with("y", 2)
                        .with("width", 16)
                        .with("height", 10));
    }

    /**
     * One of the two rectangles that a box is drawn with.
     *
     * @param part "halo" or "line"
     */
    static Tag rect(String part, TypeStyle style) {
        if (part.equals("halo")) {
            return Tag.of("rect", style.isLight() ? "halo dark" : "halo");
        }
        Tag line = Tag.of("rect", "line").with("stroke", style.color());
        return style.dashes().isEmpty() ? line : line.with("stroke-dasharray", dashes(style));
    }

    static String dashes(TypeStyle style) {
        return style.dashes().stream().map(each -> Wording.format("%.1f", each)).collect(Collectors.joining(" "));
    }

    /**
     * A bar that fills a share of its room.
     *
     * @param length in [0, 1]
     */
    static Html bar(double length) {
        return Tag.of("svg")
                .with("aria-hidden", "true")
                .add(Tag.of("rect", "bar")
                        .with("x", "0")
                        .with("y", "2")
                        .with("width", Wording.format("%.2f%%", 100 * length))
                        .with("height", "10"));
    }
}
