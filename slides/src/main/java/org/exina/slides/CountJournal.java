package org.exina.slides;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.exina.io.Folders;
import org.exina.io.Json;

/**
 * Fields that are counted already, a line of JSON each: what a stopped count goes on from. A line that was cut off when
 * the program was killed is passed over.
 */
public final class CountJournal {
    private final Path file;
    private final Map<String, KeptCount> kept;
    private boolean endsOpen; // the last line has no end

    private CountJournal(Path file, Map<String, KeptCount> kept, boolean endsOpen) {
        this.file = file;
        this.kept = kept;
        this.endsOpen = endsOpen;
    }

    /** Reads what an earlier count left; the file is made with the first field that is added. */
    public static CountJournal open(Path file) throws IOException {
        Map<String, KeptCount> kept = new HashMap<>();
        if (!Files.exists(file)) {
            return new CountJournal(file, kept, false);
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "is a folder; expected the file in which counted fields are kept; move it away");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            read(line).ifPresent(each -> kept.put(each.key(), each));
        }
        return new CountJournal(file, kept, !text.isEmpty() && !text.endsWith("\n"));
    }

    private static Optional<KeptCount> read(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(Json.read(line, KeptCount.class));
        } catch (IOException e) {
            return Optional.empty(); // cut off, or of another version: the field is counted again
        }
    }

    synchronized Optional<CountedField> find(String key, FieldFile field) {
        return Optional.ofNullable(kept.get(key)).map(each -> each.as(field));
    }

    synchronized void add(String key, CountedField field) throws IOException {
        KeptCount count = KeptCount.of(key, field);
        Folders.create(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                (endsOpen ? "\n" : "") + Json.writeLine(count) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        endsOpen = false;
        kept.put(key, count);
    }

    /** Forgets all: when what was counted is written. */
    public synchronized void delete() throws IOException {
        Files.deleteIfExists(file);
        kept.clear();
    }
}
