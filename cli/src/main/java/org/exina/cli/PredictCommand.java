package org.exina.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.api.Exina;
import org.exina.image.file.ImageFormat;
import org.exina.image.file.ImageSource;
import org.exina.io.AtomicFiles;
import org.exina.io.Csv;
import org.exina.io.OutputKind;
import org.exina.model.Classifier;
import org.exina.model.FileResult;
import org.exina.model.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina predict}: what images show. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Says what images show. Folders are searched for images.",
            "An image unlike all that the model was trained on is answered 'unknown', and why is said."
        })
final class PredictCommand implements Callable<Integer> {
    static final String UNKNOWN = "unknown";
    private static final OutputKind TABLE =
            OutputKind.text("table of predictions", "predictions.csv", "path,label,probability");

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file of 'exina train'.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE|DIR", description = "Images, or folders of them.")
    private List<Path> images;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "3",
            description = "How many classes to name for each. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Write a table: path, label, probability, then label2, probability2, ..., novelty, why (of unknown"
                            + " images) and problem, for what could not be read.")
    private Path csv;

    @Option(
            names = "--accept-all",
            description = "Name the likeliest class of every image, also of those unlike all the model was trained on.")
    private boolean acceptAll;

    @Mixin
    private ScaleOptions scale;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    PredictCommand(Console console) {
        this.console = console;
    }

    /**
     * An image in the JSON.
     *
     * @param label the likeliest class, or {@link #UNKNOWN}; empty when it could not be read
     * @param novelty one number, or none where the model does not know it
     * @param diameterMicrons of the grain, or none where the model does not go by it or it is not known
     * @param why it is unknown; empty when it is not
     * @param top the likeliest classes, whether it is unknown or not
     * @param problem empty when it could be read
     */
    private record FilePrediction(
            String path,
            String label,
            boolean unknown,
            List<Double> novelty,
            List<Double> diameterMicrons,
            String why,
            List<Prediction.Ranked> top,
            String problem) {

        /** What stands in the table: unknown without a probability goes before the classes. */
        List<String> cells(int shown) {
            List<String> cells = new ArrayList<>();
            if (unknown) {
                cells.addAll(List.of(UNKNOWN, ""));
            }
            top.forEach(each ->
                    cells.addAll(List.of(each.label(), String.format(Locale.ROOT, "%.6f", each.probability()))));
            while (cells.size() < 2 * shown) {
                cells.add("");
            }
            return cells.subList(0, 2 * shown);
        }
    }

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new UsageException("--top: expected 1 or more, got " + top);
        }
        OptionalDouble micronsPerPixel = scale.micronsPerPixel();
        if (csv != null) {
            TABLE.reserve(csv, Stream.concat(Stream.of(model), images.stream()).toList());
        }
        List<ImageSource> files = files().stream().map(ImageSource::of).toList();
        List<FilePrediction> answers = new ArrayList<>();
        boolean wholeFileChecked;
        try (Exina exina = console.exina();
                Classifier classifier = exina.classifier(model)) {
            wholeFileChecked = classifier.isWholeFileChecked();
            int shown = Math.min(top, classifier.classes().size());
            scale.note(console, classifier.card());
            exina.classify(
                    classifier, files, micronsPerPixel, result -> answers.add(answer(classifier, result, shown)));
            if (csv != null) {
                AtomicFiles.writeText(csv, table(answers, shown));
            }
        }
        print(answers, wholeFileChecked);
        long unreadable = answers.stream().filter(a -> !a.problem().isEmpty()).count();
        if (unreadable == answers.size()) {
            console.error("none of the " + (answers.size() == 1 ? "files" : answers.size() + " files")
                    + " could be read as an image");
            return ExinaCommand.USERS_FAULT;
        }
        return ExinaCommand.DONE;
    }

    private FilePrediction answer(Classifier classifier, FileResult result, int shown) {
        String path = result.source().name();
        if (result.prediction().isEmpty()) {
            return new FilePrediction(
                    path,
                    "",
                    false,
                    List.of(),
                    List.of(),
                    "",
                    List.of(),
                    result.problem().orElseThrow());
        }
        Prediction prediction = result.prediction().get();
        boolean unknown = prediction.isUnknown() && !acceptAll;
        return new FilePrediction(
                path,
                unknown ? UNKNOWN : prediction.label(),
                unknown,
                prediction.novelty().stream().boxed().toList(),
                prediction.diameterMicrons().stream().boxed().toList(),
                unknown ? classifier.why(prediction) : "",
                prediction.top(shown),
                "");
    }

    private void print(List<FilePrediction> answers, boolean wholeFileChecked) {
        if (json) {
            console.json(
                    Map.of("model", model.toString(), "wholeFileChecked", wholeFileChecked, "predictions", answers));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (FilePrediction answer : answers) {
            if (!answer.problem().isEmpty()) {
                console.note("exina: " + answer.problem());
                continue;
            }
            List<String> others = answer.top().stream()
                    .skip(answer.unknown() ? 0 : 1)
                    .map(r -> r.label() + " " + RunText.percent(r.probability()))
                    .toList();
            String probability =
                    answer.unknown() ? "" : RunText.percent(answer.top().get(0).probability());
            rows.add(List.of(answer.path(), answer.label(), probability, String.join(", ", others)));
        }
        if (!rows.isEmpty()) {
            console.table(List.of("image", "shows", "probability", "else"), rows);
        }
        answers.stream().filter(FilePrediction::unknown).forEach(a -> console.line(a.path() + ": " + a.why()));
        if (csv != null) {
            console.line("written: " + csv);
        }
    }

    private static String table(List<FilePrediction> answers, int shown) {
        List<String> header = new ArrayList<>(List.of("path"));
        IntStream.rangeClosed(1, shown).forEach(k -> {
            header.add(k == 1 ? "label" : "label" + k);
            header.add(k == 1 ? "probability" : "probability" + k);
        });
        header.addAll(List.of("novelty", "why", "problem"));
        StringBuilder text = new StringBuilder(Csv.row(header));
        for (FilePrediction answer : answers) {
            List<String> row = new ArrayList<>(List.of(answer.path()));
            row.addAll(answer.cells(shown));
            row.add(answer.novelty().stream()
                    .map(novelty -> String.format(Locale.ROOT, "%.4f", novelty))
                    .findFirst()
                    .orElse(""));
            row.add(answer.why());
            row.add(answer.problem());
            text.append(Csv.row(row));
        }
        return text.toString();
    }

    /** Files as named, those in folders sorted; in folders only what is named like an image. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path each : images) {
            if (!Files.isDirectory(each)) {
                files.add(each);
                continue;
            }
            try (Stream<Path> inside = Files.walk(each, FileVisitOption.FOLLOW_LINKS)) {
                files.addAll(inside.filter(Files::isRegularFile)
                        .filter(file -> ImageFormat.ofFileName(file.toString()).isPresent())
                        .sorted()
                        .toList());
            } catch (UncheckedIOException e) { // a link in a circle, a folder that may not be read
                throw new UsageException(
                        each + ": cannot be searched: " + e.getCause().getMessage());
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("no images in " + images + "; expected files named .jpg, .png, .tif, ...");
        }
        return files;
    }
}
