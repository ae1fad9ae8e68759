package org.exina.report.slides;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.report.html.Cells;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.slides.Grain;

/**
 * Counts of all fields together. The page's script writes the same cells anew when something is corrected; rows of types
 * without a grain are there but hidden, so that it finds them.
 */
final class SummaryTable {
    private final CountTable table;
    private final Map<String, TypeStyle> styles;

    SummaryTable(CountTable table, Map<String, TypeStyle> styles) {
        this.table = table;
        this.styles = styles;
    }

    /** The pollen sum, large, and whether it is enough. */
    Html lead() {
        CountTable.Row total = table.total();
        return Tag.of("p", "lead")
                .add(
                        Tag.text("strong", Wording.grouped(total.sum())).with("id", "sum"),
                        Tag.text("span", enough(total)).with("id", "enough"));
    }

    private String enough(CountTable.Row total) {
        long minimum = table.pollenSum().minimum();
        String sum = total.sum() == 1 ? "grain in the pollen sum" : "grains in the pollen sum";
        if (minimum == 0) {
            return sum;
        }
        return sum
                + (total.missing() == 0
                        ? "; the minimum of " + Wording.grouped(minimum) + " is reached"
                        : "; " + Wording.grouped(total.missing()) + " more are needed for the minimum of "
                                + Wording.grouped(minimum));
    }

    List<Html> html() {
        CountTable.Row total = table.total();
        Tag body = Tag.of("tbody").with("id", "types");
        double most = total.types().stream()
                .flatMap(each -> each.share().stream())
                .mapToDouble(PollenPercentage::share)
                .max()
                .orElse(0);
        total.types().forEach(each -> body.add(row(each, most)));
        body.add(plain("pollen sum", "sum", total.sum()));
        body.add(plain(Grain.UNKNOWN, Grain.UNKNOWN, total.unknown()));
        body.add(plain(Grain.DEBRIS, Grain.DEBRIS, total.debris()));
        Tag head = Tag.of("tr")
                .add(
                        Cells.column("type", ""),
                        Cells.column("grains", "n"),
                        Cells.column("of the sum", "n"),
                        Cells.column("95\u00a0% interval", "n"),
                        Cells.column("", "plot"));
        List<Html> parts = new ArrayList<>();
        if (table.hasMuchUnknown()) {
            parts.add(Tag.of("p", "warn")
                    .text(Wording.percent(table.shareUnknown()) + " of the grains are unknown, which is much. "
                            + CountTable.MUCH_UNKNOWN_HELP));
        }
        parts.add(Tag.of("p", "note").text(meaning()));
        parts.add(Tag.of("div", "scroll")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Counts of all fields")
                .add(Tag.of("table", "wide").add(Tag.of("thead").add(head), body)));
        return parts;
    }

    private String meaning() {
        String outside = table.pollenSum().outside().isEmpty()
                ? ""
                : " Outside the sum, and given as a share of it all the same: "
                        + String.join(", ", table.pollenSum().outside()) + ".";
        return "Percentages are of the pollen sum: all grains of a named type, unknown ones and debris left out."
                + outside
                + " The interval says what chance alone may do to a count of this size; wrong names and missed grains come"
                + " on top of it.";
    }

    private Html row(CountTable.TypeCount each, double most) {
        Tag row = Tag.of("tr")
                .with("data-type", each.type())
                .add(
                        name(each),
                        cell("count", Wording.grouped(each.count())),
                        cell(
                                "share",
                                each.share()
                                        .map(s -> Wording.percent(s.share()))
                                        .orElse("")),
                        cell(
                                "interval",
                                each.share()
                                        .map(s -> Wording.percent(s.low(), s.high()))
                                        .orElse("")),
                        Tag.of("td", "plot")
                                .add(Swatch.bar(
                                        each.share().isEmpty() || most == 0
                                                ? 0
                                                : each.share().get().share() / most)));
        return each.count() == 0 ? row.with("hidden", "") : row;
    }

    private Html name(CountTable.TypeCount each) {
        Tag name = Tag.of("th", "name")
                .with("scope", "row")
                .add(Swatch.of(styles.get(each.type())))
                .text(each.type());
        return each.inSum() ? name : name.text(" ").add(Tag.text("small", "outside the sum"));
    }

    private Html plain(String title, String type, long count) {
        Tag head = Tag.of("th").with("scope", "row");
        if (styles.containsKey(type)) {
            head.add(Swatch.of(styles.get(type)));
        }
        return Tag.of("tr", styles.containsKey(type) ? "apart" : "apart sum")
                .with("data-type", type)
                .add(head.text(title), cell("count", Wording.grouped(count)), Tag.of("td"), Tag.of("td"), Tag.of("td"));
    }

    private static Tag cell(String name, String text) {
        return Cells.number(text).with("data-cell", name);
    }
}
