package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code exina demo}: the main job from end to end, each step a command that the user could have typed. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole way on images that it draws itself: check, cross-validate, train, classify, report, count.",
            "Each step is a command that you can type for your own folder."
        },
        footer = {"exina demo", "exina demo -o first-look"})
final class DemoCommand implements Callable<Integer> {
    private static final List<String> MADE = List.of(
            "pictures",
            "new",
            "run",
            "check.html",
            "model.onnx",
            "report.html",
            "slide",
            "counts.csv",
            "counts-percentages.csv",
            "counts-grains.csv",
            "counts.html",
            "counts-fields");

    /** As the user typed it, which the launcher knows. */
    private static final String PROGRAM = System.getenv().getOrDefault("EXINA_COMMAND", "exina");

    private final Console console;
    private final ToIntFunction<String[]> program;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "exina-demo",
            description = "Where everything goes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    /**
     * The demonstration.
     *
     * @param program runs a command given its words, and returns the exit code
     */
    DemoCommand(Console console, ToIntFunction<String[]> program) {
        this.console = console;
        this.program = program;
    }

    /** One step: why, and the words after {@code exina}. */
    private record Step(String why, List<String> words) {
        static Step of(String why, String... words) {
            return new Step(why, List.of(words));
        }
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        reserve();
        console.line("From a folder of labelled images to a classifier you can trust; all of it goes to "
                + Shell.quoted(out) + ".");
        List<Step> steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            int code = run(i + 1, steps.get(i));
            if (code != ExitCode.OK) {
                return code;
            }
        }
        tell((System.nanoTime() - start) / 1e9);
        return ExitCode.OK;
    }

    private void reserve() throws IOException {
        if (!Files.isDirectory(out)) {
            return; // 'exina sample' makes it, or says why it cannot
        }
        try (Stream<Path> inside = Files.list(out)) {
            List<String> others = inside.map(file -> file.getFileName().toString())
                    .filter(name -> !MADE.contains(name) && !name.startsWith("."))
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw new UsageException(
                        out + ": holds " + others.get(0)
                                + "; expected a new or empty folder, or that of an earlier demo; choose another with --out DIR");
            }
        }
    }

    private List<Step> steps() {
        String images = path("pictures");
        String unseen = path("new");
        String model = path("model.onnx");
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(
                "Draw 240 images of 8 kinds of pollen grains that never grew, a folder for each kind",
                "sample",
                "--out",
                images,
                "--classes",
                "8",
                "--per-class",
                "30",
                "--seed",
                "1"));
        steps.add(Step.of(
                "Look for what is wrong with them: damaged files, duplicates, one image under two labels",
                "check",
                images,
                "--html",
                path("check.html")));
        steps.add(Step.of(
                "Ask how well they can be told apart: each tenth is tested by a classifier that never saw it",
                "crossval",
                images,
                "--folds",
                "10",
                "--seed",
                "1",
                "--out",
                path("run")));
        steps.add(Step.of(
                "Train a classifier on all of them: one file that runs anywhere",
                "train",
                images,
                "-o",
                model,
                "--seed",
                "1"));
        steps.add(Step.of(
                "Draw other grains of the same kinds, which it has not seen",
                "sample",
                "--out",
                unseen,
                "--classes",
                "8",
                "--per-class",
                "3",
                "--seed",
                "2"));
        steps.add(Step.of("Ask it what they are", "predict", model, unseen, "--top", "2"));
        steps.add(Step.of("Count how often it was right", "evaluate", model, unseen));
        steps.add(Step.of("Write a page to read, print and send", "report", path("run"), "-o", path("report.html")));
        steps.addAll(countingSteps(model));
        return steps;
    }

    private List<Step> countingSteps(String model) {
        String slide = path("slide");
        return List.of(
                Step.of(
                        "Draw a microscope field with grains of the same kinds, some touching, amid debris",
                        "sample",
                        "--slides",
                        "--out",
                        slide,
                        "--classes",
                        "8",
                        "--fields",
                        "1",
                        "--seed",
                        "3"),
                Step.of(
                        "Find, name and count the grains on it",
                        "count",
                        model,
                        Path.of(slide).resolve("images").toString(),
                        "-o",
                        path("counts.csv")));
    }

    private String path(String name) {
        return out.resolve(name).toString();
    }

    private int run(int number, Step step) {
        console.line();
        console.line(console.bold(number + ". " + step.why()));
        StringBuilder typed = new StringBuilder("$ " + PROGRAM);
        step.words().forEach(word -> typed.append(' ').append(Shell.quoted(Path.of(word))));
        console.line(console.dim(typed.toString()));
        return program.applyAsInt(step.words().toArray(String[]::new));
    }

    private void tell(double seconds) throws IOException {
        RunRecord.Metrics metrics = RunFolder.open(out.resolve("run")).record().figures();
        console.line();
        console.line(console.bold("What happened"));
        console.format(
                "In %.0f s Exina drew images, checked them, found that a classifier tells them apart in %s of"
                        + " cases",
                seconds, Percent.of(metrics.accuracy()));
        console.format(
                "(with these few images the truth lies between %s and %s), trained one, and tried it on new ones.",
                Percent.number(metrics.accuracyLow()), Percent.of(metrics.accuracyHigh()));
        console.line("The pages are " + Shell.quoted(out.resolve("report.html")) + ", "
                + Shell.quoted(out.resolve("check.html")) + " and, of the grains it counted, "
                + Shell.quoted(out.resolve("counts.html")) + "; open them in a browser.");
        console.line("The field with its grains marked is in " + Shell.quoted(out.resolve("counts-fields")) + ".");
        console.line();
        console.line(console.bold("Your own images") + " (a folder for each class, or see '" + PROGRAM
                + " crossval --help')");
        console.line("$ " + PROGRAM + " check MY_IMAGES");
        console.line("$ " + PROGRAM + " train MY_IMAGES -o model.onnx");
        console.line("$ " + PROGRAM + " predict model.onnx NEW_IMAGE.jpg");
        console.line("$ " + PROGRAM + " count model.onnx FIELDS -o counts.csv");
    }
}
