package org.exina.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.io.Csv;

/**
 * A CSV file with a header, as spreadsheets write it: by commas, semicolons or tabs, with or without the line before the
 * header that tells which, columns and rows that are empty at the end.
 */
public final class CsvText {
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\\A" + TextFile.SEPARATOR.pattern() + "(?=\\R|\\z)", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private final char separator;
    private final List<Csv.Row> rows;

    private CsvText(Path file, String text, String expected) throws DatasetException {
        this.file = file;
        Matcher told = SEPARATOR_LINE.matcher(text);
        String body = told.replaceFirst(""); // its line end stays, for the numbers of the lines below
        String header = body.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        told.reset();
        boolean isTold = told.find() && header.contains(told.group(1));
        this.separator = isTold ? told.group(1).charAt(0) : separator(header);
        try {
            this.rows = Csv.parse(body, separator);
        } catch (Csv.SyntaxException e) {
            throw new DatasetException(file, e.getMessage(), e);
        }
        if (rows.isEmpty()) {
            throw new DatasetException(file, "is empty; " + expected);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param expected "expected the header ...", for messages
     * @throws DatasetException when it is not text in UTF-8, holds nothing, or a quoted field is not closed
     */
    public static CsvText read(Path file, String expected) throws IOException {
        return new CsvText(file, TextFile.read(file), expected);
    }

    /** What stands between the columns of a header; in other lines there may be commas in numbers. */
    public static char separator(String header) {
        return header.contains("\t") ? '\t' : header.contains(",") ? ',' : header.contains(";") ? ';' : ',';
    }

    /** The names of the columns; its line is that of the first row. */
    public Csv.Row header() {
        return rows.get(0);
    }

    /**
     * The rows below the header.
     *
     * @return in order; each has a field for every column that has a name
     * @throws DatasetException when one has fewer, or something where no column is
     */
    public List<Csv.Row> rows() throws DatasetException {
        int columns = filled(header());
        for (Csv.Row row : rows) {
            if (row.fields().size() < columns || filled(row) > columns) {
                throw fault(
                        row,
                        "expected " + columns + " fields as in the header, found "
                                + row.fields().size() + "; a field that holds a separator needs quotes");
            }
        }
        return rows.subList(1, rows.size());
    }

    /** How many fields there are up to the last that is not blank. */
    private static int filled(Csv.Row row) {
        int filled = row.fields().size();
        while (filled > 0 && row.fields().get(filled - 1).isBlank()) {
            filled--;
        }
        return filled;
    }

    /** The number in a field, with a decimal comma where commas do not separate. */
    public double number(String field) {
        return Double.parseDouble(separator == ',' ? field : field.replace(',', '.'));
    }

    /** What is wrong in a row. */
    public DatasetException fault(Csv.Row row, String problem) {
        return new DatasetException(file, "line " + row.line() + ": " + problem);
    }
}
