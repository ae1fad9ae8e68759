package org.exina.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.report.html.Cells;
import org.exina.report.html.Html;
import org.exina.report.html.Table;
import org.exina.report.html.Tag;

/** A table of results, as {@link Table#sorting} sorts it. */
final class ResultTable {
    private ResultTable() {}

    /**
     * What all rows have in common, as a sentence; empty when that is nothing.
     *
     * @param settings the columns asked, the first
     */
    static String common(Table table, int settings) {
        return IntStream.range(0, settings)
                .filter(c -> isCommon(table, c) && !table.rows().get(0).get(c).isEmpty())
                .mapToObj(c -> table.header().get(c) + " " + table.rows().get(0).get(c))
                .collect(Collectors.joining(", "));
    }

    /** The table without {@link #common} and empty columns: a page is narrow. */
    static Table without(Table table, int settings) {
        return new Table(
                different(table, settings, table.header()),
                table.rows().stream()
                        .map(row -> different(table, settings, row))
                        .toList());
    }

    /**
     * Takes what all names begin with off the first column.
     *
     * @param prefix that all cells of the first column begin with, and that is taken off
     */
    static Table shortened(Table table, String prefix) {
        return new Table(
                table.header(),
                table.rows().stream()
                        .map(row -> Stream.concat(
                                        Stream.of(row.get(0).substring(prefix.length())),
                                        row.subList(1, row.size()).stream())
                                .toList())
                        .toList());
    }

    private static List<String> different(Table table, int settings, List<String> row) {
        return IntStream.range(0, row.size())
                .filter(c -> !isCommon(table, c)
                        || (c >= settings && !table.rows().get(0).get(c).isEmpty()))
                .mapToObj(row::get)
                .toList();
    }

    private static boolean isCommon(Table table, int column) {
        return table.rows().stream().map(row -> row.get(column)).distinct().count() == 1;
    }

    /**
     * A table on a page, its numbers to the right.
     *
     * @param name for those who cannot see it
     */
    static Html of(Table table, String name) {
        Tag head = Tag.of("tr");
        for (int c = 0; c < table.header().size(); c++) {
            head.add(Cells.column(table.header().get(c), table.isNumeric(c) ? "n" : ""));
        }
        Tag body = Tag.of("tbody");
        for (List<String> row : table.rows()) {
            Tag line = Tag.of("tr");
            for (int c = 0; c < row.size(); c++) {
                line.add(cell(table, c, row.get(c))
                        .with("data-label", table.header().get(c)));
            }
            body.add(line);
        }
        return Tag.of("div", "scroll results")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", name)
                .add(Tag.of("table").add(Tag.of("thead").add(head), body));
    }

    private static Tag cell(Table table, int column, String text) {
        if (!table.isNumeric(column)) {
            return Tag.of("td", "name").text(text);
        }
        Tag cell = Cells.number(text);
        Table.number(text).ifPresent(number -> cell.with("data-number", Double.toString(number)));
        return cell;
    }
}
