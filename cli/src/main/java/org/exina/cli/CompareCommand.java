package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.api.Exina;
import org.exina.api.Reports;
import org.exina.dataset.Dataset;
import org.exina.experiment.PairedComparison;
import org.exina.experiment.PairedComparison.Changed;
import org.exina.experiment.PairedComparison.Right;
import org.exina.experiment.RunFolder;
import org.exina.image.file.SkippedFile;
import org.exina.io.OutputKind;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina compare}: whether one of two is better, and on which images they differ. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two cross-validations on the same folds, or with --data two models on the same images.",
            "Says how much better the second is, with a 95 %% interval and a paired test (McNemar), and which images they"
                    + " answer differently."
        },
        footer = {"exina compare run1 run2", "exina compare old.onnx new.onnx --data pollen --html differences.html"})
final class CompareCommand extends ConsoleCommand {
    private static final int SHOWN = 10;
    private static final double UNLIKELY = 0.05;

    @Parameters(index = "0", paramLabel = "A", description = "The folder of a run, or with --data a model file.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private Path second;

    @Option(names = "--data", paramLabel = "DIR", description = "Labelled images to test two models on.")
    private Path data;

    @Mixin
    private ReadingOptions reading;

    @Option(names = "--with-seen", description = "With --data: test also the images that a model was trained on.")
    private boolean withSeen;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with the images that are answered differently; an earlier page of that name is"
                    + " replaced.")
    private Path html;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Where the images of the runs are now. Default: where they were.")
    private Path images;

    @Option(names = "--json", description = "Print one JSON object, with every image that is answered differently.")
    private boolean json;

    CompareCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        if (html != null) {
            OutputKind.PAGE.reserve(html, data == null ? List.of(first, second) : List.of(first, second, data));
        }
        if (images != null && !Files.isDirectory(images)) {
            throw new UsageException("--pictures: expected a folder, got " + images);
        }
        PairedComparison found;
        Path root;
        List<SkippedFile> skipped = List.of();
        try (Exina exina = console.exina()) {
            if (data != null) {
                Dataset dataset = reading.open(data, console);
                skipped = dataset.skipped();
                found = models(exina, dataset);
                root = dataset.root();
            } else {
                if (withSeen) {
                    throw new UsageException("--with-seen: expected together with --data DIR");
                }
                checkRuns();
                RunFolder a = RunFolder.open(first);
                found = exina.compare(a, RunFolder.open(second));
                root = images == null ? Path.of(a.record().data().root()) : images;
            }
        }
        if (html != null) {
            Reports.comparison(found, root).write(html, console.progress());
        }
        if (json) {
            console.json(found, skipped);
        } else {
            print(found);
            if (data != null) {
                console.notUsed(skipped, data);
            }
        }
    }

    private void checkRuns() {
        for (Path each : List.of(first, second)) {
            if (Files.isRegularFile(each)) {
                throw new UsageException(each + ": is a file; expected the folder of a run, or --data DIR with labelled"
                        + " images to test two models on");
            }
        }
    }

    private PairedComparison models(Exina exina, Dataset dataset) throws IOException {
        try {
            return exina.compare(first, second, dataset, withSeen);
        } catch (IllegalArgumentException e) { // each was tested on something
            throw new UsageException(e.getMessage() + "; give images that neither was trained on, or --with-seen");
        }
    }

    private void print(PairedComparison found) {
        console.table(
                List.of("", "accuracy", "only this one right"),
                List.of(
                        List.of(found.first(), Percent.of(found.firstAccuracy()), Integer.toString(found.onlyFirst())),
                        List.of(
                                found.second(),
                                Percent.of(found.secondAccuracy()),
                                Integer.toString(found.onlySecond()))));
        console.line();
        console.format(
                "%s points (95 %% interval %s to %s), %d images; %s (McNemar): %s",
                console.bold(Percent.points(found.difference())),
                Percent.points(found.low()),
                Percent.points(found.high()),
                found.n(),
                Percent.p(found.p()),
                found.p() < UNLIKELY
                        ? "so large a difference would be unlikely by chance"
                        : "so small a difference may well be chance");
        for (Right right : Right.values()) {
            print(
                    right,
                    found.changed().stream().filter(c -> c.right() == right).toList());
        }
        if (html != null) {
            console.line();
            console.line("As a page: " + html);
        }
    }

    private void print(Right right, List<Changed> changed) {
        if (changed.isEmpty()) {
            return;
        }
        console.line();
        console.table(
                List.of(
                        switch (right) {
                            case FIRST -> "only the first is right";
                            case SECOND -> "only the second is right";
                            case NEITHER -> "both wrong, differently";
                        },
                        "label",
                        "first",
                        "second"),
                changed.stream()
                        .limit(SHOWN)
                        .map(each -> List.of(each.path(), each.label(), each.first(), each.second()))
                        .toList());
        if (changed.size() > SHOWN) {
            console.line("  ... and " + (changed.size() - SHOWN) + " more; --html FILE shows them, --json lists all");
        }
    }
}
