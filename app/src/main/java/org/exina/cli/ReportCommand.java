package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.exina.experiment.LabelledFeatures;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.map.DataMap;
import org.exina.report.ExperimentsPage;
import org.exina.report.RunPage;
import org.exina.suite.ExperimentFolder;
import org.exina.suite.ExperimentRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina report}: a cross-validation, an experiment or a suite as a page. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a cross-validation, an experiment or a whole suite as one HTML page that needs no network: what to expect, what is mistaken for what,"
                    + " every mistaken picture, and how to run it again; of a suite, a table that can be sorted, and curves.",
            "It prints well on paper."
        })
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "RUN",
            description =
                    "The folder of a run, as 'exina crossval' names it; or of an experiment, of a suite, or of all suites: the --out of'exina experiments run', or a folder in it.")
    private Path folder;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "The page; an earlier one of that name is replaced. Default: report.html in that folder.")
    private Path out;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Where the pictures are now. Default: where they were when the run was made.")
    private Path pictures;

    @Option(
            names = "--map",
            description =
                    "Draw a map of the pictures, those alike near to each other, too. Needs the features, which are"
                            + " computed anew where the cache has them no longer.")
    private boolean map;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ReportCommand(Console console) {
        this.console = console;
    }

    /** As {@code --json} prints it. @param missing pictures that were to be shown but are gone or not readable */
    private record Written(String report, long bytes, int pictures, int missing, String run) {}

    /** The same of experiments. */
    private record WrittenExperiments(String report, long bytes, List<String> experiments) {}

    @Override
    public Integer call() throws IOException {
        if (pictures != null && !Files.isDirectory(pictures)) {
            throw new UsageException("--pictures: expected a folder, got " + pictures);
        }
        List<ExperimentRecord> experiments = ExperimentFolder.in(folder).stream()
                .map(ExperimentFolder::record)
                .toList();
        if (!experiments.isEmpty()) {
            return write(experiments);
        }
        RunFolder run = RunFolder.open(folder);
        RunRecord record = run.record();
        Path root = pictures == null ? Path.of(record.data().root()) : pictures;
        Path file = file();
        RunPage page = RunPage.of(run, root, Rerun.command(record));
        RunPage.Written written = (map ? page.with(draw(run)) : page).write(file, console.progress());
        if (json) {
            console.json(new Written(
                    file.toString(), written.bytes(), written.pictures(), written.missing(), folder.toString()));
            return ExinaCommand.DONE;
        }
        if (written.missing() > 0) {
            console.note("exina: of the " + written.pictures() + " pictures to show, " + written.missing()
                    + " cannot be read in " + root
                    + " any longer; the page says which. If they have moved: --pictures DIR");
        }
        console.line(console.bold(file.toString()) + ": " + Sizes.text(written.bytes()));
        return ExinaCommand.DONE;
    }

    private Integer write(List<ExperimentRecord> experiments) throws IOException {
        if (pictures != null) {
            throw new UsageException("--pictures: the page of experiments shows none; leave it out");
        }
        Path file = file();
        long bytes = ExperimentsPage.of(experiments).write(file);
        if (json) {
            console.json(new WrittenExperiments(
                    file.toString(),
                    bytes,
                    experiments.stream().map(ExperimentRecord::id).toList()));
        } else {
            console.line(console.bold(file.toString()) + ": " + Sizes.text(bytes));
        }
        return ExinaCommand.DONE;
    }

    private Path file() {
        return out == null ? folder.resolve("report.html") : out;
    }

    private DataMap draw(RunFolder run) throws IOException {
        RunRecord.Settings settings = run.record().settings();
        Path data = pictures == null ? Rerun.data(run.record().data()) : pictures;
        Optional<Pattern> groupBy =
                Optional.of(settings.groupBy()).filter(text -> !text.isEmpty()).map(Pattern::compile);
        try (FeatureSource source = FeatureSource.of(settings, console);
                LabelledFeatures labelled =
                        LabelledFeatures.of(data, groupBy, source.plan(), source.cache(), console.progress())) {
            if (!labelled.fingerprint().equals(run.record().data().fingerprint())) {
                throw new UsageException("--map: the pictures in " + data + " are no longer those of the run; run the"
                        + " cross-validation again, or leave --map out");
            }
            return DataMap.of(labelled, run.outcomes(), settings.seed(), console.progress());
        }
    }
}
