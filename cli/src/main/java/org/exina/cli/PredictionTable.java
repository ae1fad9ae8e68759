package org.exina.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.exina.io.AtomicFiles;
import org.exina.io.CsvStyle;
import org.exina.io.ExinaException;
import org.exina.io.Journal;
import org.exina.io.OutputKind;
import org.exina.io.Sha256;

/**
 * The table of {@code exina predict}. Each answer goes to a journal beside it at once, and a run that was stopped goes on
 * from there; the table is written from the journal, so that no more is in memory than what an earlier run left.
 */
final class PredictionTable {
    private static final OutputKind KIND =
            OutputKind.table("table of predictions", "predictions.csv", List.of("path", "label", "probability"), false);

    private final Path file;
    private final String settings;
    private final Journal<Answered> journal;
    private final long linesBefore;
    private final Map<String, FilePrediction> before; // by key

    private PredictionTable(
            Path file,
            String settings,
            Journal<Answered> journal,
            long linesBefore,
            Map<String, FilePrediction> before) {
        this.file = file;
        this.settings = settings;
        this.journal = journal;
        this.linesBefore = linesBefore;
        this.before = before;
    }

    /**
     * A line of the journal.
     *
     * @param key of all that decides the answer
     */
    private record Answered(String key, FilePrediction answer) {}

    /**
     * Makes sure that it may be written.
     *
     * @param others what is read for it
     */
    static void reserve(Path file, List<Path> others) throws IOException {
        KIND.reserve(file, others);
    }

    /**
     * Opens it.
     *
     * @param settings all that decides an answer beside the image
     */
    static PredictionTable open(Path file, String settings) throws IOException {
        Journal<Answered> journal =
                Journal.open(file.resolveSibling("." + file.getFileName() + "-answered.jsonl"), Answered.class);
        Map<String, FilePrediction> before = new HashMap<>();
        long lines = 0;
        try (Stream<Optional<Answered>> all = journal.lines()) {
            for (Iterator<Optional<Answered>> each = all.iterator(); each.hasNext(); lines++) {
                each.next()
                        .filter(line -> line.answer().isReadable())
                        .ifPresent(line -> before.put(line.key(), line.answer()));
            }
        }
        return new PredictionTable(file, settings, journal, lines, before);
    }

    /** What an earlier run with these settings said of an image that is as it was. */
    Optional<FilePrediction> kept(Path image) throws IOException {
        return before.isEmpty() ? Optional.empty() : Optional.ofNullable(before.get(key(image)));
    }

    private String key(Path image) throws IOException {
        if (!Files.exists(image)) {
            return ""; // what is not there is told so each time
        }
        BasicFileAttributes found = Files.readAttributes(image, BasicFileAttributes.class);
        return Sha256.of(settings + " " + found.size() + " " + found.lastModifiedTime() + " " + image);
    }

    /** Called by a consumer, which declares no exception. */
    void add(Path image, FilePrediction answer) {
        try {
            journal.add(new Answered(key(image), answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the table, and deletes the journal.
     *
     * @param kept one for each image, in their order; those that are empty were added in this order, too
     * @param shown how many classes of each
     * @param told each answer, in their order
     */
    void write(List<Optional<FilePrediction>> kept, int shown, CsvStyle style, Consumer<FilePrediction> told)
            throws IOException {
        try (Stream<Optional<Answered>> lines = journal.lines()) {
            Iterator<Optional<Answered>> added = lines.skip(linesBefore).iterator();
            AtomicFiles.write(file, out -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                writer.append(FilePrediction.header(shown, style));
                for (Optional<FilePrediction> each : kept) {
                    FilePrediction answer = each.isPresent() ? each.get() : next(added);
                    writer.append(answer.row(shown, style));
                    told.accept(answer);
                }
                writer.flush();
            });
        }
        journal.delete();
    }

    private FilePrediction next(Iterator<Optional<Answered>> added) throws ExinaException {
        if (!added.hasNext()) {
            throw changed();
        }
        return added.next().orElseThrow(this::changed).answer();
    }

    private ExinaException changed() {
        return new ExinaException(
                file, "cannot be written: what was answered was changed meanwhile; run it again alone");
    }
}
