package org.exina.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which folders and files are the cache's own, by their names. */
final class CacheFolder {
    private static final Pattern SPACE = Pattern.compile("[0-9a-f]{16}");
    private static final String FILE = "(?:space\\.json|index\\.bin|[0-9]{4,5}\\.npy)";
    /** Also the temporary names under which a killed program may have left them. */
    private static final Pattern OWN = Pattern.compile(FILE + "|\\." + FILE + "\\.[0-9]+-[0-9]+\\.tmp");

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
        Path index = space.resolve(FeatureTable.INDEX);
        return files.contains(index)
                ? Stream.concat(Stream.of(index), files.stream().filter(file -> !file.equals(index)))
                        .toList()
                : files;
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
            return Optional.of(FeatureTable.readSpace(space).backbone());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes the cache's own files, and the folder if nothing else is in it. To be called by the one writer. */
    static void remove(Path space) throws IOException {
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
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
