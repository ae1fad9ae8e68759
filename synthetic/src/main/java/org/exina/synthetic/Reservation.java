package org.exina.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.io.Json;

/**
 * The hidden note of a folder that is being drawn. It tells the settings: the same ones go on with what is there, and no
 * other folder with anything in it is written to.
 */
final class Reservation {
    private static final String NOTE = ".exina-sample.json"; // hidden: no part of the data set

    private Reservation() {}

    /**
     * Makes the folder and its note, or finds both there.
     *
     * @param note the settings, a record
     * @param describe what another note tells, to complete "holds a sample of ..."
     * @throws ExinaException when there is something else in its place
     */
    static <N> void reserve(Path folder, N note, Class<N> kind, Function<N, String> describe) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            throw new ExinaException(folder, "is no folder; expected a new or empty one");
        }
        Path file = folder.resolve(NOTE);
        if (Files.exists(file)) {
            N found = read(file, kind);
            if (!found.equals(note)) {
                throw new ExinaException(
                        folder,
                        "holds a sample of " + describe.apply(found)
                                + "; expected a new or empty folder, or the same settings to go on with it");
            }
            return;
        }
        Optional<String> other = Files.isDirectory(folder) ? first(folder) : Optional.empty();
        if (other.isPresent()) {
            throw new ExinaException(
                    folder,
                    "holds " + other.get() + "; expected a new or empty folder, so that nothing of yours is replaced");
        }
        Folders.create(folder);
        Json.write(file, note);
    }

    private static <N> N read(Path file, Class<N> kind) throws ExinaException {
        try {
            return Json.read(file, kind);
        } catch (IOException e) {
            throw new ExinaException(
                    file, "is no note of a sample that this program reads; expected a new or empty folder", e);
        }
    }

    /** The first name, hidden ones aside. */
    private static Optional<String> first(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .findFirst();
        }
    }
}
