package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exina.api.Exina;
import org.exina.dataset.Dataset;
import org.exina.image.file.SkippedFile;
import org.exina.study.Cut;
import org.exina.study.Preparation;
import org.exina.study.PreparationRecord;
import org.exina.study.PreparationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina prepare}: cut images in folders for training and validation. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = {
            "Cuts the images and writes them as OUT/train/CLASS/ and OUT/validation/CLASS/, as Keras reads them.",
            "All crops of an image, and duplicates and groups of images, stand on one side. OUT/manifest.csv tells"
                    + " where each file came from."
        },
        footer = {"exina prepare pollen --out prepared", "exina prepare pollen --out prepared --size 224"})
final class PrepareCommand extends JsonCommand {
    private static final int LISTED = 10;

    @Mixin
    private DataOptions data;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT",
            required = true,
            description = "A new folder, or an empty one.")
    private Path out;

    @Option(
            names = "--crop",
            paramLabel = "CROP",
            defaultValue = "two-squares",
            description = {
                "What is cut from each image: two-squares (the two largest squares at its ends; one when it is square),"
                        + " center (the largest square in its middle), whole (all of it on a square ground of its border's"
                        + " colour), stretch (all of it, as it is). Default: ${DEFAULT-VALUE}."
            })
    private String crop;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Scale every crop to N x N pixels. Default: each keeps its own size.")
    private Integer size;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the images for validation, between 0 and 1. Default: ${DEFAULT-VALUE}.")
    private double validation;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the split. Same data, same seed: same files. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--leaky",
            description = "Split crops one by one, as the study of 2017 did, so that crops of one image stand on both"
                    + " sides. Only to show what that does: metrics from it are too high.")
    private boolean leaky;

    PrepareCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        PreparationRecord record;
        Dataset dataset;
        try (Exina exina = console.exina()) {
            PreparationSettings settings = settings();
            dataset = data.open(console);
            record = exina.study().prepare(dataset, out, settings);
        }
        warn(record);
        List<SkippedFile> skipped = Stream.concat(
                        dataset.skipped().stream().filter(file -> file.kind() != SkippedFile.Kind.UNREADABLE),
                        record.unreadable().stream()
                                .map(file -> new SkippedFile(file.path(), SkippedFile.Kind.UNREADABLE, file.reason())))
                .toList();
        if (json) {
            console.json(record, skipped);
        } else {
            print(record);
            console.notUsed(skipped, data.data());
        }
    }

    private PreparationSettings settings() {
        UsageException.requireAtLeast(1, "--size", size);
        if (!(validation > 0 && validation < 1)) {
            throw new UsageException("--validation: expected a share between 0 and 1, such as 0.2, got " + validation);
        }
        return new PreparationSettings(
                cut(),
                size == null ? OptionalInt.empty() : OptionalInt.of(size),
                validation,
                seed,
                data.groupBy(),
                leaky);
    }

    private Cut cut() {
        return Arrays.stream(Cut.values())
                .filter(known -> known.id().equals(crop))
                .findFirst()
                .orElseThrow(() -> new UsageException("--crop: expected one of "
                        + Arrays.stream(Cut.values()).map(Cut::id).collect(Collectors.joining(", ")) + ", got '" + crop
                        + "'"));
    }

    private void warn(PreparationRecord record) {
        list("image", "could not be read", record.unreadable());
        list("file", "took no part", record.skipped());
        if (leaky) {
            console.note("exina: warning: " + record.warning() + " (" + record.tornPictures() + " of "
                    + record.pictures() + " images are torn apart)");
        }
    }

    private void list(String noun, String what, List<PreparationRecord.LeftOut> files) {
        if (files.isEmpty()) {
            return;
        }
        console.note("exina: " + files.size() + " " + noun + (files.size() == 1 ? " " : "s ") + what + ":");
        files.stream().limit(LISTED).forEach(file -> console.note("  " + file.path() + ": " + file.reason()));
        if (files.size() > LISTED) {
            console.note(
                    "  ... and " + (files.size() - LISTED) + " more; all stand in " + out.resolve(Preparation.RECORD));
        }
    }

    private void print(PreparationRecord record) {
        int files = record.train() + record.validation();
        console.format(
                "%s: %d images of %s, %d crops (%s, %s), %s split, seed %d",
                console.bold(out.toString()),
                record.pictures(),
                record.source(),
                files,
                record.settings().crop(),
                size == null ? "each in its own size" : size + " x " + size,
                leaky ? console.red("leaky") : record.split(),
                record.settings().seed());
        console.line();
        List<List<String>> rows = new ArrayList<>();
        record.classes().forEach(each -> rows.add(row(each.label(), each.train(), each.validation())));
        rows.add(row("all", record.train(), record.validation()));
        console.table(List.of("class", PreparationSettings.TRAIN, PreparationSettings.VALIDATION), rows);
        console.line();
        console.line("Where each file came from: " + out.resolve(Preparation.MANIFEST)
                + ", which is a data set too: exina crossval " + Shell.quoted(out.resolve(Preparation.MANIFEST)));
    }

    private static List<String> row(String label, int train, int validation) {
        return List.of(label, Integer.toString(train), Integer.toString(validation));
    }
}
