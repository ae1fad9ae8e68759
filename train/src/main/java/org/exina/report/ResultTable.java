package org.exina.report;

import java.util.List;
import org.exina.table.Table;

/** A table of results, as {@link Table#sorting} sorts it. */
final class ResultTable {
    private ResultTable() {}

    /** @param name for those who cannot see it */
    static Html of(Table table, String name) {
        Tag head = Tag.of("tr");
        for (int c = 0; c < table.header().size(); c++) {
            head.add(FigureTables.column(table.header().get(c), table.isNumeric(c) ? "n" : ""));
        }
        Tag body = Tag.of("tbody");
        for (List<String> row : table.rows()) {
            Tag line = Tag.of("tr");
            for (int c = 0; c < row.size(); c++) {
                line.add(cell(table, c, row.get(c)));
            }
            body.add(line);
        }
        return Tag.of("div", "scroll results")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", name)
                .add(Tag.of("table").add(Tag.of("thead").add(head), body));
    }

    private static Html cell(Table table, int column, String text) {
        if (!table.isNumeric(column)) {
            return Tag.of("td", "name").text(text);
        }
        Tag cell = FigureTables.number(text);
        Table.number(text).ifPresent(number -> cell.with("data-number", Double.toString(number)));
        return cell;
    }
}
