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
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.image.ImageFormat;
import org.exina.predict.Classifier;
import org.exina.predict.FileResult;
import org.exina.predict.Prediction;
import org.exina.store.AtomicFiles;
import org.exina.store.Csv;
import org.exina.store.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina predict}: what pictures show. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Says what pictures show. Folders are searched for pictures.")
final class PredictCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file of 'exina train'.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE|DIR", description = "Pictures, or folders of them.")
    private List<Path> pictures;

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
                    "Write a table: path, label, probability, then label2, probability2, ... and problem, for what"
                            + " could not be read.")
    private Path csv;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    PredictCommand(Console console) {
        this.console = console;
    }

    /** A picture in the JSON. @param problem empty when it could be read */
    private record Answer(String path, List<Prediction.Ranked> top, String problem) {}

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new UsageException("--top: expected 1 or more, got " + top);
        }
        List<Path> files = files();
        List<Answer> answers = new ArrayList<>();
        try (Classifier classifier = Classifier.open(model)) {
            int shown = Math.min(top, classifier.classes().size());
            Progress progress = console.progress();
            classifier.classifyFiles(files, result -> {
                answers.add(answer(result, shown));
                progress.report("classifying", answers.size(), files.size());
            });
            if (csv != null) {
                AtomicFiles.writeText(csv, table(answers, shown));
            }
        }
        print(answers);
        long unreadable = answers.stream().filter(a -> !a.problem().isEmpty()).count();
        if (unreadable == answers.size()) {
            console.error("none of the " + (answers.size() == 1 ? "files" : answers.size() + " files")
                    + " could be read as a picture");
            return ExinaCommand.USERS_FAULT;
        }
        return ExinaCommand.DONE;
    }

    private static Answer answer(FileResult result, int shown) {
        return new Answer(
                result.file().toString(),
                result.prediction().map(p -> p.top(shown)).orElse(List.of()),
                result.problem().orElse(""));
    }

    private void print(List<Answer> answers) {
        if (json) {
            console.json(Map.of("model", model.toString(), "predictions", answers));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Answer answer : answers) {
            if (!answer.problem().isEmpty()) {
                console.note("exina: " + answer.problem());
                continue;
            }
            List<String> others = answer.top().stream()
                    .skip(1)
                    .map(r -> r.label() + " " + RunText.percent(r.probability()))
                    .toList();
            Prediction.Ranked best = answer.top().get(0);
            rows.add(List.of(
                    answer.path(), best.label(), RunText.percent(best.probability()), String.join(", ", others)));
        }
        if (!rows.isEmpty()) {
            console.table(List.of("picture", "shows", "probability", "else"), rows);
        }
        if (csv != null) {
            console.line("written: " + csv);
        }
    }

    private static String table(List<Answer> answers, int shown) {
        List<String> header = new ArrayList<>(List.of("path"));
        IntStream.rangeClosed(1, shown).forEach(k -> {
            header.add(k == 1 ? "label" : "label" + k);
            header.add(k == 1 ? "probability" : "probability" + k);
        });
        header.add("problem");
        StringBuilder text = new StringBuilder(Csv.row(header));
        for (Answer answer : answers) {
            List<String> row = new ArrayList<>(List.of(answer.path()));
            for (int k = 0; k < shown; k++) {
                boolean known = k < answer.top().size();
                row.add(known ? answer.top().get(k).label() : "");
                row.add(
                        known
                                ? String.format(
                                        Locale.ROOT, "%.6f", answer.top().get(k).probability())
                                : "");
            }
            row.add(answer.problem());
            text.append(Csv.row(row));
        }
        return text.toString();
    }

    /** Files as named, those in folders sorted; in folders only what is named like a picture. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path each : pictures) {
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
            throw new UsageException("no pictures in " + pictures + "; expected files named .jpg, .png, .tif, ...");
        }
        return files;
    }
}
