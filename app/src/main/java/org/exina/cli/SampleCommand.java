package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.exina.sample.SampleFolder;
import org.exina.sample.SyntheticGrains;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code exina sample}: pictures to try everything with. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a data set of synthetic pollen grains, to try Exina without pictures of your own.",
            "They look as under a light microscope, but never grew: good for checking that everything works, not for"
                    + " telling real pollen. Same settings, same pictures, on every computer; a drawing that was stopped"
                    + " goes on."
        })
final class SampleCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "A new or empty folder; one folder for each class will be in it.")
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
            defaultValue = "30",
            description = "How many pictures of each. Default: ${DEFAULT-VALUE}.")
    private int perClass;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed gives other grains. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    SampleCommand(Console console) {
        this.console = console;
    }

    /** What {@code --json} prints. */
    private record Summary(
            String folder, List<String> classes, int perClass, long seed, long drawn, long kept, double seconds) {}

    @Override
    public Integer call() throws IOException {
        if (classes < SyntheticGrains.MIN_CLASSES || classes > SyntheticGrains.MAX_CLASSES) {
            throw new UsageException("--classes: expected " + SyntheticGrains.MIN_CLASSES + " to "
                    + SyntheticGrains.MAX_CLASSES + ", got " + classes);
        }
        if (perClass < 1) {
            throw new UsageException("--per-class: expected 1 or more, got " + perClass);
        }
        long start = System.nanoTime();
        SampleFolder.Written written =
                SampleFolder.write(out, new SampleFolder.Settings(classes, perClass, seed), console.progress());
        long nanos = System.nanoTime() - start;
        if (json) {
            console.json(new Summary(
                    out.toString(), written.classes(), perClass, seed, written.drawn(), written.kept(), nanos / 1e9));
            return ExinaCommand.DONE;
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
        return ExinaCommand.DONE;
    }
}
