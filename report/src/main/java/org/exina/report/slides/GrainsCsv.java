package org.exina.report.slides;

import java.util.List;
import java.util.OptionalDouble;
import org.exina.image.Box;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/** Every grain as a row of comma-separated values. */
public final class GrainsCsv {
    private static final List<String> HEADER = List.of(
            "field",
            "x",
            "y",
            "width",
            "height",
            "label",
            "probability",
            "second",
            "secondProbability",
            "diameterPx",
            "diameterMicrons",
            "areaPx",
            "cutOff",
            "byPerson");

    private GrainsCsv() {}

    /**
     * A row for each grain, field by field: its box in pixels of the field, label, probability and the next likely class
     * as {@link Grain} has them, the diameter of the circle of its area, whether it touches the border of the field,
     * and whether its label is what a person says.
     *
     * @param micronsPerPixel where it is not known, {@code diameterMicrons} stays empty
     */
    public static String of(List<CountedField> fields, OptionalDouble micronsPerPixel, CsvStyle style) {
        StringBuilder csv = new StringBuilder(Csv.header(HEADER, style));
        for (CountedField field : fields) {
            field.grains().forEach(grain -> csv.append(row(field, grain, micronsPerPixel, style)));
        }
        return csv.toString();
    }

    private static String row(CountedField field, Grain grain, OptionalDouble micronsPerPixel, CsvStyle style) {
        Box box = grain.box();
        List<String> row = List.of(
                field.name(),
                Integer.toString(box.x()),
                Integer.toString(box.y()),
                Integer.toString(box.width()),
                Integer.toString(box.height()),
                grain.label(),
                style.number("%.4f", grain.probability()),
                grain.second(),
                style.number("%.4f", grain.secondProbability()),
                style.number("%.2f", grain.diameterPx()),
                micronsPerPixel.isPresent()
                        ? style.number("%.3f", grain.diameterPx() * micronsPerPixel.getAsDouble())
                        : "",
                Long.toString(grain.areaPx()),
                Boolean.toString(grain.isCutOff(field.width(), field.height())),
                Boolean.toString(grain.byPerson()));
        return Csv.row(row, style);
    }
}
