package org.exina.slides.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.exina.io.ExinaHome;

/** Folders of pieces that were there before a test, such as those of a run that was killed, and what came to them. */
final class LeftPieces {
    private final List<Path> before;

    LeftPieces() throws IOException {
        before = all();
    }

    List<Path> since() throws IOException {
        return all().stream().filter(folder -> !before.contains(folder)).toList();
    }

    private static List<Path> all() throws IOException {
        Path scratch = ExinaHome.path().resolve("scratch");
        if (!Files.exists(scratch)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(scratch)) {
            return files.toList();
        }
    }
}
