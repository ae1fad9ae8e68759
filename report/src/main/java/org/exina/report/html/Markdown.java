package org.exina.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a table as GitHub Flavored Markdown. */
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*|~\\[\\]]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
    private static final int LEAST_WIDTH = 3; // of the dashes

    private Markdown() {}

    static String of(Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.header().stream().map(Markdown::escaped).toList());
        table.rows()
                .forEach(row -> lines.add(row.stream().map(Markdown::escaped).toList()));
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
