package org.exina.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.exina.backbone.Backbones;
import org.exina.dataset.Dataset;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.features.FeatureCache;
import org.exina.slides.Grain;
import org.exina.slides.MergedStack;
import org.exina.task.Progress;

/** What all work of one {@link Exina} shares: its folder, and whom it tells. */
record Workspace(Path home, Progress progress, Consumer<String> notes, FeatureCache cache) {
    private static final Properties BUILD = build();

    static Map<String, String> versions() {
        return Map.of(
                "exina", BUILD.getProperty("version"),
                "java", Runtime.version().toString(),
                "onnxruntime", BUILD.getProperty("onnxruntime"),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static Properties build() {
        try (InputStream in = Workspace.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Backbones backbones() {
        return Backbones.in(home);
    }

    Inspection inspect(Dataset dataset) throws IOException {
        return Inspection.of(dataset, cache, notes, progress);
    }

    void note(String text) {
        notes.accept(text);
    }

    /** Tells what of a data set's files is not read, or not as it stands. */
    void noteReading(Dataset dataset) {
        boolean merged = dataset.samples().stream().anyMatch(sample -> sample.source() instanceof MergedStack);
        dataset.notes().text(dataset.sampleBits(), merged).forEach(this::note);
    }

    /** Tells that the images of a class are no grains. */
    void noteNames(Dataset dataset) {
        if (dataset.classes().contains(Grain.DEBRIS)) {
            note("the class \"" + Grain.DEBRIS
                    + "\" is one of things that are no grains: counts leave it out of the pollen sum");
        }
    }

    /** Tells which images an expression for groups says nothing of. */
    void noteGroups(Dataset dataset, Optional<Pattern> groupBy) {
        groupBy.flatMap(expression -> Groups.unmatched(dataset, expression)).ifPresent(this::note);
    }
}
