package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.exina.dataset.CsvText;
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

    private final Path file;
    private final String expected;
    private final CsvText text;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Csv.Row> rows;

    private CsvTable(Path file, List<Column> columns, String expected) throws IOException {
        this.file = file;
        this.expected = expected;
        this.text = CsvText.read(file, expected);
        findColumns(text.header(), columns);
        this.rows = text.rows();
    }

    /**
     * Reads a whole file; the header must name all required columns.
     *
     * @param expected "expected the header ...", for messages
     */
    static CsvTable read(Path file, List<Column> columns, String expected) throws IOException {
        return new CsvTable(file, columns, expected);
    }

    /** Whether a first line names all the columns that are required. */
    static boolean fits(String header, List<Column> columns) {
        return missing(header, columns).isEmpty();
    }

    /** The required columns that a first line does not name. */
    static List<String> missing(String header, List<Column> columns) {
        List<String> headings = List.of(header.replace("\"", "").split(String.valueOf(CsvText.separator(header)), -1));
        return columns.stream()
                .filter(column -> column.required() && headings.stream().noneMatch(column::isCalled))
                .map(Column::name)
                .toList();
    }

    private void findColumns(Csv.Row header, List<Column> columns) throws DatasetException {
        for (int i = 0; i < header.fields().size(); i++) {
            String heading = header.fields().get(i).strip();
            Optional<Column> column =
                    columns.stream().filter(c -> c.isCalled(heading)).findFirst();
            if (column.isPresent()) {
                Integer before = places.put(column.get().name(), i);
                if (before != null) {
                    throw text.fault(
                            header,
                            "the columns " + header.fields().get(before).strip() + " and " + heading
                                    + " mean the same; " + expected);
                }
            }
        }
        for (Column column : columns) {
            if (column.required() && !places.containsKey(column.name())) {
                throw text.fault(header, "the column " + column.name() + " is missing; " + expected);
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
                throw text.fault(header, "unknown column \"" + heading + "\"" + meant);
            }
        }
    }

    /** In order; each has a field for every column. */
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
        String field = field(row, column);
        try {
            double number = text.number(field);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) { // told below, with the text
        }
        throw text.fault(row, column + " must be a number of pixels, got \"" + field + "\"");
    }

    SourceLocation place(Csv.Row row) {
        return SourceLocation.line(file, row.line());
    }
}
