package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.exina.api.Exina;
import org.exina.api.Samples;
import org.exina.synthetic.FieldFolder;
import org.exina.synthetic.FieldSettings;
import org.exina.synthetic.SampleFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina sample}: images to try everything with. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a data set of synthetic pollen grains, to try Exina without images of your own; with --slides,"
                    + " microscope fields with many grains on each, and tables that tell what and where they are.",
            "They look as under a light microscope, but never grew: good for checking that everything works, not for"
                    + " telling real pollen. Same settings, same images, on every computer; a drawing that was stopped"
                    + " goes on."
        },
        footer = {"exina sample -o grains", "exina sample --slides -o fields"})
final class SampleCommand extends JsonCommand {
    private static final int PER_CLASS = 30;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "A new or empty folder; one folder for each class will be in it, or images and boxes.csv.")
    private Path out;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many classes, 2 to 16. Default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(
            names = "--per-class",
            paramLabel = "N",
            description = "How many images of each. Default: 30. Not for --slides.")
    private Integer perClass;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed gives other grains. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private FieldOptions fieldOptions;

    SampleCommand(Console console) {
        super(console);
    }

    /** What {@code --json} prints. */
    private record Summary(
            String folder, List<String> classes, int perClass, long seed, long drawn, long kept, double seconds) {}

    /**
     * What {@code --slides --json} prints.
     *
     * @param grains on all fields, to be counted
     */
    private record FieldSummary(
            String folder,
            List<String> classes,
            int fields,
            long grains,
            long seed,
            int drawn,
            int kept,
            double seconds) {}

    @Override
    void run() throws IOException {
        if (classes < Samples.MIN_CLASSES || classes > Samples.MAX_CLASSES) {
            throw new UsageException(
                    "--classes: expected " + Samples.MIN_CLASSES + " to " + Samples.MAX_CLASSES + ", got " + classes);
        }
        if (!fieldOptions.areAsked()) {
            drawGrains(perClass == null ? PER_CLASS : perClass);
        } else if (perClass != null) {
            throw new UsageException("--per-class: is for single grains, not for --slides; use --fields, --grains");
        } else {
            drawFields(fieldOptions.settings(classes, seed));
        }
    }

    private void drawGrains(int each) throws IOException {
        UsageException.requireAtLeast(1, "--per-class", each);
        long start = System.nanoTime();
        SampleFolder.Written written;
        try (Exina exina = console.exina()) {
            written = exina.samples().grains(out, new SampleFolder.Settings(classes, each, seed));
        }
        long nanos = System.nanoTime() - start;
        if (json) {
            console.json(new Summary(
                    out.toString(), written.classes(), each, seed, written.drawn(), written.kept(), nanos / 1e9));
            return;
        }
        String kept = written.kept() == 0 ? "" : "; " + written.kept() + " there already";
        console.format(
                "drew %d synthetic %s of %d classes in %s%s",
                written.drawn(),
                written.drawn() == 1 ? "grain" : "grains",
                classes,
                ProgressLine.duration(nanos),
                kept);
        console.line("Use it: exina crossval " + Shell.quoted(out));
    }

    private void drawFields(FieldSettings settings) throws IOException {
        long start = System.nanoTime();
        FieldFolder.Written written;
        try (Exina exina = console.exina()) {
            written = exina.samples().fields(out, settings);
        }
        long nanos = System.nanoTime() - start;
        if (json) {
            console.json(new FieldSummary(
                    out.toString(),
                    written.classes(),
                    settings.fields(),
                    written.grains(),
                    seed,
                    written.drawn(),
                    written.kept(),
                    nanos / 1e9));
            return;
        }
        console.format(
                "drew %d synthetic %s in %s%s; %d grains to count, where they are is in %s",
                written.drawn(),
                written.drawn() == 1 ? "field" : "fields",
                ProgressLine.duration(nanos),
                written.kept() == 0 ? "" : "; " + written.kept() + " there already",
                written.grains(),
                out.resolve("boxes.csv"));
    }
}
