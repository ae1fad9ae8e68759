package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.dataset.DatasetException;
import org.exina.io.Csv;
import org.exina.settings.DidYouMean;

/** A CSV file with a header, its columns in any order; those that are not asked for are passed over. */
final class CsvTable {
    /**
     * A column.
     *
     * @param name as our own files have it
     * @param others what other programs call it, in small letters without blanks and underlines
     */
    record Column(String name, boolean required, List<String> others) {
        static Column required(String name, String... others) {
            return new Column(name, true, List.of(others));
        }

        static Column optional(String name, String... others) {
            return new Column(name, false, List.of(others));
        }

        boolean isCalled(String heading) {
            return plain(name).equals(plain(heading)) || others.contains(plain(heading));
        }

        private static String plain(String heading) {
            return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
        }
    }

    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("^" + TextFile.SEPARATOR.pattern() + "(\\R|$)", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private final String expected;
    private final char separator;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Csv.Row> rows;

    private CsvTable(Path file, String text, List<Column> columns, String expected) throws DatasetException {
        this.file = file;
        this.expected = expected;
        String body = SEPARATOR_LINE.matcher(text).replaceFirst("\n"); // lines are counted on
        String header = body.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        separator = separator(header);
        List<Csv.Row> all;
        try {
            all = Csv.parse(body, separator).stream()
                    .filter(row -> !row.fields().stream().allMatch(String::isBlank)) // as spreadsheets leave them
                    .toList();
        } catch (Csv.SyntaxException e) {
            throw new DatasetException(file, e.getMessage(), e);
        }
        if (all.isEmpty()) {
            throw new DatasetException(file, "is empty; " + expected);
        }
        findColumns(all.get(0), columns);
        rows = all.subList(1, all.size());
        for (Csv.Row row : rows) {
            int columnCount = all.get(0).fields().size();
            boolean longer = row.fields().stream().skip(columnCount).anyMatch(field -> !field.isBlank());
            if (row.fields().size() < columnCount || longer) {
                throw place(row)
                        .fault("expected " + columnCount + " fields as in the header, found "
                                + row.fields().size() + "; a field that holds a separator needs quotes");
            }
        }
    }

    /**
     * Reads a whole file; the header must name all required columns.
     *
     * @param expected "expected the header ...", for messages
     */
    static CsvTable read(Path file, List<Column> columns, String expected) throws IOException {
        return new CsvTable(file, TextFile.read(file), columns, expected);
    }

    /** Whether a first line names all the columns that are required. */
    static boolean fits(String header, List<Column> columns) {
        return missing(header, columns).isEmpty();
    }

    /** The required columns that a first line does not name. */
    static List<String> missing(String header, List<Column> columns) {
        List<String> headings = List.of(header.replace("\"", "").split(String.valueOf(separator(header)), -1));
        return columns.stream()
                .filter(column -> column.required() && headings.stream().noneMatch(column::isCalled))
                .map(Column::name)
                .toList();
    }

    /** Spreadsheets write what their country does. */
    private static char separator(String header) {
        return header.contains("\t") ? '\t' : header.contains(",") ? ',' : header.contains(";") ? ';' : ',';
    }

    private void findColumns(Csv.Row header, List<Column> columns) throws DatasetException {
        for (int i = 0; i < header.fields().size(); i++) {
            String heading = header.fields().get(i).strip();
            Optional<Column> column =
                    columns.stream().filter(c -> c.isCalled(heading)).findFirst();
            if (column.isPresent()) {
                Integer before = places.put(column.get().name(), i);
                if (before != null) {
                    throw place(header)
                            .fault("the columns " + header.fields().get(before).strip() + " and " + heading
                                    + " mean the same; " + expected);
                }
            }
        }
        for (Column column : columns) {
            if (column.required() && !places.containsKey(column.name())) {
                throw place(header).fault("the column " + column.name() + " is missing; " + expected);
            }
        }
        refuseMisspelt(header, columns);
    }

    /** A column that is asked for but not required would be passed over in silence when it is misspelt. */
    private void refuseMisspelt(Csv.Row header, List<Column> columns) throws DatasetException {
        List<String> absent = columns.stream()
                .map(Column::name)
                .filter(name -> !places.containsKey(name))
                .toList();
        for (int i = 0; i < header.fields().size(); i++) {
            String heading = header.fields().get(i).strip();
            String meant = places.containsValue(i) || heading.isEmpty() ? "" : DidYouMean.suggestion(heading, absent);
            if (!meant.isEmpty()) {
                throw place(header).fault("unknown column \"" + heading + "\"" + meant);
            }
        }
    }

    /** In order; each has as many fields as the header. */
    List<Csv.Row> rows() {
        return rows;
    }

    boolean has(String column) {
        return places.containsKey(column);
    }

    /** A field without blanks around it; empty where there is no such column. */
    String field(Csv.Row row, String column) {
        Integer place = places.get(column);
        return place == null ? "" : row.fields().get(place).strip();
    }

    double number(Csv.Row row, String column) throws DatasetException {
        String text = field(row, column);
        try {
            double number = Double.parseDouble(separator == ',' ? text : text.replace(',', '.'));
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) { // told below, with the text
        }
        throw place(row).fault(column + " must be a number of pixels, got \"" + text + "\"");
    }

    SourceLocation place(Csv.Row row) {
        return SourceLocation.line(file, row.line());
    }
}
