package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.exina.api.Count;
import org.exina.api.CountFiles;
import org.exina.api.CountSettings;
import org.exina.api.Exina;
import org.exina.image.file.SkippedFile;
import org.exina.model.Classifier;
import org.exina.report.slides.CountTable;
import org.exina.report.slides.PollenSum;
import org.exina.slides.CountedField;
import org.exina.slides.FieldCounting;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina count}: the grains of microscope fields, found, named and counted. */
@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        description = {
            "Finds, names and counts the grains on images of microscope fields, of any size. Folders are searched.",
            "Writes tables, an image of each field with its grains marked, and a page to check and correct the count on."
                    + " A count that was stopped goes on where it was.",
            "Exits with 1 when some of the fields could not be counted, with 2 when none could."
        },
        footer = {"exina count model.onnx fields", "exina count model.onnx fields --microns-per-pixel 0.25 -o core1.csv"
        })
final class CountCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model file: of 'exina train' on single grains, or of 'exina slides train' on fields.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FIELD|DIR", description = "Images, or folders of them.")
    private List<Path> images;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "counts.csv",
            description =
                    "The table of counts; all else goes beside it under the same name. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private CsvStyleOption csvStyle;

    @Option(
            names = "--stack",
            description = "Each folder is one field, and the images in it its planes of focus: they are merged, as are"
                    + " those in one file.")
    private boolean stack;

    @Option(
            names = "--accept-all",
            description = "Name every grain by its likeliest class, also those unlike all the model was trained on.")
    private boolean acceptAll;

    @Option(
            names = "--corrections",
            paramLabel = "FILE",
            description =
                    "What a person said of an earlier count of these fields, by this or another model: the table that"
                            + " its page saves. It is final: grains, counts, percentages and intervals follow it.")
    private Optional<Path> corrections;

    @Mixin
    private CountOptions options;

    @Mixin
    private ScaleOptions scale;

    @Mixin
    private BitsOption bits;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CountCommand(Console console) {
        this.console = console;
    }

    /** A field in the JSON. */
    private record FieldSummary(
            String field, String file, int width, int height, List<String> remarks, String overlay) {}

    /**
     * What {@code --json} prints.
     *
     * @param kept fields that a stopped count had done
     * @param byPerson grains labelled as the corrections say
     * @param correctionsNotCounted corrected fields that are none of these
     */
    private record Summary(
            String model,
            boolean wholeFileChecked,
            CountTable counts,
            List<FieldSummary> fields,
            List<FieldCounting.Unreadable> unreadable,
            int kept,
            int byPerson,
            List<String> correctionsNotCounted,
            List<String> files,
            double seconds) {}

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        PollenSum sum = options.pollenSum();
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw new UsageException("-o: expected the name of a table, as counts.csv, got " + out);
        }
        CountFiles files = CountFiles.of(out, csvStyle.style(console, true, "-o FILE"));
        CountSettings settings = new CountSettings(
                stack, acceptAll, scale.micronsPerPixel(), bits.bits(), sum, options::detector, corrections);
        try (Exina exina = console.exina();
                Classifier classifier = exina.classifier(model)) {
            scale.note(console, classifier.card());
            Count done = exina.slides().count(classifier, images, settings, files);
            if (done.fields().isEmpty()) {
                done.unreadable().forEach(each -> console.note("exina: " + each.problem()));
                console.error("none of the "
                        + CountText.counted(done.unreadable().size(), "field", "fields") + " could be counted");
                return ExitCode.USAGE;
            }
            tell(done, classifier.isWholeFileChecked(), (System.nanoTime() - start) / 1e9);
            if (!done.unreadable().isEmpty()) {
                console.error(done.unreadable().size() + " of "
                        + (done.fields().size() + done.unreadable().size()) + " fields could not be counted");
                return ExitCode.SOFTWARE;
            }
        }
        return ExitCode.OK;
    }

    private void tell(Count done, boolean wholeFileChecked, double seconds) {
        List<SkippedFile> skipped = Stream.concat(
                        done.skipped().stream(),
                        done.unreadable().stream()
                                .map(each -> new SkippedFile(
                                        each.path().toString(), SkippedFile.Kind.UNREADABLE, each.problem())))
                .toList();
        if (json) {
            Map<String, Path> overlays = done.files().overlaysOf(done.fields());
            List<FieldSummary> fields = new ArrayList<>();
            for (CountedField each : done.fields()) {
                fields.add(new FieldSummary(
                        each.name(),
                        each.file().toString(),
                        each.width(),
                        each.height(),
                        each.remarks(),
                        overlays.get(each.name()).toString()));
            }
            console.json(
                    new Summary(
                            model.toString(),
                            wholeFileChecked,
                            done.table(),
                            fields,
                            done.unreadable(),
                            done.kept(),
                            done.byPerson(),
                            done.notCounted(),
                            done.files().written().stream().map(Path::toString).toList(),
                            seconds),
                    skipped);
            return;
        }
        new CountText(console).print(done, seconds);
        console.notUsed(skipped, "--json lists them");
    }
}
