package org.exina.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exina.io.ScratchFolder;

/** Which folders and files are the cache's own, by their names. */
final class CacheFolder {
    private static final Pattern SPACE = Pattern.compile("[0-9a-f]{16}");
    private static final String FILE = "(?:space\\.json|index\\.bin|\\p{Nd}{4,5}\\.npy)";
    /** Also the temporary names under which killed programs of before left them. */
    private static final Pattern OWN = Pattern.compile(FILE + "|\\." + FILE + "\\.[0-9]+-[0-9]+\\.tmp");

    /** As programs named segments once where the system's language has digits of its own. */
    private static final Pattern OTHER_DIGITS = Pattern.compile("(?![0-9]+\\.)\\p{Nd}{4,5}\\.npy");

    private CacheFolder() {}

    /** Folders that have a space's name, sorted; none when the cache's folder is not there. */
    static List<Path> spaces(Path cache) throws IOException {
        return Files.isDirectory(cache)
                ? list(cache, SPACE).stream().filter(Files::isDirectory).toList()
                : List.of();
    }

    /** The files in a space's folder that the cache has made, the index first: without it, the rest means nothing. */
    static List<Path> ownFiles(Path space) throws IOException {
        List<Path> files =
                list(space, OWN).stream().filter(Files::isRegularFile).toList();
        Path index = space.resolve(IndexFile.NAME);
        return files.contains(index)
                ? Stream.concat(Stream.of(index), files.stream().filter(file -> !file.equals(index)))
                        .toList()
                : files;
    }

    /** Segments whose number is not written in the digits 0 to 9. */
    static List<Path> inOtherDigits(Path space) throws IOException {
        return list(space, OTHER_DIGITS);
    }

    /** The number of a segment, whatever digits its name has. */
    static int number(Path segment) {
        return name(segment)
                .codePoints()
                .takeWhile(Character::isDigit)
                .reduce(0, (number, digit) -> 10 * number + Character.digit(digit, 10));
    }

    static long bytes(Path space) throws IOException {
        long bytes = 0;
        for (Path file : ownFiles(space)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Whose features a space holds; empty when it cannot be read. */
    static Optional<String> backbone(Path space) {
        try {
            return Optional.of(FeatureSpace.read(space).backbone());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes the cache's own files, and the folder if nothing else is in it. To be called by the one writer. */
    static void remove(Path space) throws IOException {
        ScratchFolder.clear(space);
        for (Path file : ownFiles(space)) {
            Files.delete(file);
        }
        try (Stream<Path> rest = Files.list(space)) {
            if (rest.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(space);
    }

    private static List<Path> list(Path folder, Pattern name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name.matcher(name(file)).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Read as UTF-8, also where the system takes names for ASCII and {@code toString} has a "?" for each other byte. */
    private static String name(Path file) {
        String path = file.toUri().getPath().replaceFirst("/$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
