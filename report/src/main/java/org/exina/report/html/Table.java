package org.exina.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.io.Csv;
import org.exina.io.Resources;

/**
 * Cells of text under a header, to be written in several formats. A column whose cells all begin with a number ("0.868",
 * "86.8 %", "86.8 (82.4 to 90.2)") or are empty stands to the right and is sorted by that number.
 *
 * @param header one name for each column
 * @param rows each as long as the header
 */
public record Table(List<String> header, List<List<String>> rows) {
    /** A number, then perhaps a percent sign, then perhaps an interval in brackets. */
    private static final Pattern NUMBER = Pattern.compile(
            "([+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)[ \u00a0]?%?(?:[ \u00a0][(\\[][^()\\[\\]]*[)\\]])?");

    public Table {
        if (header.isEmpty()) {
            throw new IllegalArgumentException("a table needs a column");
        }
        header = List.copyOf(header);
        List<List<String>> copied = new ArrayList<>();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("expected " + header.size() + " cells in row " + (copied.size() + 1)
                        + ", found " + row.size() + " " + row);
            }
            copied.add(List.copyOf(row));
        }
        rows = List.copyOf(copied);
    }

    /** The header and the rows, comma-separated. */
    public String csv() {
        StringBuilder csv = new StringBuilder(Csv.row(header));
        rows.forEach(row -> csv.append(Csv.row(row)));
        return csv.toString();
    }

    /** As GitHub's Markdown has it, its columns aligned in the text too. */
    public String markdown() {
        return Markdown.of(this);
    }

    /** A {@code <table>} for a page of one's own, which may add the script {@link #sorting()}. */
    public String html() {
        return HtmlTable.table(this);
    }

    /** One page that needs no other file; a click on a column's name sorts by it. */
    public String page(String title) {
        return HtmlTable.page(this, title);
    }

    /** A script, without its {@code <script>}: makes the tables before it sortable by a click on a column's name. */
    public static String sorting() {
        return Resources.text(Table.class, "sort.js");
    }

    /** Whether a column stands to the right and is sorted by its numbers. */
    public boolean isNumeric(int column) {
        return rows.stream().anyMatch(row -> !row.get(column).isEmpty())
                && rows.stream()
                        .map(row -> row.get(column))
                        .allMatch(cell -> cell.isEmpty() || number(cell).isPresent());
    }

    /** The number that a cell begins with; empty when there is none, or more than a unit and an interval behind it. */
    public static OptionalDouble number(String cell) {
        Matcher matcher = NUMBER.matcher(cell);
        return matcher.matches() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }
}
