package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.exina.api.Exina;
import org.exina.api.SetReading;
import org.exina.image.file.FoundImages;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.io.CsvStyle;
import org.exina.io.Sha256;
import org.exina.model.Classifier;
import org.exina.model.FileResult;
import org.exina.model.Prediction;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina predict}: what images show. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Says what images show. Folders are searched for images.",
            "An image unlike all that the model was trained on is answered 'unknown', and why is said.",
            "The exit code is 1 when a file could not be read as an image, and 2 when none could."
        },
        footer = {"exina predict model.onnx grain.jpg", "exina predict model.onnx new_images --csv answers.csv"})
final class PredictCommand implements Callable<Integer> {
    static final String UNKNOWN = "unknown";
    private static final int SHOWN = 100; // of a table that goes to a file

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
                            + " images) and problem, for what could not be read. An earlier one of that name is replaced;"
                            + " one that was stopped goes on where it was.")
    private Path csv;

    @Mixin
    private CsvStyleOption csvStyle;

    @Option(
            names = "--accept-all",
            description = "Name the likeliest class of every image, also of those unlike all the model was trained on.")
    private boolean acceptAll;

    @Mixin
    private ScaleOptions scale;

    @Mixin
    private BitsOption bits;

    @Mixin
    private StackOption stack;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final List<FilePrediction> answers = new ArrayList<>();
    private int unreadable;
    private int more;
    private int kept;

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeast(1, "--top", top);
        OptionalDouble micronsPerPixel = scale.micronsPerPixel();
        CsvStyle style = csvStyle.style(console, csv != null, "--csv FILE");
        if (csv != null) {
            PredictionTable.reserve(
                    csv, Stream.concat(Stream.of(model), images.stream()).toList());
        }
        FoundImages found = Exina.images(images);
        List<Path> files = found.images();
        if (files.isEmpty()) {
            throw new UsageException("no images in " + images + "; expected JPEG, PNG, TIFF, BMP, GIF or WebP files"
                    + SkippedFile.summary(found.skipped())
                            .map(what -> " (" + what + ")")
                            .orElse(""));
        }
        boolean wholeFileChecked;
        try (Exina exina = console.exina();
                Classifier classifier = exina.classifier(model)) {
            wholeFileChecked = classifier.isWholeFileChecked();
            int shown = Math.min(top, classifier.classes().size());
            scale.note(console, classifier.card());
            int sampleBits = bits.bits().orElseGet(() -> classifier.sampleBits(files));
            SetReading set = new SetReading(sources(files), micronsPerPixel, OptionalInt.of(sampleBits));
            Work work = (some, done) -> exina.classify(
                    classifier,
                    sources(some),
                    set,
                    result -> done.accept(result.source().file().orElseThrow(), answer(classifier, result, shown)));
            if (csv == null) {
                work.on(files, (file, answer) -> take(answer));
            } else {
                String settings = settings(model, shown, acceptAll, micronsPerPixel)
                        + (stack.isGiven() ? " stack" : "")
                        + (sampleBits == 16 ? "" : " bits " + sampleBits)
                        + (style.equals(CsvStyle.PLAIN) ? "" : " " + style);
                PredictionTable table = PredictionTable.open(csv, settings);
                table.write(answered(table, files, work), shown, style, this::take);
            }
        }
        print(wholeFileChecked, found.skipped());
        if (unreadable == files.size()) {
            console.error("none of the " + (files.size() == 1 ? "files" : files.size() + " files")
                    + " could be read as an image");
            return ExitCode.USAGE;
        }
        if (unreadable > 0) {
            console.error(unreadable + " of " + files.size() + " files could not be read as an image");
            return ExitCode.SOFTWARE;
        }
        return ExitCode.OK;
    }

    private List<ImageSource> sources(List<Path> named) {
        return named.stream().map(file -> stack.of(ImageSource.of(file))).toList();
    }

    @FunctionalInterface
    private interface Work {
        void on(List<Path> files, BiConsumer<Path, FilePrediction> done) throws IOException;
    }

    /** All that decides an answer beside the image. */
    static String settings(Path model, int shown, boolean acceptAll, OptionalDouble micronsPerPixel)
            throws IOException {
        return Sha256.of(model) + " " + shown + " " + acceptAll + " " + micronsPerPixel;
    }

    /** Adds what is not in the table yet, and returns what was, for each file. */
    private List<Optional<FilePrediction>> answered(PredictionTable table, List<Path> files, Work work)
            throws IOException {
        List<Optional<FilePrediction>> earlier = new ArrayList<>();
        List<Path> left = new ArrayList<>();
        for (Path file : files) {
            earlier.add(table.kept(file));
            if (earlier.get(earlier.size() - 1).isEmpty()) {
                left.add(file);
            }
        }
        kept = files.size() - left.size();
        if (kept > 0) {
            console.note("exina: " + kept + " of " + files.size() + " images were done before an earlier run was"
                    + " stopped; it goes on from there");
        }
        work.on(left, table::add);
        return earlier;
    }

    /** Of a long table only the beginning is shown, and no more is held. */
    private void take(FilePrediction answer) {
        unreadable += answer.isReadable() ? 0 : 1;
        if (json || csv == null || answers.size() < SHOWN || !answer.isReadable()) {
            answers.add(answer);
        } else {
            more++;
        }
    }

    private FilePrediction answer(Classifier classifier, FileResult result, int shown) {
        String path = result.source().name();
        if (result.prediction().isEmpty()) {
            return FilePrediction.unreadable(path, result.problem().orElseThrow());
        }
        Prediction prediction = result.prediction().get();
        boolean unknown = prediction.isUnknown() && !acceptAll;
        return new FilePrediction(
                path,
                unknown ? UNKNOWN : prediction.label(),
                unknown,
                prediction.novelty(),
                prediction.diameterMicrons(),
                unknown ? classifier.why(prediction) : "",
                prediction.top(shown),
                "");
    }

    private void print(boolean wholeFileChecked, List<SkippedFile> beside) {
        List<SkippedFile> skipped = Stream.concat(
                        beside.stream(),
                        answers.stream()
                                .filter(answer -> !answer.isReadable())
                                .map(answer ->
                                        new SkippedFile(answer.path(), SkippedFile.Kind.UNREADABLE, answer.problem())))
                .toList();
        if (json) {
            console.json(
                    Map.of(
                            "model",
                            model.toString(),
                            "wholeFileChecked",
                            wholeFileChecked,
                            "kept",
                            kept,
                            "predictions",
                            answers),
                    skipped);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (FilePrediction answer : answers) {
            if (!answer.isReadable()) {
                console.note("exina: " + answer.problem());
                continue;
            }
            List<String> others = answer.top().stream()
                    .skip(answer.unknown() ? 0 : 1)
                    .map(r -> r.label() + " " + Percent.of(r.probability()))
                    .toList();
            String probability =
                    answer.unknown() ? "" : Percent.of(answer.top().get(0).probability());
            rows.add(List.of(answer.path(), answer.label(), probability, String.join(", ", others)));
        }
        if (!rows.isEmpty()) {
            console.table(List.of("image", "shows", "probability", "else"), rows);
        }
        answers.stream().filter(FilePrediction::unknown).forEach(a -> console.line(a.path() + ": " + a.why()));
        if (more > 0) {
            console.line("... and " + more + " more, in " + csv);
        }
        if (csv != null) {
            console.line("written: " + csv);
        }
        console.notUsed(skipped, "--json lists them");
    }
}
