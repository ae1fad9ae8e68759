package org.exina.report.slides;

import java.util.List;
import java.util.Map;
import org.exina.report.html.Cells;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.slides.Grain;

/** A pollen diagram: a row for each field, a column of bars for each type, all on one scale. */
final class FieldTable {
    private final CountTable table;
    private final Map<String, TypeStyle> styles;

    FieldTable(CountTable table, Map<String, TypeStyle> styles) {
        this.table = table;
        this.styles = styles;
    }

    List<Html> html() {
        double most = table.fields().stream()
                .flatMap(row -> row.types().stream())
                .flatMap(each -> each.share().stream())
                .mapToDouble(PollenPercentage::share)
                .max()
                .orElse(0);
        Tag head = Tag.of("tr").add(Cells.column("field", ""));
        for (CountTable.TypeCount each : table.total().types()) {
            head.add(hiddenIf(
                    each.count() == 0,
                    Cells.column("", "name")
                            .with("data-type", each.type())
                            .add(Swatch.of(styles.get(each.type())))
                            .text(each.type())));
        }
        head.add(
                Cells.column(Grain.UNKNOWN, "n"),
                Cells.column(Grain.DEBRIS, "n"),
                Cells.column("pollen sum", "n"),
                Cells.column("missing", "n"));
        Tag body = Tag.of("tbody").with("id", "by-field");
        for (int i = 0; i < table.fields().size(); i++) {
            body.add(row(table.fields().get(i), i, most));
        }
        return List.of(
                Tag.of("p", "note")
                        .text("Bars are shares of the field's own pollen sum, all on one scale; the numbers are grains."
                                + " \"Missing\" says how many more grains the field lacks of the minimum."),
                Tag.of("div", "scroll diagram")
                        .with("tabindex", "0")
                        .with("role", "region")
                        .with("aria-label", "Counts field by field")
                        .add(Tag.of("table").add(Tag.of("thead").add(head), body)));
    }

    private Html row(CountTable.Row row, int index, double most) {
        Tag line = Tag.of("tr")
                .add(Tag.of("th", "name")
                        .with("scope", "row")
                        .add(Tag.of("a").with("href", "#field-" + index).text(row.field())));
        for (int k = 0; k < row.types().size(); k++) {
            CountTable.TypeCount each = row.types().get(k);
            double share =
                    each.share().isEmpty() || most == 0 ? 0 : each.share().get().share() / most;
            line.add(hiddenIf(
                    table.total().types().get(k).count() == 0,
                    Tag.of("td", "share")
                            .with("data-type", each.type())
                            .add(Swatch.bar(share))
                            .add(Tag.text("span", each.count() == 0 ? "" : Wording.grouped(each.count())))));
        }
        return line.add(
                cell(Grain.UNKNOWN, row.unknown()),
                cell(Grain.DEBRIS, row.debris()),
                cell("sum", row.sum()),
                cell("missing", row.missing()));
    }

    private static Tag hiddenIf(boolean hidden, Tag tag) {
        return hidden ? tag.with("hidden", "") : tag;
    }

    private static Tag cell(String type, long count) {
        return Cells.number(Wording.grouped(count)).with("data-type", type);
    }
}
