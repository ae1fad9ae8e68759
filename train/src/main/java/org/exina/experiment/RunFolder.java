package org.exina.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.exina.dataset.Audit;
import org.exina.io.ExinaException;
import org.exina.io.FileKind;
import org.exina.io.Folders;
import org.exina.io.Json;
import org.exina.io.OutputKind;

/**
 * What a run leaves on disk: {@code run.json} ({@link RunRecord}), {@code predictions.csv} (an {@link TestPrediction} a row) and
 * {@code check.json} (the {@link Audit}). {@code run.json} is written last: a folder without it is no run.
 */
public final class RunFolder {
    private static final String RECORD = "run.json";
    private static final String PREDICTIONS = "predictions.csv";
    private static final String CHECK = "check.json";
    /** What a write that was cut off leaves. */
    private static final Set<String> UNFINISHED = Set.of(PREDICTIONS, CHECK);

    private static final String AGAIN = "run the cross-validation again";

    private final Path path;
    private final RunRecord record;
    private final List<TestPrediction> predictions;
    private final Audit audit;

    private RunFolder(Path path, RunRecord record, List<TestPrediction> predictions, Audit audit) {
        this.path = path;
        this.record = record;
        this.predictions = List.copyOf(predictions);
        this.audit = audit;
    }

    /**
     * Makes sure, before long work begins, that a run can be written there.
     *
     * @param others what is read for it
     * @return the folder; it exists
     * @throws ExinaException when it holds something else than a run
     * @throws IOException when it cannot be made or written
     */
    public static Path reserve(Path folder, Path... others) throws IOException {
        for (String name : List.of(RECORD, PREDICTIONS, CHECK)) {
            OutputKind.requireNone(folder.resolve(name), List.of(others));
        }
        Folders.create(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        if (isJson(
                folder.resolve(RECORD),
                tree -> tree.path("format").isInt() && tree.path("kind").isTextual())) {
            return folder;
        }
        Predictions.KIND.reserve(folder.resolve(PREDICTIONS));
        new OutputKind("data check of a run", CHECK, file -> isJson(file, tree -> tree.has("findings")))
                .reserve(folder.resolve(CHECK));
        try (Stream<Path> files = Files.list(folder)) {
            Optional<String> other = files.map(file -> file.getFileName().toString())
                    .filter(name -> !UNFINISHED.contains(name) && !name.startsWith("."))
                    .sorted()
                    .findFirst();
            if (other.isPresent()) {
                throw new ExinaException(
                        folder,
                        "holds " + other.get() + ", and no run; expected a new or empty folder, or one with an earlier"
                                + " run, which is then replaced");
            }
        }
        return folder;
    }

    /** Whether a file says that it is ours, of whatever version; a name alone says nothing. */
    private static boolean isJson(Path file, Predicate<JsonNode> ours) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            return ours.test(Json.tree(Files.readString(file)));
        } catch (JsonProcessingException
                | CharacterCodingException e) { // damaged, or never one: its owner can tell, this cannot
            return false;
        }
    }

    /** Writes a run. What an earlier run left in the folder is replaced. */
    public static RunFolder write(Path folder, RunRecord record, List<TestPrediction> predictions, Audit audit)
            throws IOException {
        Folders.create(folder);
        Files.deleteIfExists(folder.resolve(RECORD));
        Json.write(folder.resolve(CHECK), audit);
        Predictions.write(folder.resolve(PREDICTIONS), labels(record), predictions);
        Json.write(folder.resolve(RECORD), record);
        return new RunFolder(folder, record, predictions, audit);
    }

    /**
     * Reads a run.
     *
     * @throws ExinaException when the folder holds none, a damaged one, or one that a newer program wrote
     */
    public static RunFolder open(Path folder) throws IOException {
        Path file = folder.resolve(RECORD);
        if (!Files.isRegularFile(file)) {
            if (FileKind.isArchive(folder)) {
                throw new ExinaException(folder, FileKind.UNPACK);
            }
            String found =
                    Files.isDirectory(folder) ? "holds no run" : Files.exists(folder) ? "is a file" : "does not exist";
            throw new ExinaException(
                    folder, found + "; expected a folder with " + RECORD + ", as a cross-validation leaves it");
        }
        checkFormat(file);
        RunRecord record = read(file, RunRecord.class);
        Audit audit = read(folder.resolve(CHECK), Audit.class);
        return new RunFolder(folder, record, predictions(folder.resolve(PREDICTIONS), record), audit);
    }

    public Path path() {
        return path;
    }

    public RunRecord record() {
        return record;
    }

    /** Repeat by repeat, in the order of the data set. */
    public List<TestPrediction> predictions() {
        return predictions;
    }

    /** What was wrong with the data, or may have been, when the run was made. */
    public Audit audit() {
        return audit;
    }

    /** Class labels, in the order of class indices. */
    public List<String> classes() {
        return labels(record);
    }

    private static List<String> labels(RunRecord record) {
        return record.data().classes().stream().map(RunRecord.ClassSize::label).toList();
    }

    private static void checkFormat(Path file) throws IOException {
        JsonNode tree = read(file, JsonNode.class);
        int format = tree.path("format").asInt(0);
        if (format > RunRecord.FORMAT) {
            throw new ExinaException(
                    file,
                    "run format version " + format + " is newer than " + RunRecord.FORMAT
                            + ", the newest that this program reads; update Exina");
        }
        if (format < 1) {
            throw new ExinaException(file, "is no run of Exina's: it has no format version");
        }
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return Json.read(file, type);
        } catch (NoSuchFileException e) {
            throw new ExinaException(file, "is missing; " + AGAIN, e);
        } catch (IOException e) {
            throw new ExinaException(file, "is damaged; " + AGAIN + " (" + e.getMessage() + ")", e);
        }
    }

    private static List<TestPrediction> predictions(Path file, RunRecord record) throws IOException {
        List<TestPrediction> predictions = Predictions.read(file, labels(record), AGAIN);
        int expected = record.data().pictures() * record.settings().repeats();
        if (predictions.size() != expected) {
            throw new ExinaException(
                    file,
                    "is damaged; " + AGAIN + " (expected " + expected + " rows, found " + predictions.size() + ")");
        }
        return predictions;
    }
}
