package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exina.plot.Counted;
import org.exina.plot.Plot;
import org.exina.plot.Plots;
import org.exina.slide.Grain;
import org.exina.slide.JudgedField;
import org.exina.slide.TrueGrain;
import org.exina.store.AtomicFiles;

/** Counted against true numbers, each type on each field, as a picture. */
final class CountPlot {
    private static final int WIDTH_PX = 1600;

    private CountPlot() {}

    /** @throws UsageException when the name is of no picture that can be drawn */
    static void check(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            throw new UsageException("--plot: expected a name that ends in .png or .svg, got '" + file + "'");
        }
    }

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
        Plot plot = Plots.counts(title, points);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            AtomicFiles.writeText(file, plot.svg());
        } else {
            AtomicFiles.write(file, plot.png(WIDTH_PX));
        }
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
