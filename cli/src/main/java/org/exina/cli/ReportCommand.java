package org.exina.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.api.Reports;
import org.exina.dataset.Dataset;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.LearningCurve;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.OutputKind;
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
                    + " every mistaken image, and how to run it again; of a suite, a table that can be sorted, and curves.",
            "It prints well on paper."
        },
        footer = {"exina report run", "exina report run --explain -o report.html"})
final class ReportCommand extends JsonCommand {
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
            description = "Where the images are now. Default: where they were when the run was made.")
    private Path images;

    @Option(
            names = "--map",
            description = "Draw a map of the images, those alike near to each other, too. Needs the features, which are"
                    + " computed anew where the cache has them no longer.")
    private boolean map;

    @Option(
            names = "--explain",
            description =
                    "Show beside each mistaken image, and beside recognised ones to compare, what spoke for the answer."
                            + " The classifiers of the folds are trained again for it, from the features.")
    private boolean explain;

    @Option(
            names = "--curve",
            paramLabel = "FILE",
            description =
                    "Show a learning curve too: what 'exina curve DIR --json' printed, measured as the run was made.")
    private Path curve;

    @Option(
            names = "--paths",
            description = "Show the path of the data in the command to run it again; without, the name of its folder.")
    private boolean paths;

    ReportCommand(Console console) {
        super(console);
    }

    /**
     * As {@code --json} prints it.
     *
     * @param missing images that were to be shown but are gone or not readable
     * @param explained answers beside which stands what spoke for them
     */
    private record Written(String report, long bytes, int pictures, int missing, int explained, String run) {}

    /** What {@code --json} prints of experiments. */
    private record WrittenExperiments(String report, long bytes, List<String> experiments) {}

    @Override
    void run() throws IOException {
        if (images != null && !Files.isDirectory(images)) {
            throw new UsageException("--pictures: expected a folder, got " + images);
        }
        List<ExperimentRecord> experiments = ExperimentFolder.in(folder).stream()
                .map(ExperimentFolder::record)
                .toList();
        if (!experiments.isEmpty()) {
            write(experiments);
            return;
        }
        RunFolder run = opened();
        OutputKind.PAGE.reserve(file(), curve == null ? List.of() : List.of(curve));
        if (explain) {
            Reports.requireHeatMaps(run);
        }
        RunRecord record = run.record();
        Path root = images == null ? Path.of(record.data().root()) : images;
        Path file = file();
        RunPage page = Reports.run(run, root, CommandReconstruction.command(record, paths));
        if (curve != null) {
            page = page.with(readCurve());
        }
        int explained = 0;
        if (map || explain) {
            Path data = images == null ? CommandReconstruction.data(record.data()) : images;
            try (Exina exina = console.exina();
                    Experiment experiment = exina.experiment(
                            Dataset.open(data, record.data().reading()), Recipe.featuresOf(record.settings()))) {
                requireSame(experiment, data, record);
                if (map) {
                    page = page.with(experiment.map(run.predictions()));
                }
                if (explain) {
                    HeatMaps heat = experiment.heatMaps(run, root);
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
                    written.images(),
                    written.missing(),
                    explained,
                    folder.toString()));
            return;
        }
        if (written.missing() > 0) {
            console.note("exina: of the " + written.images() + " images to show, " + written.missing()
                    + " cannot be read in " + root
                    + " any longer; the page says which. If they have moved: --pictures DIR");
        }
        console.line(console.bold(file.toString()) + ": " + Sizes.text(written.bytes()));
    }

    private RunFolder opened() throws IOException {
        try {
            return RunFolder.open(folder);
        } catch (ExinaException e) {
            String instead = Files.exists(folder.resolve("run.json")) ? "" : MistakenPath.asRun(folder);
            if (instead.isEmpty()) {
                throw e;
            }
            throw new UsageException(FaultText.of(e) + instead);
        }
    }

    private void write(List<ExperimentRecord> experiments) throws IOException {
        if (map || explain || curve != null) {
            throw new UsageException((map ? "--map" : explain ? "--explain" : "--curve")
                    + ": is for the run of a cross-validation, not for experiments; leave it out");
        }
        if (images != null) {
            throw new UsageException("--pictures: the page of experiments shows none; leave it out");
        }
        Path file = file();
        long bytes = Reports.experiments(experiments).write(file);
        if (json) {
            console.json(new WrittenExperiments(
                    file.toString(),
                    bytes,
                    experiments.stream().map(ExperimentRecord::id).toList()));
        } else {
            console.line(console.bold(file.toString()) + ": " + Sizes.text(bytes));
        }
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
            read = Json.readWithout("notUsed", Files.readString(curve), LearningCurve.class);
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

    private void requireSame(Experiment experiment, Path data, RunRecord record) {
        if (!experiment.fingerprint().equals(record.data().fingerprint())) {
            String option = map ? "--map" : "--explain";
            throw new UsageException(option + ": the images in " + data + " are no longer those of the run; run the"
                    + " cross-validation again, or leave " + option + " out");
        }
    }
}
