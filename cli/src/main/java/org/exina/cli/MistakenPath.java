package org.exina.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.exina.dataset.Dataset;
import org.exina.dataset.Layout;
import org.exina.image.file.ImageFormat;
import org.exina.slides.annotation.BoxFormat;
import org.exina.slides.annotation.BoxedFields;

/** What was given in the place of something else, and the command that it is for; words behind a message, or none. */
final class MistakenPath {
    private static final int LEVELS = 3; // in which images lie

    private MistakenPath() {}

    /** Of what are no labelled images. */
    static String asData(Path given) {
        if (isModel(given)) {
            return tellOf(given);
        }
        if (Stream.of("run.json", "experiment.json").anyMatch(name -> Files.isRegularFile(given.resolve(name)))) {
            return "; it is what a cross-validation or an experiment left: exina report " + Shell.quoted(given);
        }
        Path absolute = given.toAbsolutePath().normalize();
        boolean half = absolute.endsWith("images") && absolute.getParent() != null; // of a folder with boxes
        Path fields = half && boxesIn(given).isEmpty() ? absolute.getParent() : given;
        return boxesIn(fields)
                .map(form -> "; it holds fields with boxes (" + form.title() + "): exina slides train "
                        + Shell.quoted(fields) + " -o model.onnx")
                .orElse("");
    }

    /** Of what is no run. */
    static String asRun(Path given) {
        if (isModel(given)) {
            return tellOf(given);
        }
        if (boxesIn(given).isPresent()) {
            return "; it holds fields with boxes: exina slides crossval " + Shell.quoted(given);
        }
        return holdsImages(given)
                ? "; it holds images, of which a run is made: exina crossval " + Shell.quoted(given)
                : "";
    }

    /** Of what are no fields with boxes. */
    static String asFields(Path given) {
        try {
            return Files.isDirectory(given)
                            && boxesIn(given).isEmpty()
                            && Dataset.open(given).layout() == Layout.FOLDER_PER_CLASS
                    ? "; it holds a folder for each class, as of single grains: exina train " + Shell.quoted(given)
                            + " -o model.onnx"
                    : "";
        } catch (IOException e) { // neither
            return "";
        }
    }

    /** The form of boxes in what was given as labelled images; nothing where there are none or they cannot be read. */
    static Optional<BoxFormat> boxesIn(Path given) {
        try {
            return Files.isDirectory(given) ? BoxedFields.formIn(given) : Optional.empty();
        } catch (IOException e) { // who needs them tells it
            return Optional.empty();
        }
    }

    private static boolean isModel(Path given) {
        return Files.isRegularFile(given)
                && given.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private static String tellOf(Path model) {
        return "; it seems to be a model: exina info " + Shell.quoted(model);
    }

    private static boolean holdsImages(Path folder) {
        try (Stream<Path> all = Files.find(
                folder,
                LEVELS,
                (file, attributes) -> ImageFormat.ofFileName(file.toString()).isPresent())) {
            return Files.isDirectory(folder) && all.findAny().isPresent();
        } catch (IOException | UncheckedIOException e) { // what cannot be listed is told elsewhere
            return false;
        }
    }
}
