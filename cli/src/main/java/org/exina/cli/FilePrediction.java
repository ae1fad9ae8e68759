package org.exina.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
import org.exina.model.Prediction;

/**
 * What an image shows, as the JSON of {@code exina predict} has it.
 *
 * @param label the likeliest class, or {@link PredictCommand#UNKNOWN}; empty when it could not be read
 * @param novelty empty where the model does not know it
 * @param diameterMicrons of the grain; empty where the model does not go by it or it is not known
 * @param why it is unknown; empty when it is not
 * @param top the likeliest classes, whether it is unknown or not
 * @param problem empty when it could be read
 */
record FilePrediction(
        String path,
        String label,
        boolean unknown,
        OptionalDouble novelty,
        OptionalDouble diameterMicrons,
        String why,
        List<Prediction.Ranked> top,
        String problem) {

    /** One that could not be read. */
    static FilePrediction unreadable(String path, String problem) {
        return new FilePrediction(
                path, "", false, OptionalDouble.empty(), OptionalDouble.empty(), "", List.of(), problem);
    }

    boolean isReadable() {
        return problem.isEmpty();
    }

    /** Of the table. */
    static String header(int shown, CsvStyle style) {
        List<String> header = new ArrayList<>(List.of("path"));
        IntStream.rangeClosed(1, shown).forEach(k -> {
            header.add(k == 1 ? "label" : "label" + k);
            header.add(k == 1 ? "probability" : "probability" + k);
        });
        header.addAll(List.of("novelty", "why", "problem"));
        return Csv.header(header, style);
    }

    /** In the table. */
    String row(int shown, CsvStyle style) {
        List<String> row = new ArrayList<>(List.of(path));
        row.addAll(cells(shown, style));
        row.add(novelty.isPresent() ? style.number("%.4f", novelty.getAsDouble()) : "");
        row.add(why);
        row.add(problem);
        return Csv.row(row, style);
    }

    /** Unknown without a probability goes before the classes. */
    private List<String> cells(int shown, CsvStyle style) {
        List<String> cells = new ArrayList<>();
        if (unknown) {
            cells.addAll(List.of(PredictCommand.UNKNOWN, ""));
        }
        top.forEach(each -> cells.addAll(List.of(each.label(), style.number("%.6f", each.probability()))));
        while (cells.size() < 2 * shown) {
            cells.add("");
        }
        return cells.subList(0, 2 * shown);
    }
}
