package org.exina.serve.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.History;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TestPrediction;
import org.exina.io.ExinaException;
import org.exina.serve.http.ProblemException;
import org.exina.study.ExperimentFolder;

/** Cross-validations and experiments of a data folder: in its folder "runs". For several threads. */
public final class RunStore {
    /** The folder of runs. */
    public static final String FOLDER = "runs";

    private static final String RECORD = "run.json";
    private static final String EXPERIMENT = "experiment.json";

    private final DataFolder data;
    private final Map<Path, Read> read = new ConcurrentHashMap<>();

    public RunStore(DataFolder data) {
        this.data = data;
    }

    private record Read(FileVersion version, RunRow row) {}

    /**
     * A run in the list.
     *
     * @param name its path from the folder of runs
     * @param kind "crossval", "finetune" or "experiment"
     * @param problem why it cannot be read; empty when it can
     */
    public record RunRow(
            String name,
            String kind,
            String finished,
            String data,
            String backbones,
            String head,
            int images,
            int classes,
            Double accuracy,
            Double accuracyLow,
            Double accuracyHigh,
            Double top3Accuracy,
            Double macroF1,
            Double logLoss,
            Double calibrationError,
            Integer errors,
            Double seconds,
            String problem) {}

    /** An image behind a cell of the confusion matrix; its path is that from the data folder, empty where it lies elsewhere. */
    public record Tested(String image, String path, String label, String predicted, double probability, int repeat) {}

    /** All runs, the newest last; those that cannot be read say why. */
    public List<RunRow> all() throws IOException {
        List<RunRow> rows = new ArrayList<>();
        for (Path folder : data.folders(FOLDER)) {
            if (data.hasFile(folder, RECORD)) {
                rows.add(row(folder, RECORD));
                continue;
            }
            try {
                for (ExperimentFolder each : ExperimentFolder.in(folder)) {
                    rows.add(row(each.path(), EXPERIMENT));
                }
            } catch (ExinaException e) { // one of them
                rows.add(unreadable(name(folder), e));
            }
        }
        rows.sort(Comparator.comparing(RunRow::finished)); // stable: then by name
        return rows;
    }

    private RunRow row(Path folder, String record) throws IOException {
        FileVersion version = FileVersion.of(folder.resolve(record));
        return read.compute(
                        folder,
                        (any, known) -> known != null && known.version().equals(version)
                                ? known
                                : new Read(version, read(folder)))
                .row();
    }

    private String name(Path folder) {
        return data.relative(folder).substring(FOLDER.length() + 1);
    }

    private RunRow read(Path folder) {
        String name = name(folder);
        try {
            if (Files.isRegularFile(folder.resolve(RECORD))) {
                RunRecord record = RunFolder.open(folder).record();
                return row(
                        name,
                        record.kind().id(),
                        record.finished(),
                        Path.of(record.data().source()).getFileName().toString(),
                        String.join(" + ", record.settings().backbones()),
                        record.settings().headTitle(),
                        record.data().classes().size(),
                        record.figures(),
                        record.seconds());
            }
            ExperimentRecord record = ExperimentFolder.in(folder).get(0).record();
            return row(
                    name,
                    "experiment",
                    record.finished(),
                    "",
                    record.settings().network(),
                    record.settings().head(),
                    record.classes().size(),
                    record.figures(),
                    record.seconds());
        } catch (IOException e) {
            return unreadable(name, e);
        }
    }

    private RunRow unreadable(String name, IOException e) {
        String problem = data.withoutRoot(e.getMessage());
        return new RunRow(
                name, "", "", "", "", "", 0, 0, null, null, null, null, null, null, null, null, null, problem);
    }

    private static RunRow row(
            String name,
            String kind,
            String finished,
            String source,
            String backbones,
            String head,
            int classes,
            RunRecord.Metrics figures,
            double seconds) {
        return new RunRow(
                name,
                kind,
                finished,
                source,
                backbones,
                head,
                figures.n(),
                classes,
                figures.accuracy(),
                figures.accuracyLow(),
                figures.accuracyHigh(),
                figures.top3Accuracy(),
                figures.macroF1(),
                figures.logLoss(),
                figures.calibrationError(),
                figures.errors(),
                seconds,
                "");
    }

    /**
     * The folder of a run, or of an experiment.
     *
     * @throws ProblemException 404 where there is none
     */
    public Path folder(String name) throws IOException {
        Path folder = data.existing(FOLDER, name);
        if (!data.hasFile(folder, RECORD) && !data.hasFile(folder, EXPERIMENT)) {
            throw new ProblemException(404, "there is no run " + name);
        }
        return folder;
    }

    /** All that is known of a run: its record, what was taken for what, the images behind that, and curves by epoch. */
    public Map<String, Object> details(String name) throws IOException {
        Path folder = folder(name);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        if (Files.isRegularFile(folder.resolve(RECORD))) {
            RunFolder run = RunFolder.open(folder);
            Path root = Path.of(run.record().data().root());
            all.put("record", withoutPlace(run.record()));
            all.put("classes", run.classes());
            all.put("confusion", run.record().figures().confusion());
            all.put("tested", tested(run.predictions(), run.classes(), root));
            all.put("curves", List.<History>of());
            return all;
        }
        ExperimentFolder experiment = ExperimentFolder.in(folder).get(0);
        ExperimentRecord record = experiment.record();
        all.put("record", record);
        all.put("classes", record.classes());
        all.put("confusion", record.figures().confusion());
        all.put("tested", tested(experiment.predictions(), record.classes(), folder));
        all.put("curves", record.histories());
        return all;
    }

    /** The record without where the data lie on this machine. */
    private RunRecord withoutPlace(RunRecord record) {
        RunRecord.Data of = record.data();
        RunRecord.Data plain = new RunRecord.Data(
                data.withoutRoot(of.root()),
                data.withoutRoot(of.source()),
                of.layout(),
                of.pictures(),
                of.classes(),
                of.groups(),
                of.unreadable(),
                of.fingerprint(),
                of.notUsed(),
                of.reading());
        return new RunRecord(
                record.format(),
                record.kind(),
                record.finished(),
                record.seconds(),
                record.settings(),
                plain,
                record.backbones(),
                record.figures(),
                record.heads(),
                record.versions());
    }

    private List<Tested> tested(List<TestPrediction> predictions, List<String> classes, Path root) {
        boolean inside = root.startsWith(data.root());
        return predictions.stream()
                .map(each -> new Tested(
                        each.path(),
                        inside ? data.relative(root.resolve(each.path())) : "",
                        classes.get(each.label()),
                        classes.get(each.predicted()),
                        each.confidence(),
                        each.repeat()))
                .toList();
    }

    /** Experiments beside a run in its folder; none of a cross-validation. */
    public Stream<ExperimentRecord> experiments(Path folder) throws IOException {
        return ExperimentFolder.in(folder).stream().map(ExperimentFolder::record);
    }
}
