package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.exina.io.AtomicFiles;
import org.exina.io.Csv;
import org.exina.io.ExinaException;
import org.exina.io.OutputKind;

/**
 * Predictions as a table, {@code predictions.csv}: path, repeat, fold, group, label, predicted, and a probability for each
 * class in a column named {@code p:} and the class.
 */
public final class Predictions {
    private static final List<String> COLUMNS = List.of("path", "repeat", "fold", "group", "label", "predicted");

    static final OutputKind KIND =
            OutputKind.text("table of a run's predictions", "predictions.csv", String.join(",", COLUMNS));

    private Predictions() {}

    /**
     * Writes the table, a row for each prediction.
     *
     * @param classes in the order of class indices
     */
    public static void write(Path file, List<String> classes, List<TestPrediction> predictions) throws IOException {
        List<String> header = new ArrayList<>(COLUMNS);
        classes.forEach(label -> header.add("p:" + label));
        String rows = predictions.parallelStream()
                .map(prediction -> row(prediction, classes))
                .collect(Collectors.joining());
        AtomicFiles.writeText(file, Csv.row(header) + rows);
    }

    private static String row(TestPrediction prediction, List<String> classes) {
        List<String> row = new ArrayList<>(List.of(
                prediction.path(),
                Integer.toString(prediction.repeat()),
                Integer.toString(prediction.fold()),
                Integer.toString(prediction.group()),
                classes.get(prediction.label()),
                classes.get(prediction.predicted())));
        for (int k = 0; k < classes.size(); k++) {
            row.add(String.format(Locale.ROOT, "%.9g", prediction.probability(k)));
        }
        return Csv.row(row);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param again what to do when it cannot be read, for the message: "run the cross-validation again"
     * @throws ExinaException when the table is damaged, or of other classes
     */
    public static List<TestPrediction> read(Path file, List<String> classes, String again) throws IOException {
        List<TestPrediction> predictions = new ArrayList<>();
        try {
            List<Csv.Row> rows = Csv.parse(Files.readString(file), ',');
            for (Csv.Row row : rows.subList(1, rows.size())) {
                predictions.add(prediction(row.fields(), classes));
            }
        } catch (Csv.SyntaxException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ExinaException(file, "is damaged; " + again + " (" + e.getMessage() + ")", e);
        }
        return predictions;
    }

    private static TestPrediction prediction(List<String> fields, List<String> classes) {
        int columns = COLUMNS.size() + classes.size();
        if (fields.size() != columns) {
            throw new IllegalArgumentException("expected " + columns + " fields in a row, found " + fields.size());
        }
        double[] probabilities = new double[classes.size()];
        for (int k = 0; k < probabilities.length; k++) {
            probabilities[k] = Double.parseDouble(fields.get(COLUMNS.size() + k));
        }
        return new TestPrediction(
                fields.get(0),
                Integer.parseInt(fields.get(1)),
                Integer.parseInt(fields.get(2)),
                Integer.parseInt(fields.get(3)),
                classes.indexOf(fields.get(4)),
                probabilities);
    }
}
