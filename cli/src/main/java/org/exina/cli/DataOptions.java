package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetReading;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which labelled images, and what must stay together. */
final class DataOptions {
    @Parameters(
            paramLabel = "DIR",
            description = {
                "A folder with a folder for each class, a folder of files named by class (croton_12.jpg), or a CSV manifest"
                        + " with the columns path,label[,group][,micronsPerPixel]."
            })
    private Path data;

    @Option(
            names = "--group-by",
            paramLabel = "REGEX",
            description = "Images whose file names match with the same text (of group 1, if there is one) are never"
                    + " torn apart; for example '^(slide[0-9]+)'. Duplicates never are.")
    private String groupBy;

    @Mixin
    private ReadingOptions reading;

    /** Lists the images, and tells how their folders were understood where it may be meant otherwise. */
    Dataset open(Console console) throws IOException {
        return reading.open(data, console);
    }

    DatasetReading reading() {
        return reading.reading();
    }

    Path data() {
        return data;
    }

    /**
     * The expression of {@code --group-by}, if it is given.
     *
     * @throws UsageException when the expression is none
     */
    Optional<Pattern> groupBy() {
        try {
            return Optional.ofNullable(groupBy).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--group-by: expected a regular expression, got '" + groupBy + "' ("
                    + e.getDescription() + " at character " + (e.getIndex() + 1) + ")");
        }
    }
}
