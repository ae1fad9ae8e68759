package org.exina.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.exina.io.ExinaException;
import org.exina.io.ScratchFolder;
import org.exina.io.UnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code exina}: the commands, the help, and what becomes of a failure. */
@Command(
        name = "exina",
        versionProvider = Versions.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Turns a small folder of labelled images into a classifier its owner can trust, offline.",
            "Begin with: exina demo",
            "Exit codes: 0 done, 1 failed, 2 something in what was given is wrong (the message says what)."
        },
        footer = {"exina demo", "exina train pollen -o model.onnx", "exina help train"})
final class ExinaCommand {
    private static final long FULL_BYTES = 1 << 16; // less is left on a full disk

    /** In the order in which the help lists them. */
    static final List<String> NAMES = List.of(
            "serve",
            "demo",
            "sample",
            "check",
            "crossval",
            "unknown",
            "train",
            "info",
            "evaluate",
            "predict",
            "count",
            "explain",
            "report",
            "curve",
            "compare",
            "map",
            "prepare",
            "augment",
            "finetune",
            "backbones",
            "experiments",
            "slides",
            "cache");

    private ExinaCommand() {}

    /**
     * Runs the program.
     *
     * @return the exit code
     */
    static int run(Console console, String... args) {
        ScratchFolder.clearHome();
        String[] words = args.length > 0 && args[0].equals("help")
                ? Stream.concat(Stream.of(args).skip(1), Stream.of("--help")).toArray(String[]::new)
                : args;
        return program(console, needed(words)).execute(words);
    }

    /** The commands that some words can need: to know one command's options takes as long as a small command's work. */
    private static List<String> needed(String... words) {
        if (words.length > 0 && NAMES.contains(words[0])) {
            return List.of(words[0]);
        }
        return words.length == 1 && (words[0].equals("--version") || words[0].equals("-V")) ? List.of() : NAMES;
    }

    /** All commands. */
    static CommandLine program(Console console) {
        return program(console, NAMES);
    }

    private static CommandLine command(String name, Console console) {
        return new CommandLine(
                switch (name) {
                    case "serve" -> new ServeCommand(console);
                    case "demo" -> new DemoCommand(console, words -> run(console, words));
                    case "sample" -> new SampleCommand(console);
                    case "check" -> new CheckCommand(console);
                    case "crossval" -> new CrossvalCommand(console);
                    case "unknown" -> new UnknownCommand(console);
                    case "train" -> new TrainCommand(console);
                    case "info" -> new InfoCommand(console);
                    case "evaluate" -> new EvaluateCommand(console);
                    case "predict" -> new PredictCommand(console);
                    case "count" -> new CountCommand(console);
                    case "explain" -> new ExplainCommand(console);
                    case "report" -> new ReportCommand(console);
                    case "curve" -> new CurveCommand(console);
                    case "compare" -> new CompareCommand(console);
                    case "map" -> new MapCommand(console);
                    case "prepare" -> new PrepareCommand(console);
                    case "augment" -> new AugmentCommand(console);
                    case "finetune" -> new FinetuneCommand(console);
                    case "backbones" -> new BackbonesCommand(console);
                    case "experiments" -> new ExperimentsCommand(console);
                    case "slides" -> new SlidesCommand(console);
                    case "cache" -> new CacheCommand(console);
                    default -> throw new IllegalArgumentException(name);
                });
    }

    private static CommandLine program(Console console, List<String> names) {
        CommandLine program = new CommandLine(new ExinaCommand());
        for (String name : names) {
            CommandLine command = command(name, console);
            if (name.equals("backbones")) {
                command.addSubcommand(new AddBackboneCommand(console));
            } else if (name.equals("experiments")) {
                command.addSubcommand(new ExperimentPlotCommand(console));
            }
            program.addSubcommand(command);
        }
        program.registerConverter(Path.class, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new CommandLine.TypeConversionException(FaultText.name(e));
            }
        });
        program.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        program.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        program.setUsageHelpAutoWidth(true);
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.registerConverter(Double.class, ExinaCommand::number);
        program.registerConverter(double.class, ExinaCommand::number);
        program.setParameterExceptionHandler((e, arguments) -> {
            console.error(e.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(e, program.getErr());
            console.note("Help: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE;
        });
        program.setExecutionExceptionHandler((e, command, parsed) -> failure(console, e));
        program.setExecutionStrategy(ExinaCommand::execute);
        Help.arrange(program);
        return program;
    }

    /** A number with a decimal point or a decimal comma. */
    private static double number(String text) {
        if (text.matches("-?[1-9]\\d{0,2},\\d{3}")) {
            throw new TypeConversionException(
                    "'" + text + "' may be thousands or decimals; write it with a decimal point or without the comma");
        }
        try {
            return Double.parseDouble(text.matches("[^.,]*,[^.,]*") ? text.replace(',', '.') : text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number, such as 0.25");
        }
    }

    /** A command that only has others shows them. */
    private static int execute(ParseResult parsed) {
        CommandLine last =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        boolean runs = last.getSubcommands().isEmpty() || last.getCommand() instanceof Callable;
        if (runs || last.isVersionHelpRequested()) {
            return new CommandLine.RunLast().execute(parsed);
        }
        last.usage(last.getOut());
        return ExitCode.OK;
    }

    /**
     * Prints what went wrong.
     *
     * @return {@link ExitCode#USAGE} where the message tells the user what to mend
     */
    private static int failure(Console console, Exception e) throws Exception {
        if (e instanceof UncheckedIOException wrapped) { // out of a stream
            return failure(console, wrapped.getCause());
        } else if (e instanceof NoSuchFileException missing) {
            console.error(missing.getFile() + ": no such file or folder");
            return ExitCode.USAGE;
        } else if (e instanceof AccessDeniedException denied) {
            console.error(denied.getFile() + ": permission denied");
            return ExitCode.USAGE;
        } else if (e instanceof FileSystemException problem) {
            console.error(e.getMessage());
            return isFull(problem) ? ExitCode.SOFTWARE : ExitCode.USAGE;
        } else if (e instanceof ExinaException || e instanceof UsageException || e instanceof InvalidPathException) {
            console.error(FaultText.of(e));
            return e instanceof UnreachableException ? ExitCode.SOFTWARE : ExitCode.USAGE;
        } else if (e instanceof IOException) {
            console.error(e.getMessage());
            return ExitCode.SOFTWARE;
        }
        throw e; // a fault of the program: the stack trace is wanted
    }

    /** Java has no kind of its own for it, and the system's words are in the user's language: the disk itself is asked. */
    private static boolean isFull(FileSystemException e) throws IOException {
        Path place = e.getFile() == null ? null : Path.of(e.getFile()).toAbsolutePath();
        while (place != null && !Files.exists(place)) {
            place = place.getParent();
        }
        if (place == null) {
            return false;
        }
        FileStore disk = Files.getFileStore(place);
        return !disk.isReadOnly() && disk.getUsableSpace() < FULL_BYTES;
    }
}
