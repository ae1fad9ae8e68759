package org.exina.report.slides;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.slides.Grain;

/** What stands at the lower edge of the window while a person corrects: the chosen grain, its type, and what was done. */
final class CorrectionPanel {
    private final CountTable table;
    private final Map<String, TypeStyle> styles;

    CorrectionPanel(CountTable table, Map<String, TypeStyle> styles) {
        this.table = table;
        this.styles = styles;
    }

    Html html() {
        return Tag.of("div", "panel")
                .with("id", "panel")
                .with("role", "region")
                .with("aria-label", "Corrections")
                .add(
                        Tag.of("div", "looks")
                                .with("id", "looks")
                                .with("hidden", "")
                                .add(
                                        Tag.of("svg").with("id", "close").with("aria-hidden", "true"),
                                        Tag.of("svg").with("id", "wide").with("aria-hidden", "true")),
                        chosen(),
                        Tag.of("div", "done")
                                .add(
                                        Tag.of("p").with("id", "done").with("aria-live", "polite"),
                                        button("save", "Save corrections"),
                                        button("counts-now", "Save counts"),
                                        button("percentages-now", "Save percentages"),
                                        button("again", "Sort anew")));
    }

    private Html chosen() {
        return Tag.of("div", "chosen")
                .add(
                        Tag.of("p")
                                .with("id", "words")
                                .with("aria-live", "polite")
                                .text("Choose a grain to look at it and to correct it."),
                        Tag.of("div")
                                .with("id", "acts")
                                .with("hidden", "")
                                .add(
                                        Tag.of("label").text("It is ").add(types()),
                                        Tag.of("span")
                                                .with("id", "naming")
                                                .with("hidden", "")
                                                .add(
                                                        Tag.of("input")
                                                                .with("id", "name")
                                                                .with("aria-label", "New name")
                                                                .with("placeholder", "new name")
                                                                .with("autocomplete", "off"),
                                                        button("named", "Use it")),
                                        button("right", "Right"),
                                        button("undo", "As it was"),
                                        button("there", "On its field"),
                                        button("here", "Among its type")));
    }

    /** Types that were found first: they are what most is changed to. */
    private Html types() {
        List<String> order = new ArrayList<>();
        for (boolean found : new boolean[] {true, false}) {
            table.total().types().stream()
                    .filter(each -> each.count() > 0 == found)
                    .forEach(each -> order.add(each.type()));
        }
        Tag select = Tag.of("select").with("id", "type");
        for (int i = 0; i < order.size(); i++) {
            select.add(option(order.get(i), (i < 9 ? i + 1 + " " : "") + order.get(i)));
        }
        return select.add(
                option(Grain.UNKNOWN, "U " + Grain.UNKNOWN),
                option(Grain.DEBRIS, "D " + Grain.DEBRIS + ", no grain"),
                Tag.of("option").with("value", "").text("new name\u2026"));
    }

    private Html option(String type, String text) {
        TypeStyle style = styles.get(type);
        return Tag.of("option")
                .with("value", type)
                .with("data-color", style.color())
                .with("data-dashes", Swatch.dashes(style))
                .with("data-light", Boolean.toString(style.isLight()))
                .with("data-sum", Boolean.toString(table.pollenSum().has(type)))
                .text(text);
    }

    private static Html button(String id, String text) {
        return Tag.of("button").with("type", "button").with("id", id).text(text);
    }
}
