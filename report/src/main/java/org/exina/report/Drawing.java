package org.exina.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.plot.Plot;

/** A plot on a page, as an image and not as part of the page: its colours are those of paper. */
final class Drawing {
    private Drawing() {}

    /**
     * A plot as an SVG image inside the page.
     *
     * @param meaning for those who do not see it
     */
    static Html of(Plot plot, String meaning) {
        String data = Base64.getEncoder().encodeToString(plot.svg().getBytes(StandardCharsets.UTF_8));
        return Tag.of("figure", "drawn")
                .add(Tag.of("img")
                        .with("src", "data:image/svg+xml;base64," + data)
                        .with("alt", meaning));
    }
}
