package org.exina.io;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Comma-separated values as RFC 4180 has them. Reading takes line ends of any kind and leaves out blank lines, and rows
 * of separators alone, as spreadsheets leave them below a table. A cell that a
 * spreadsheet would take for a formula, as a file called "=1+1.jpg" may be, is written with an apostrophe before it, and read
 * without it. How it is written otherwise is a {@link CsvStyle}.
 */
public final class Csv {
    /** What begins a formula. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r].*", Pattern.DOTALL);

    private static final String FORMULA_BEGINS = "'=+-@\t\r";

    /** What begins like one and is none: a number, or a dash for none. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?|[+-]?Infinity|-");

    /** What a file in UTF-8 may begin with; Excel takes it for one of the system's old letters without. */
    private static final String MARK = "\uFEFF";

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private Csv(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /**
     * A row of a table; it may go over several lines.
     *
     * @param line where the row begins, from 1
     */
    public record Row(int line, List<String> fields) {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /** What is wrong, and on which line. */
    public static final class SyntaxException extends Exception {
        SyntaxException(int line, String problem) {
            super("line " + line + ": " + problem);
        }
    }

    /** One row of {@link CsvStyle#PLAIN}. */
    public static String row(List<String> fields) {
        return row(fields, CsvStyle.PLAIN);
    }

    /** The row that a table begins with. */
    public static String header(List<String> columns, CsvStyle style) {
        return (style.isForExcel() ? MARK : "") + row(columns, style);
    }

    /** One row, quoted where it must be, with the style's line end. */
    public static String row(List<String> fields, CsvStyle style) {
        StringJoiner row = new StringJoiner(String.valueOf(style.separator()), "", style.lineEnd());
        for (String each : fields) {
            boolean formula = !each.isEmpty()
                    && FORMULA_BEGINS.indexOf(each.charAt(0)) >= 0 // as hardly any does
                    && FORMULA.matcher(each).matches()
                    && !NUMBER.matcher(each.replace(style.decimal(), '.')).matches();
            String field = formula ? "'" + each : each;
            boolean quoted = field.indexOf(style.separator()) >= 0
                    || field.indexOf('"') >= 0
                    || field.indexOf('\r') >= 0
                    || field.indexOf('\n') >= 0;
            row.add(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return row.toString();
    }

    /**
     * Reads all rows of a text, its header among them.
     *
     * @throws SyntaxException when a quoted field is not closed, or goes on behind its closing quote
     */
    public static List<Row> parse(String text, char separator) throws SyntaxException {
        Csv csv = new Csv(text, separator);
        List<Row> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            Row row = csv.row();
            if (!row.fields().stream().allMatch(String::isBlank)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Row row() throws SyntaxException {
        int begin = line;
        List<String> fields = new ArrayList<>();
        do {
            String field = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
            boolean formula = field.startsWith("'") && FORMULA.matcher(field).matches();
            fields.add(formula ? field.substring(1) : field);
        } while (take(separator));
        if (at < text.length() && !take('\r') && text.charAt(at) != '\n') {
            throw new SyntaxException(line, "a quoted field must end before the next separator or line");
        }
        take('\n');
        line++;
        return new Row(begin, fields);
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0 && text.charAt(at) != separator) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() throws SyntaxException {
        int begin = line;
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !take('"')) {
                return field.toString();
            }
            if (c == '\n') {
                line++;
            }
            field.append(c);
        }
        throw new SyntaxException(begin, "a quoted field is never closed");
    }

    private boolean take(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }
}
