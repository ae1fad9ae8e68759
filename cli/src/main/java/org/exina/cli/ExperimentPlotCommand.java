package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.exina.api.Reports;
import org.exina.experiment.ExperimentRecord;
import org.exina.io.AtomicFiles;
import org.exina.report.plot.Plot;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
        })
final class ExperimentPlotCommand implements Callable<Integer> {
    private static final int WIDTH = 1600; // pixels: sharp on paper

    private final Console console;
    private final List<String> written = new ArrayList<>();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = ExperimentRuns.NAMES)
    private List<String> names = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "Where images go. Default: 'plots' in RUNS.")
    private Path to;

    @Mixin
    private ExperimentRuns runs;

    ExperimentPlotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = to == null ? runs.folder().resolve("plots") : to;
        Map<String, List<ExperimentRecord>> suites = new TreeMap<>();
        for (ExperimentRecord record : chosen()) {
            suites.computeIfAbsent(record.suite(), any -> new ArrayList<>()).add(record);
            Optional<Plot> one = Reports.curves(record);
            if (one.isPresent()) {
                write(one.get(), folder, record.suite() + "_" + record.name());
            }
        }
        for (Map.Entry<String, List<ExperimentRecord>> suite : suites.entrySet()) {
            Optional<Plot> all = Reports.curves(suite.getKey(), suite.getValue());
            if (all.isPresent()) {
                write(all.get(), folder, suite.getKey() + "_together");
            }
            write(Reports.accuracies(suite.getKey(), suite.getValue()), folder, suite.getKey() + "_accuracy");
        }
        if (runs.json()) {
            console.json(Map.of("written", written));
        } else {
            written.forEach(each -> console.line("written: " + each));
        }
        return ExitCode.OK;
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

    private void write(Plot plot, Path folder, String stem) throws IOException {
        Path png = folder.resolve(stem + ".png");
        Path svg = folder.resolve(stem + ".svg");
        AtomicFiles.write(png, plot.png(WIDTH));
        AtomicFiles.writeText(svg, plot.svg());
        written.add(png.toString());
        written.add(svg.toString());
    }
}
