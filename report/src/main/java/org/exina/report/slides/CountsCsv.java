package org.exina.report.slides;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
import org.exina.slides.Grain;

/** Counts as comma-separated values, of plain numbers. */
public final class CountsCsv {
    private CountsCsv() {}

    /**
     * A row for each field, then one of all: {@code field}, a column for each type under its name, {@code unknown},
     * {@code debris}, {@code pollenSum} and {@code missing}, the grains that the sum lacks of its minimum.
     */
    public static String counts(CountTable table, CsvStyle style) {
        List<String> header = new ArrayList<>(List.of("field"));
        header.addAll(table.types());
        header.addAll(List.of(Grain.UNKNOWN, Grain.DEBRIS, "pollenSum", "missing"));
        StringBuilder csv = new StringBuilder(Csv.header(header, style));
        for (CountTable.Row row : rows(table)) {
            List<String> cells = new ArrayList<>(List.of(row.field()));
            row.types().forEach(each -> cells.add(Long.toString(each.count())));
            for (long number : new long[] {row.unknown(), row.debris(), row.sum(), row.missing()}) {
                cells.add(Long.toString(number));
            }
            csv.append(Csv.row(cells, style));
        }
        return csv.toString();
    }

    /**
     * A row for each field and type, then those of all fields: {@code field}, {@code type}, {@code inPollenSum} (true or
     * false), {@code count}, {@code percent} of the pollen sum, {@code low} and {@code high} of its 95 % interval; these
     * three are empty where the sum is.
     */
    public static String percentages(CountTable table, CsvStyle style) {
        List<String> header = List.of("field", "type", "inPollenSum", "count", "percent", "low", "high");
        StringBuilder csv = new StringBuilder(Csv.header(header, style));
        for (CountTable.Row row : rows(table)) {
            for (CountTable.TypeCount each : row.types()) {
                List<String> cells = new ArrayList<>(
                        List.of(row.field(), each.type(), Boolean.toString(each.inSum()), Long.toString(each.count())));
                cells.addAll(each.share()
                        .map(s -> Stream.of(s.share(), s.low(), s.high())
                                .map(share -> style.number("%.4f", 100 * share))
                                .toList())
                        .orElse(List.of("", "", "")));
                csv.append(Csv.row(cells, style));
            }
        }
        return csv.toString();
    }

    private static List<CountTable.Row> rows(CountTable table) {
        List<CountTable.Row> rows = new ArrayList<>(table.fields());
        rows.add(table.total());
        return rows;
    }
}
