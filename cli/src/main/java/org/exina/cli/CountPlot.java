package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exina.report.plot.Counted;
import org.exina.report.plot.Plots;
import org.exina.slides.Grain;
import org.exina.slides.train.JudgedField;
import org.exina.slides.train.TrueGrain;

/** Counted against true numbers, each type on each field, as a picture. */
final class CountPlot {
    private CountPlot() {}

    static void write(Path file, String title, List<JudgedField> fields) throws IOException {
        Set<String> types = new TreeSet<>();
        for (JudgedField field : fields) {
            labels(field).filter(label -> !isApart(label)).forEach(types::add);
        }
        List<Counted> points = new ArrayList<>();
        for (JudgedField field : fields) {
            for (String type : types) {
                points.add(new Counted(
                        type,
                        field.truth().stream()
                                .filter(each -> each.label().equals(type))
                                .count(),
                        field.found().stream()
                                .filter(each -> each.grain().label().equals(type))
                                .count()));
            }
        }
        PlotFile.write(file, Plots.counts(title, points));
    }

    private static Stream<String> labels(JudgedField field) {
        return Stream.concat(
                field.truth().stream().map(TrueGrain::label),
                field.found().stream().map(each -> each.grain().label()));
    }

    private static boolean isApart(String label) {
        return label.equals(Grain.DEBRIS) || label.equals(Grain.UNKNOWN);
    }
}
