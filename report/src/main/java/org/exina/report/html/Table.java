package org.exina.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
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

    /** The header and the rows, as comma-separated values; numbers are those of {@link #isNumeric} columns. */
    public String csv(CsvStyle style) {
        StringBuilder csv = new StringBuilder(Csv.header(header, style));
        boolean[] numeric = new boolean[header.size()];
        for (int c = 0; c < numeric.length; c++) {
            numeric[c] = isNumeric(c);
        }
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < numeric.length; c++) {
                cells.add(numeric[c] ? style.number(row.get(c)) : row.get(c));
            }
            csv.append(Csv.row(cells, style));
        }
        return csv.toString();
    }

    /** As GitHub's Markdown has it, its columns aligned in the text too. */
    public String markdown() {
        return Markdown.of(this);
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

    /** Writes a table as GitHub Flavored Markdown. */
    private static final class Markdown {
        private static final Pattern SPECIAL =
                Pattern.compile("[\\\\`*|~\\[\\]]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
        private static final int LEAST_WIDTH = 3; // of the dashes

        private Markdown() {}

        static String of(Table table) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(table.header().stream().map(Markdown::escaped).toList());
            table.rows()
                    .forEach(
                            row -> lines.add(row.stream().map(Markdown::escaped).toList()));
            int columns = table.header().size();
            int[] widths = new int[columns];
            boolean[] numeric = new boolean[columns];
            for (int c = 0; c < columns; c++) {
                int column = c;
                widths[c] = Math.max(
                        LEAST_WIDTH,
                        lines.stream()
                                .mapToInt(line -> length(line.get(column)))
                                .max()
                                .orElse(0));
                numeric[c] = table.isNumeric(c);
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                for (int c = 0; c < columns; c++) {
                    String cell = lines.get(i).get(c);
                    String space = " ".repeat(widths[c] - length(cell));
                    text.append("| ")
                            .append(numeric[c] ? space + cell : cell + space)
                            .append(' ');
                }
                text.append("|\n");
                if (i == 0) {
                    rule(widths, numeric, text);
                }
            }
            return text.toString();
        }

        private static void rule(int[] widths, boolean[] numeric, StringBuilder text) {
            for (int c = 0; c < widths.length; c++) {
                text.append("| ").append("-".repeat(widths[c] - 1)).append(numeric[c] ? ": " : "- ");
            }
            text.append("|\n");
        }

        /** So that it reads as it is: no emphasis, no HTML, no cell or line that ends early. */
        private static String escaped(String cell) {
            String text = cell.replace("&", "&amp;").replace("<", "&lt;");
            return SPECIAL.matcher(text).replaceAll("\\\\$0").replaceAll("\\R", "<br>");
        }

        private static int length(String text) {
            return text.codePointCount(0, text.length());
        }
    }
}
