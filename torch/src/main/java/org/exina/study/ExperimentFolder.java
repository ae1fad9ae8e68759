package org.exina.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.Predictions;
import org.exina.experiment.TestPrediction;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.metric.MeanInterval;

/**
 * What one experiment leaves on disk: {@code model.onnx}, {@code predictions.csv} and, written last, {@code
 * experiment.json} ({@link ExperimentRecord}): a folder without it is not done.
 */
public final class ExperimentFolder {
    /** A version of the records whose losses have no interval; it follows from the predictions. */
    private static final int WITHOUT_INTERVAL = 1;

    private static final String RECORD = "experiment.json";
    private static final String PREDICTIONS = "predictions.csv";
    private static final String MODEL = "model.onnx";

    private final Path path;
    private final ExperimentRecord record;

    private ExperimentFolder(Path path, ExperimentRecord record) {
        this.path = path;
        this.record = record;
    }

    /** All finished experiments under a folder of suites, by suite, then by name. */
    public static List<ExperimentFolder> all(Path runs) throws IOException {
        List<ExperimentFolder> found = new ArrayList<>();
        for (Path suite : folders(runs)) {
            found.addAll(inside(suite));
        }
        return found;
    }

    private static List<ExperimentFolder> inside(Path suite) throws IOException {
        List<ExperimentFolder> found = new ArrayList<>();
        for (Path each : folders(suite)) {
            if (Files.isRegularFile(each.resolve(RECORD))) {
                found.add(open(each));
            }
        }
        return found;
    }

    /**
     * The finished experiments of a folder: of that of one experiment, of a suite's, or of one with suites in it.
     *
     * @return by suite, then by name; none when it is no such folder
     */
    public static List<ExperimentFolder> in(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(RECORD))) {
            return List.of(open(folder));
        }
        List<ExperimentFolder> found = inside(folder);
        return found.isEmpty() ? all(folder) : found;
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Opens the folder of an experiment that is done.
     *
     * @throws ExinaException when there is none, a damaged one, or one that a newer program wrote
     */
    static ExperimentFolder open(Path path) throws IOException {
        Path file = path.resolve(RECORD);
        int format;
        try {
            format = Json.read(file, JsonNode.class).path("format").asInt(0);
            if (format <= ExperimentRecord.FORMAT) {
                return format == WITHOUT_INTERVAL
                        ? completed(path)
                        : new ExperimentFolder(path, Json.read(file, ExperimentRecord.class));
            }
        } catch (IOException e) {
            throw new ExinaException(
                    file, "is damaged; delete its folder and run the experiment again (" + e.getMessage() + ")", e);
        }
        throw new ExinaException(
                file,
                "experiment format version " + format + " is newer than " + ExperimentRecord.FORMAT
                        + ", the newest that this program reads; update Exina");
    }

    private static ExperimentFolder completed(Path path) throws IOException {
        ObjectNode node = Json.read(path.resolve(RECORD), ObjectNode.class);
        double loss = node.path("loss").asDouble();
        long seed = node.path("settings").path("seed").asLong();
        node.put("lossLow", loss).put("lossHigh", loss);
        ExperimentRecord bare = Json.read(node.toString(), ExperimentRecord.class);
        MeanInterval interval = ExperimentRecord.lossOf(new ExperimentFolder(path, bare).predictions(), loss, seed);
        node.put("lossLow", interval.low()).put("lossHigh", interval.high());
        return new ExperimentFolder(path, Json.read(node.toString(), ExperimentRecord.class));
    }

    /**
     * The experiment of this name, if it was run with these settings.
     *
     * @return empty when it is still to be run
     * @throws ExinaException when it was run with other settings; the message says which
     */
    static Optional<ExperimentFolder> done(Path path, ExperimentRecord.Settings wanted) throws IOException {
        if (!Files.isRegularFile(path.resolve(RECORD))) {
            return Optional.empty();
        }
        ExperimentFolder folder = open(path);
        Map<String, String> before = folder.record.settings().byName();
        Map<String, String> settings = wanted.byName();
        Set<String> names = new LinkedHashSet<>(settings.keySet());
        names.addAll(before.keySet());
        List<String> changed = names.stream()
                .filter(name -> !settings.getOrDefault(name, "-").equals(before.getOrDefault(name, "-")))
                .map(name -> name + " was " + before.getOrDefault(name, "-") + " and is now "
                        + settings.getOrDefault(name, "-"))
                .toList();
        if (!changed.isEmpty()) {
            throw new ExinaException(
                    path,
                    "this experiment was done with other settings: " + String.join("; ", changed)
                            + ". Give it another name, choose another folder for experiments, or delete its folder");
        }
        return Optional.of(folder);
    }

    /**
     * Writes the table and, last, the record.
     *
     * @param path with the model in it, if there is one
     */
    static ExperimentFolder write(Path path, ExperimentRecord record, List<TestPrediction> predictions)
            throws IOException {
        Predictions.write(path.resolve(PREDICTIONS), record.classes(), predictions);
        Json.write(path.resolve(RECORD), record);
        return new ExperimentFolder(path, record);
    }

    public Path path() {
        return path;
    }

    public ExperimentRecord record() {
        return record;
    }

    /** Where its model is, or will be. */
    Path model() {
        return model(path);
    }

    static Path model(Path path) {
        return path.resolve(MODEL);
    }

    /**
     * One for each image tested.
     *
     * @throws ExinaException when the table is damaged
     */
    public List<TestPrediction> predictions() throws IOException {
        return Predictions.read(
                path.resolve(PREDICTIONS), record.classes(), "delete its folder and run the experiment again");
    }
}
