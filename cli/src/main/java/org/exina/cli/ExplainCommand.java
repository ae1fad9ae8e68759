package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.exina.api.Exina;
import org.exina.api.Reports;
import org.exina.api.SetReading;
import org.exina.image.file.FoundImages;
import org.exina.image.file.ImageException;
import org.exina.image.file.SkippedFile;
import org.exina.io.OutputKind;
import org.exina.model.Explainer;
import org.exina.model.Explanation;
import org.exina.model.Prediction;
import org.exina.report.ExplainPage;
import org.exina.settings.DidYouMean;
import org.exina.task.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina explain}: why a model says what it says. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows why a model says what it says of images: what in each speaks for the class, and the images it was"
                    + " trained on that are nearest to it.",
            "For each image a PNG file, and all of them on one HTML page, explanations.html. Needs the model file alone."
        },
        footer = {"exina explain model.onnx grain.jpg", "exina explain model.onnx grain.jpg --class Betula -o why"})
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file of 'exina train'.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE|DIR", description = "Images, or folders of them.")
    private List<Path> images;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "explained",
            description = "Where the files go; those of the same names are replaced. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "Show what speaks for this class. Default: the likeliest of each image.")
    private String about;

    @Option(
            names = "--nearest",
            paramLabel = "K",
            defaultValue = "6",
            description = "How many training images to show beside each. Default: ${DEFAULT-VALUE}.")
    private int nearest;

    @Option(
            names = "--occlusion",
            description =
                    "Cover one place after another, also where the exact map of what speaks for a class is to be had.")
    private boolean occlusion;

    @Mixin
    private ScaleOptions scale;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ExplainCommand(Console console) {
        this.console = console;
    }

    /** A training image in the JSON. */
    private record Near(String path, String label, double distance) {}

    /**
     * An image in the JSON.
     *
     * @param novelty empty where the model does not know it
     * @param size of the grain beside those of classes, in words; empty where the model does not go by it
     * @param heat rows from the top, what each part adds to the score
     * @param problem empty when it could be read
     */
    private record FileExplanation(
            String path,
            String file,
            String label,
            boolean unknown,
            OptionalDouble novelty,
            String why,
            String size,
            List<Prediction.Ranked> top,
            String explained,
            String method,
            double score,
            List<List<Double>> heat,
            List<Near> nearest,
            String problem) {}

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeast(1, "--nearest", nearest);
        FoundImages found = Exina.images(images);
        images = found.images();
        if (images.isEmpty()) {
            throw new UsageException("no images were given; expected JPEG, PNG, TIFF, BMP, GIF or WebP files"
                    + SkippedFile.summary(found.skipped())
                            .map(what -> " (" + what + ")")
                            .orElse(""));
        }
        List<FileExplanation> answers = new ArrayList<>();
        List<ExplainPage.Explained> shown = new ArrayList<>();
        Path page = out.resolve("explanations.html");
        boolean wholeFileChecked;
        try (Exina exina = console.exina();
                Explainer explainer = exina.explainer(model, occlusion)) {
            checkClass(explainer);
            wholeFileChecked = explainer.isWholeFileChecked();
            scale.note(console, explainer.card());
            List<Path> files = files();
            for (Path file : files) {
                OutputKind.IMAGE.reserve(file, read());
            }
            OutputKind.PAGE.reserve(page, read());
            SetReading set = exina.reading(explainer, images, scale.micronsPerPixel());
            Progress progress = console.progress();
            for (int i = 0; i < images.size(); i++) {
                answers.add(explain(exina, explainer, set, images.get(i), files.get(i), shown));
                progress.report("explaining", answers.size(), images.size());
            }
        }
        if (shown.isEmpty()) {
            answers.forEach(answer -> console.note("exina: " + answer.problem()));
            console.error("none of the files could be read as an image");
            return ExitCode.USAGE;
        }
        Reports.explanations(model.getFileName().toString(), shown).write(page);
        print(answers, page, wholeFileChecked, found.skipped());
        if (shown.size() < answers.size()) {
            console.error(
                    (answers.size() - shown.size()) + " of " + answers.size() + " files could not be read as an image");
            return ExitCode.SOFTWARE;
        }
        return ExitCode.OK;
    }

    private void checkClass(Explainer explainer) {
        List<String> classes = explainer.card().classes();
        if (about != null && !classes.contains(about)) {
            throw new UsageException("--class: the model has no class '" + about + "'; it has "
                    + String.join(", ", classes) + DidYouMean.suggestion(about, classes));
        }
    }

    private FileExplanation explain(
            Exina exina, Explainer explainer, SetReading set, Path image, Path file, List<ExplainPage.Explained> shown)
            throws IOException {
        Explanation explanation;
        try {
            explanation = exina.explain(explainer, image, set, Optional.ofNullable(about), nearest);
        } catch (ImageException e) {
            return new FileExplanation(
                    image.toString(),
                    "",
                    "",
                    false,
                    OptionalDouble.empty(),
                    "",
                    "",
                    List.of(),
                    "",
                    "",
                    0,
                    List.of(),
                    List.of(),
                    e.getMessage());
        }
        Reports.write(Reports.explanation(explanation, image.getFileName().toString()), file);
        shown.add(new ExplainPage.Explained(
                image.isAbsolute() ? image.getFileName().toString() : image.toString(), explanation));
        return answer(image, file, explanation);
    }

    private List<Path> read() {
        List<Path> read = new ArrayList<>(images);
        read.add(model);
        return read;
    }

    /** The PNG of each image. */
    private List<Path> files() {
        Set<String> used = new HashSet<>();
        return images.stream()
                .map(Path::getFileName)
                .map(name -> out.resolve(fresh(name == null ? "" : name.toString(), used)))
                .toList();
    }

    /** A name for its PNG that no image before it has. */
    private static String fresh(String name, Set<String> used) {
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        String fresh = stem;
        for (int i = 2; !used.add(fresh.toLowerCase(Locale.ROOT)); i++) {
            fresh = stem + "-" + i;
        }
        return fresh + ".why.png";
    }

    private static FileExplanation answer(Path image, Path file, Explanation why) {
        List<List<Double>> heat = new ArrayList<>();
        for (int y = 0; y < why.heat().height(); y++) {
            List<Double> row = new ArrayList<>();
            for (int x = 0; x < why.heat().width(); x++) {
                row.add(why.heat().at(x, y));
            }
            heat.add(row);
        }
        Prediction prediction = why.prediction();
        return new FileExplanation(
                image.toString(),
                file.toString(),
                prediction.isUnknown() ? PredictCommand.UNKNOWN : prediction.label(),
                prediction.isUnknown(),
                prediction.novelty(),
                why.why(),
                why.size(),
                prediction.top(3),
                why.label(),
                why.method(),
                why.heat().sum(),
                heat,
                why.nearest().stream()
                        .map(n -> new Near(n.image().path(), n.image().label(), n.distance()))
                        .toList(),
                "");
    }

    private void print(List<FileExplanation> answers, Path page, boolean wholeFileChecked, List<SkippedFile> others)
            throws IOException {
        List<SkippedFile> skipped = Stream.concat(
                        others.stream(),
                        answers.stream()
                                .filter(answer -> !answer.problem().isEmpty())
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
                            "page",
                            page.toString(),
                            "explanations",
                            answers),
                    skipped);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (FileExplanation answer : answers) {
            if (!answer.problem().isEmpty()) {
                console.note("exina: " + answer.problem());
                continue;
            }
            String alike = String.join(
                    ", ", answer.nearest().stream().limit(3).map(Near::label).toList());
            rows.add(List.of(answer.path(), answer.label(), alike, answer.file()));
        }
        console.table(List.of("image", "shows", "nearest training images", "why"), rows);
        answers.stream()
                .filter(FileExplanation::unknown)
                .forEach(answer -> console.line(answer.path() + ": " + answer.why()));
        answers.stream()
                .filter(answer -> !answer.size().isEmpty())
                .forEach(answer -> console.line(answer.path() + ": " + answer.size()));
        console.line(console.bold(page.toString()) + ": " + Sizes.text(Files.size(page)));
        console.notUsed(skipped, "--json lists them");
    }
}
