package org.exina.io;

import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * How a table of comma-separated values is written. {@link Csv} writes it; numbers come from {@link #number}.
 *
 * @param separator between cells
 * @param decimal what stands in numbers before their decimals
 * @param isForExcel whether it begins with the mark of UTF-8 and its lines end as on Windows
 */
public record CsvStyle(char separator, char decimal, boolean isForExcel) {
    /** Commas and points, the same everywhere. */
    public static final CsvStyle PLAIN = new CsvStyle(',', '.', false);

    /** All in which a table may have been written. */
    static final List<CsvStyle> ALL = List.of(PLAIN, new CsvStyle(',', '.', true), new CsvStyle(';', ',', true));

    /** As Excel opens a table by a double click, in a language: semicolons where it writes a comma before decimals. */
    public static CsvStyle excel(Locale language) {
        boolean comma = DecimalFormatSymbols.getInstance(language).getDecimalSeparator() == ',';
        return comma ? new CsvStyle(';', ',', true) : new CsvStyle(',', '.', true);
    }

    /**
     * A number, to be written in a cell.
     *
     * @param format one of {@link String#format}'s, without grouping of digits
     */
    public String number(String format, double value) {
        return number(String.format(Locale.ROOT, format, value));
    }

    /** A number that has a decimal point, or none. */
    public String number(String plain) {
        return plain.replace('.', decimal);
    }

    String lineEnd() {
        return isForExcel ? "\r\n" : "\n";
    }
}
