package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.api.Reports;
import org.exina.experiment.ExperimentRecord;
import org.exina.io.OutputKind;
import org.exina.report.plot.Plot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina experiments plot}. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = {
            "Draws accuracy and loss, as PNG and SVG: of each experiment named, and of all of them together.",
            "Without a name: of all there are."
        },
        footer = {"exina experiments plot", "exina experiments plot study-2017/VGG16_naive --to plots"})
final class ExperimentPlotCommand extends ConsoleCommand {
    private final Map<Path, Plot> drawn = new LinkedHashMap<>();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = ExperimentRuns.NAMES)
    private List<String> names = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "Where images go. Default: 'plots' in RUNS.")
    private Path to;

    @Mixin
    private ExperimentRuns runs;

    ExperimentPlotCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        Path folder = to == null ? runs.folder().resolve("plots") : to;
        Map<String, List<ExperimentRecord>> suites = new TreeMap<>();
        for (ExperimentRecord record : chosen()) {
            suites.computeIfAbsent(record.suite(), any -> new ArrayList<>()).add(record);
            Optional<Plot> one = Reports.curves(record);
            if (one.isPresent()) {
                draw(one.get(), folder, record.suite() + "_" + record.name());
            }
        }
        for (Map.Entry<String, List<ExperimentRecord>> suite : suites.entrySet()) {
            Optional<Plot> all = Reports.curves(suite.getKey(), suite.getValue());
            if (all.isPresent()) {
                draw(all.get(), folder, suite.getKey() + "_together");
            }
            draw(Reports.accuracies(suite.getKey(), suite.getValue()), folder, suite.getKey() + "_accuracy");
        }
        for (Path file : drawn.keySet()) {
            OutputKind.IMAGE.reserve(file);
        }
        for (Map.Entry<Path, Plot> each : drawn.entrySet()) {
            PlotFile.write(each.getKey(), each.getValue());
        }
        List<String> written = drawn.keySet().stream().map(Path::toString).toList();
        if (runs.json()) {
            console.json(Map.of("written", written));
        } else {
            written.forEach(each -> console.line("written: " + each));
        }
    }

    private List<ExperimentRecord> chosen() throws IOException {
        if (names.isEmpty()) {
            return runs.records(Optional.empty());
        }
        List<ExperimentRecord> records = new ArrayList<>();
        for (String name : names) {
            records.add(runs.find(name).record());
        }
        return records;
    }

    private void draw(Plot plot, Path folder, String stem) {
        drawn.put(folder.resolve(stem + ".png"), plot);
        drawn.put(folder.resolve(stem + ".svg"), plot);
    }
}
