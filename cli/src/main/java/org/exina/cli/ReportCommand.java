package org.exina.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.FoldModel;
import org.exina.experiment.LearningCurve;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TrainingSets;
import org.exina.io.Json;
import org.exina.report.DataMap;
import org.exina.report.ExperimentsPage;
import org.exina.report.HeatMaps;
import org.exina.report.RunPage;
import org.exina.study.ExperimentFolder;
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

    @Option(
            names = "--explain",
            description =
                    "Show beside each mistaken picture, and beside recognised ones to compare, what spoke for the answer."
                            + " The classifiers of the folds are trained again for it, from the features.")
    private boolean explain;

    @Option(
            names = "--curve",
            paramLabel = "FILE",
            description =
                    "Show a learning curve too: what 'exina curve DIR --json' printed, measured as the run was made.")
    private Path curve;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ReportCommand(Console console) {
        this.console = console;
    }

    /**
     * As {@code --json} prints it.
     *
     * @param missing pictures that were to be shown but are gone or not readable
     * @param explained answers beside which stands what spoke for them
     */
    private record Written(String report, long bytes, int pictures, int missing, int explained, String run) {}

    /** What {@code --json} prints of experiments. */
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
        if (explain) {
            FoldModel.require(run);
        }
        RunRecord record = run.record();
        Path root = pictures == null ? Path.of(record.data().root()) : pictures;
        Path file = file();
        RunPage page = RunPage.of(run, root, Rerun.command(record));
        if (curve != null) {
            page = page.with(readCurve());
        }
        int explained = 0;
        if (map || explain) {
            try (FeatureSource source = FeatureSource.of(record.settings(), console);
                    TrainingSets labelled = features(run, source)) {
                if (map) {
                    page = page.with(DataMap.of(
                            labelled, run.outcomes(), record.settings().seed(), console.progress()));
                }
                if (explain) {
                    HeatMaps heat = HeatMaps.of(run, labelled, root, console.progress());
                    explained = heat.count();
                    page = page.with(heat);
                }
            }
        }
        RunPage.Written written = page.write(file, console.progress());
        if (json) {
            console.json(new Written(
                    file.toString(),
                    written.bytes(),
                    written.pictures(),
                    written.missing(),
                    explained,
                    folder.toString()));
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
        if (map || explain || curve != null) {
            throw new UsageException((map ? "--map" : explain ? "--explain" : "--curve")
                    + ": is for the run of a cross-validation, not for experiments; leave it out");
        }
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

    private LearningCurve readCurve() throws IOException {
        if (!Files.isRegularFile(curve)) {
            throw new UsageException("--curve: expected a file, got " + curve);
        }
        LearningCurve read;
        try {
            read = Json.read(Files.readString(curve), LearningCurve.class);
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw noCurve();
        }
        if (read.points().isEmpty()) {
            throw noCurve();
        }
        return read;
    }

    private UsageException noCurve() {
        return new UsageException(
                "--curve: " + curve + " holds no learning curve; make one: exina curve DIR --json > FILE");
    }

    private TrainingSets features(RunFolder run, FeatureSource source) throws IOException {
        RunRecord.Settings settings = run.record().settings();
        Path data = pictures == null ? Rerun.data(run.record().data()) : pictures;
        Optional<Pattern> groupBy =
                Optional.of(settings.groupBy()).filter(text -> !text.isEmpty()).map(Pattern::compile);
        TrainingSets labelled = TrainingSets.open(data, groupBy, source.plan(), source.cache(), console.progress());
        if (!labelled.images().fingerprint().equals(run.record().data().fingerprint())) {
            labelled.close();
            String option = map ? "--map" : "--explain";
            throw new UsageException(option + ": the pictures in " + data + " are no longer those of the run; run the"
                    + " cross-validation again, or leave " + option + " out");
        }
        return labelled;
    }
}
