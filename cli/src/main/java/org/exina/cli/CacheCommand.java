package org.exina.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.api.Exina;
import org.exina.features.FeatureCache;
import org.exina.features.FeatureSpace;
import org.exina.features.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code exina cache}: the features that were computed once and are kept. */
@Command(
        name = "cache",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The features that were computed once and are kept. It is always safe to clear them.")
final class CacheCommand {
    private final Console console;

    CacheCommand(Console console) {
        this.console = console;
    }

    /** What one backbone's tap keeps, as {@code --json} prints it. */
    private record Kept(
            String backbone,
            String tap,
            String pooling,
            String crop,
            int features,
            long rows,
            long bytes,
            String folder) {
        static Kept of(FeatureCache.SpaceUse use) {
            FeatureSpace space = use.space();
            return new Kept(
                    space.backbone(),
                    space.tap(),
                    space.pooling(),
                    space.crop(),
                    space.length(),
                    use.rows(),
                    use.bytes(),
                    use.folder().toString());
        }
    }

    /** What {@code verify --json} prints. */
    private record Checked(int spaces, long rows, List<Damage> problems) {}

    private record Damage(String file, String what, boolean repaired) {
        static Damage of(Verification.Problem problem) {
            return new Damage(problem.file().toString(), problem.what(), problem.repaired());
        }
    }

    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description = "Shows what is kept, and where.",
            footer = {"exina cache info", "exina cache info --json"})
    void info(@Option(names = "--json", description = "Print one JSON object.") boolean json) throws IOException {
        try (Exina exina = console.exina()) {
            FeatureCache cache = exina.cache();
            List<Kept> kept = cache.spaces().stream().map(Kept::of).toList();
            long bytes = kept.stream().mapToLong(Kept::bytes).sum();
            if (json) {
                Map<String, Object> all = new TreeMap<>();
                all.put("folder", cache.folder().toString());
                all.put("bytes", bytes);
                all.put("spaces", kept);
                console.json(all);
                return;
            }
            console.line(cache.folder() + ": " + (kept.isEmpty() ? "nothing is kept" : Sizes.text(bytes)));
            if (!kept.isEmpty()) {
                console.table(
                        List.of("backbone", "tap", "pooling", "crop", "features", "rows", "size"),
                        kept.stream().map(CacheCommand::row).toList());
            }
        }
    }

    private static List<String> row(Kept kept) {
        return List.of(
                kept.backbone(),
                kept.tap(),
                kept.pooling(),
                kept.crop(),
                Integer.toString(kept.features()),
                Long.toString(kept.rows()),
                Sizes.text(kept.bytes()));
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Compares all that is kept with its checksums. Exit code 1 when damage was found and left.",
            footer = {"exina cache verify", "exina cache verify --repair"})
    int verify(
            @Option(names = "--repair", description = "Take damaged rows out; they will be computed again.")
                    boolean repair,
            @Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws IOException {
        try (Exina exina = console.exina()) {
            FeatureCache cache = exina.cache();
            Verification found = cache.verify(repair, console.progress());
            if (json) {
                console.json(new Checked(
                        found.spaces(),
                        found.rows(),
                        found.problems().stream().map(Damage::of).toList()));
            } else {
                found.problems()
                        .forEach(problem -> console.line(
                                problem.file() + ": " + problem.what() + (problem.repaired() ? "; repaired" : "")));
                console.format(
                        "%d rows in %d tables: %s",
                        found.rows(),
                        found.spaces(),
                        found.problems().isEmpty()
                                ? "all as they were written"
                                : found.problems().size() + " problems");
            }
            boolean left = found.problems().stream().anyMatch(problem -> !problem.repaired());
            if (left && !repair && !json) {
                console.line("Mend it: exina cache verify --repair");
            }
            return left ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    @Command(
            name = "clear",
            mixinStandardHelpOptions = true,
            description = "Deletes what is kept. Only the cache's own files are touched.",
            footer = {"exina cache clear", "exina cache clear --backbone mobilenet"})
    void clear(
            @Option(names = "--backbone", paramLabel = "NAME", description = "Only this backbone's features.")
                    Optional<String> backbone,
            @Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws IOException {
        try (Exina exina = console.exina()) {
            FeatureCache cache = exina.cache();
            FeatureCache.Cleared cleared = cache.clear(backbone);
            if (json) {
                console.json(cleared);
            } else {
                console.line("deleted " + Sizes.text(cleared.bytes()) + " from " + cache.folder());
            }
        }
    }
}
