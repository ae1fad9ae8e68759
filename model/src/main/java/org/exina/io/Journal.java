package org.exina.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is done already of long work, a line of JSON each: what stopped work goes on from. A line that was cut off when the
 * program was killed is passed over. For several threads.
 *
 * @param <R> a line, a record whose first component is {@code key}
 */
public final class Journal<R> {
    private final Path file;
    private final Class<R> kind;
    private boolean endsOpen; // the last line has no end

    private Journal(Path file, Class<R> kind, boolean endsOpen) {
        this.file = file;
        this.kind = kind;
        this.endsOpen = endsOpen;
    }

    /**
     * Opens what earlier work left; the file is made with the first line that is added.
     *
     * @throws ExinaException when there is something else
     */
    public static <R> Journal<R> open(Path file, Class<R> kind) throws IOException {
        OutputKind.journal(file).reserve(file);
        return new Journal<>(file, kind, Files.exists(file) && Files.size(file) > 0 && lastByte(file) != '\n');
    }

    private static int lastByte(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(in.length() - 1);
            return in.read();
        }
    }

    /** The lines, read when they are asked for; to be closed. Empty are those cut off, or of another version. */
    public Stream<Optional<R>> lines() throws IOException {
        if (!Files.exists(file)) {
            return Stream.of();
        }
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        return reader.lines().map(this::read).onClose(() -> close(reader));
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<R> read(String line) {
        try {
            String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return text.isBlank() ? Optional.empty() : Optional.of(Json.read(text, kind));
        } catch (IOException e) {
            return Optional.empty(); // it is done again
        }
    }

    /** Adds a line, which is on the disk when this returns. */
    public synchronized void add(R line) throws IOException {
        Folders.create(file.toAbsolutePath().getParent());
        if (endsOpen && Files.size(file) < OutputKind.JOURNAL.length()) { // cut off before it can be known again
            Files.delete(file);
            endsOpen = false;
        }
        String text = (endsOpen ? "\n" : "") + Json.writeLine(line) + "\n";
        endsOpen = Files.exists(file); // when the disk is full in the midst of the line
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        endsOpen = false;
    }

    /** Forgets all: when what was done is written. */
    public synchronized void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
