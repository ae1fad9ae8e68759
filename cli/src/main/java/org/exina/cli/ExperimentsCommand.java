package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.exina.api.Exina;
import org.exina.api.ExperimentComparison;
import org.exina.api.Reports;
import org.exina.dataset.Dataset;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.ReferenceResult;
import org.exina.io.AtomicFiles;
import org.exina.io.CsvStyle;
import org.exina.io.OutputKind;
import org.exina.report.html.Table;
import org.exina.settings.Percent;
import org.exina.study.ExperimentFolder;
import org.exina.study.Suite;
import org.exina.study.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina experiments}: many experiments, each once, and what came out. */
@Command(
        name = "experiments",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Runs the experiments of a suite, each once, and shows what came out.",
            "Built-in suites: study-2017 (the study of 2017 as it was done) and study-2017-right (without its faults)."
        })
final class ExperimentsCommand {
    private static final String KIND = "table of experiments";

    private final Console console;

    ExperimentsCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Runs what is not yet done of a suite. Stopped at any moment, it goes on when run again.",
            footer = {
                "exina experiments run study-2017 --data pollen",
                "exina experiments run suite.yaml --data pollen --backbone mobilenet"
            })
    int run(
            @Parameters(paramLabel = "SUITE", description = "A YAML file, or the name of a built-in suite.")
                    String suite,
            @Option(names = "--data", paramLabel = "DIR", required = true, description = "Labelled images.") Path data,
            @Option(
                            names = "--backbone",
                            paramLabel = "NAME",
                            description = "Put this network in the place of every one in the suite.")
                    Optional<String> backbone,
            @Option(
                            names = "--jobs",
                            paramLabel = "N",
                            description = "Experiments side by side, one thread each. Default: one per processor.")
                    Optional<Integer> jobs,
            @Mixin ReadingOptions reading,
            @Mixin ExperimentRuns runs)
            throws IOException {
        UsageException.requireAtLeast(1, "--jobs", jobs.orElse(null));
        Suite read = Suite.read(suite, backbone);
        Dataset images = reading.open(data, console);
        try (Exina exina = console.exina()) {
            SuiteRun.Result result = exina.study()
                    .run(
                            read,
                            images,
                            runs.folder(),
                            jobs.orElse(Runtime.getRuntime().availableProcessors()));
            tell(read, result, runs);
            console.notUsed(images.skipped(), data);
            return result.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void tell(Suite suite, SuiteRun.Result result, ExperimentRuns runs) {
        Map<String, String> failed = new LinkedHashMap<>();
        result.failed().forEach((name, why) -> failed.put(name, FaultText.of(why)));
        failed.forEach((name, why) -> console.error(suite.name() + "/" + name + " failed: " + why));
        if (runs.json()) {
            Map<String, Object> all = new TreeMap<>();
            all.put("suite", suite.name());
            all.put("finished", names(result.finished()));
            all.put("skipped", names(result.skipped()));
            all.put("failed", failed);
            all.put("runs", runs.folder().toString());
            console.json(all);
            return;
        }
        List<ExperimentRecord> records = Stream.concat(result.skipped().stream(), result.finished().stream())
                .map(ExperimentFolder::record)
                .sorted(suiteOrder(suite))
                .toList();
        if (!records.isEmpty()) {
            Table table = Reports.table(records);
            console.table(table.header(), table.rows());
        }
        console.format(
                "%s: %d done now, %d done before and left as they are, %d failed",
                suite.name(),
                result.finished().size(),
                result.skipped().size(),
                result.failed().size());
        if (result.finished().isEmpty() && result.failed().isEmpty()) {
            console.line("There was nothing to do.");
        }
    }

    private static Comparator<ExperimentRecord> suiteOrder(Suite suite) {
        List<String> names =
                suite.experiments().stream().map(each -> each.name()).toList();
        return Comparator.comparingInt(record -> names.indexOf(record.name()));
    }

    private static List<String> names(List<ExperimentFolder> folders) {
        return folders.stream().map(folder -> folder.record().name()).toList();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists suites, and experiments that are done.",
            footer = {"exina experiments list", "exina experiments list --json"})
    void list(@Mixin ExperimentRuns runs) throws IOException {
        List<ExperimentRecord> records = runs.records();
        if (runs.json()) {
            Map<String, Object> all = new TreeMap<>();
            all.put("builtIn", Suite.builtIn());
            all.put("experiments", records.stream().map(ExperimentRecord::id).toList());
            console.json(all);
            return;
        }
        console.line("built-in suites: " + String.join(", ", Suite.builtIn()));
        if (records.isEmpty()) {
            console.line("no experiment is done in " + runs.folder());
            return;
        }
        console.table(
                List.of("experiment", "head", "accuracy", "finished"),
                records.stream()
                        .map(each -> List.of(
                                each.id(),
                                each.settings().head(),
                                Percent.of(each.figures().accuracy()),
                                each.finished()))
                        .toList());
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows all that is known of one experiment.",
            footer = {"exina experiments show VGG16_naive", "exina experiments show study-2017/VGG16_naive --json"})
    void show(
            @Parameters(paramLabel = "NAME", description = ExperimentRuns.NAMES) String name,
            @Mixin ExperimentRuns runs)
            throws IOException {
        ExperimentFolder folder = runs.find(name);
        ExperimentRecord record = folder.record();
        if (runs.json()) {
            console.json(record);
            return;
        }
        console.format("%s, finished %s, %.1f s", console.bold(record.id()), record.finished(), record.seconds());
        record.settings().byName().forEach((key, value) -> console.format("  %s: %s", key, value));
        console.line();
        RunText text = new RunText(console);
        text.perClass(record.figures().perClass());
        console.line();
        text.confused(record.classes(), record.figures().confusion());
        text.figures(record.figures(), 1);
        console.line("all of it: " + folder.path());
    }

    @Command(
            name = "table",
            mixinStandardHelpOptions = true,
            description = "Shows all experiments in one table, published metrics beside the measured ones.",
            footer = {"exina experiments table", "exina experiments table --suite study-2017 --write table.html"})
    void table(
            @Option(names = "--suite", paramLabel = "SUITE", description = "Only those of this suite.")
                    Optional<String> suite,
            @Option(
                            names = "--write",
                            paramLabel = "FILE",
                            description = "Write the table: .csv, .md or .html by the name.")
                    Optional<Path> file,
            @Mixin CsvStyleOption csvStyle,
            @Mixin ExperimentRuns runs)
            throws IOException {
        boolean isCsv = file.isPresent() && isNamed(file.get(), ".csv");
        CsvStyle style = csvStyle.style(console, isCsv, "--write FILE.csv");
        List<ExperimentRecord> records = runs.records(suite);
        Table table = Reports.table(records);
        if (file.isPresent()) {
            write(records, file.get(), style);
        }
        if (runs.json()) {
            console.json(Map.of(
                    "experiments", records.stream().map(ExperimentRow::of).toList()));
            return;
        }
        console.table(table.header(), table.rows());
        file.ifPresent(written -> console.line("written: " + written));
    }

    /** A row of the table in the JSON. */
    private record ExperimentRow(
            String suite,
            String name,
            ExperimentRecord.Settings settings,
            int n,
            double loss,
            double lossLow,
            double lossHigh,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            double macroF1,
            Optional<ReferenceResult> published,
            double seconds) {
        static ExperimentRow of(ExperimentRecord record) {
            return new ExperimentRow(
                    record.suite(),
                    record.name(),
                    record.settings(),
                    record.figures().n(),
                    record.loss(),
                    record.lossLow(),
                    record.lossHigh(),
                    record.figures().accuracy(),
                    record.figures().accuracyLow(),
                    record.figures().accuracyHigh(),
                    record.figures().macroF1(),
                    record.published(),
                    record.seconds());
        }
    }

    private static boolean isNamed(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static void write(List<ExperimentRecord> records, Path file, CsvStyle style) throws IOException {
        if (isNamed(file, ".csv")) {
            Table numbers = Reports.numbers(records);
            OutputKind.table(KIND, "table.csv", numbers.header(), true).reserve(file);
            AtomicFiles.writeText(file, numbers.csv(style));
        } else if (isNamed(file, ".md")) {
            OutputKind.text(KIND, "table.md", "| experiment ").reserve(file);
            AtomicFiles.writeText(file, Reports.table(records).markdown());
        } else if (isNamed(file, ".html")) {
            Reports.experiments(records).writeTable(file);
        } else {
            throw new UsageException("--write: expected a name that ends in .csv, .md or .html, got " + file);
        }
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Tests whether two experiments differ, on the images that both were tested on (McNemar).",
            footer = {
                "exina experiments compare VGG16_naive ResNet50_naive",
                "exina experiments compare study-2017/VGG16_naive study-2017-right/VGG16_naive"
            })
    void compare(
            @Parameters(index = "0", paramLabel = "A", description = ExperimentRuns.NAMES) String first,
            @Parameters(index = "1", paramLabel = "B", description = "Another one.") String second,
            @Mixin ExperimentRuns runs)
            throws IOException {
        try (Exina exina = console.exina()) {
            ExperimentComparison found = exina.study().compare(runs.find(first), runs.find(second));
            if (runs.json()) {
                console.json(found);
            } else {
                console.line(Comparison.text(found));
            }
        }
    }
}
