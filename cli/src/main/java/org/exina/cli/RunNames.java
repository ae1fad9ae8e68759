package org.exina.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.exina.io.ExinaHome;

/** Where runs go that the user gave no folder for. */
final class RunNames {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT);

    private RunNames() {}

    /** A folder that does not exist yet: {@code runs/polen23e-20260102-030405-678} in Exina's own folder. */
    static Path fresh(Path data) {
        Path name = data.toAbsolutePath().normalize().getFileName();
        String stem = (name == null ? "data" : name.toString()).replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return ExinaHome.path()
                .resolve("runs")
                .resolve(stem + "-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
    }
}
