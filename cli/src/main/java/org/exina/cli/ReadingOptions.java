package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.exina.api.Exina;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.DatasetReading;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How labelled images are read where their owner wants it otherwise. */
final class ReadingOptions {
    private static final int SHOWN = 4;

    @Option(
            names = "--label-level",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which of the folders above an image is its class, as of family/genus/species: 1 is the"
                    + " outermost. Default: ${DEFAULT-VALUE}.")
    private int labelLevel;

    @Option(
            names = "--min-images",
            paramLabel = "N",
            defaultValue = "1",
            description = "Leave out classes with fewer images; they are named. Default: ${DEFAULT-VALUE}.")
    private int minImages;

    @Option(
            names = "--skip-missing",
            description = "Go on without the images that a manifest names and that are not there.")
    private boolean skipMissing;

    @Mixin
    private BitsOption bits;

    @Mixin
    private StackOption stack;

    DatasetReading reading() {
        UsageException.requireAtLeast(1, "--label-level", labelLevel);
        UsageException.requireAtLeast(1, "--min-images", minImages);
        return new DatasetReading(
                labelLevel, minImages, skipMissing, bits.bits().orElse(0), stack.isGiven());
    }

    /** Lists images; says so where they may be no labelled images of single grains. */
    static Dataset list(Path data, DatasetReading reading, Console console) throws IOException {
        Dataset dataset;
        try {
            dataset = Dataset.open(data, reading);
        } catch (DatasetException e) {
            String instead = MistakenPath.asData(data);
            if (instead.isEmpty()) {
                throw e;
            }
            throw new UsageException(FaultText.of(e) + instead);
        }
        MistakenPath.boxesIn(data)
                .ifPresent(
                        form -> console.note(
                                "exina: " + data + " holds boxes, too (" + form.title()
                                        + "), which are not used; of fields with many grains a model is learned by exina slides train"));
        return reading.merged() ? Exina.merged(dataset) : dataset;
    }

    /** Lists images, and tells how their folders were understood where it may be meant otherwise. */
    Dataset open(Path data, Console console) throws IOException {
        Dataset dataset = list(data, reading(), console);
        dataset.joined()
                .forEach((label, folders) -> console.note("exina: the class " + Dataset.visible(label)
                        + " is made of the folders "
                        + folders.stream().map(Dataset::visible).collect(Collectors.joining(", "))));
        List<List<String>> deeper = dataset.deeper();
        if (!deeper.isEmpty()) {
            List<String> next = deeper.get(0);
            console.note("exina: the classes are the folders of level " + labelLevel + " (" + some(dataset.classes())
                    + "); there are folders inside them (" + some(next) + "), which --label-level " + (labelLevel + 1)
                    + " makes the classes");
        }
        return dataset;
    }

    private static String some(List<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", ..." : "");
    }
}
