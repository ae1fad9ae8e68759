package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.exina.settings.Percent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ProgramTest {
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpThatBeginsWithExamples(String command) {
        Ran ran = Ran.exina((Object[]) (command + " --help").strip().split(" "));

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("Usage: exina" + command).contains("--help");
        assertThat(Ran.exina((Object[]) ("help" + command).split(" ")).out()).isEqualTo(ran.out());
    }

    @Test
    void theNameThatACommandIsFoundByIsItsOwn() {
        assertThat(ExinaCommand.program(Ran.console()).getSubcommands().keySet())
                .containsExactlyElementsOf(ExinaCommand.NAMES);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesOfTheHelpAreCommands(String command) {
        CommandLine program = ExinaCommand.program(Ran.console());
        CommandLine asked = program.parseArgs((command + " --help").strip().split(" ")).asCommandLineList().stream()
                .reduce((first, second) -> second)
                .orElseThrow();
        String[] examples = asked.getCommandSpec().usageMessage().footer();

        assertThat(examples.length).isGreaterThanOrEqualTo(asked.getCommand() instanceof Callable ? 2 : 0);
        for (String example : examples) {
            assertThat(example).startsWith("exina" + command);
            String[] words =
                    example.substring("exina ".length()).replace("\"", "").split(" ");
            assertThat(words[0].equals("help") || !program.parseArgs(words).hasMatchedOption("--help"))
                    .isTrue();
        }
    }

    private static List<String> commands() {
        return commands(ExinaCommand.program(Ran.console()), "").toList();
    }

    private static Stream<String> commands(CommandLine program, String name) {
        return Stream.concat(
                Stream.of(name),
                program.getSubcommands().entrySet().stream()
                        .flatMap(each -> commands(each.getValue(), name + " " + each.getKey())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache", "experiments", "slides"})
    void aCommandThatOnlyHasOthersShowsThem(String command) {
        Ran ran = Ran.exina(command);

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("Usage: exina " + command).contains("Commands:");
    }

    @Test
    void whatMostNeedStandsBeforeTheRest() {
        String help = Ran.exina("train", "--help").out();

        assertThat(help).startsWith("Usage: exina train -o FILE [OPTIONS] DIR");
        assertThat(help)
                .containsSubsequence(
                        "Examples:", "exina train pollen -o model.onnx", "--out", "More options:", "--batch", "--help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0,25 | nosuch: no such file",
                "1,250 | '1,250' may be thousands or decimals; write it with a decimal point or without the comma",
                "1.5,2 | '1.5,2' is not a number, such as 0.25",
                "many | 'many' is not a number, such as 0.25"
            })
    void aDecimalCommaIsUnderstood(String number, String message) {
        Ran ran = Ran.exina("predict", "nosuch", "image.png", "--microns-per-pixel", number);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    @Test
    void withoutWordsItShowsItsCommands() {
        Ran ran = Ran.exina();

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("crossval", "train", "predict", "Begin with: exina demo");
    }

    @Test
    void versionNamesWhatItStandsOn() {
        Ran ran = Ran.exina("--version");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("exina ").contains("ONNX Runtime 1.").contains("Java ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "trian x | 'trian'",
                "crossval | Missing required parameter: 'DIR'",
                "crossval x --fold 3 | Possible solutions: --folds",
                "crossval x --folds three | 'three' is not an int",
                "crossval x --folds 1 | --folds: expected 2 or more, got 1",
                "crossval x --repeat 0 | --repeat: expected 1 or more, got 0",
                "crossval x --views 3 | --views: expected 1, 2, 4 or 8, got 3",
                "crossval x --batch 0 | --batch: expected 1 or more, got 0",
                "crossval x --group-by ( | --group-by: expected a regular expression, got '('",
                "crossval x --head ldaa | unknown head 'ldaa'",
                "train x | Missing required option: '--out=FILE'",
                "train x -o y --folds 1 | --folds: expected 0 or 2 or more, got 1",
                "predict m.onnx p.png --top 0 | --top: expected 1 or more, got 0"
            })
    void wrongWordsAreTheUsersFault(String words, String message) {
        Ran ran = Ran.exina((Object[]) words.split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void aBackboneThatIsNoneIsNamedBeforeImagesAreRead(@TempDir Path folder) throws IOException {
        Grains.write(folder, 2, 2, 1);

        Ran ran = Ran.exina("crossval", folder, "--folds", 2, "--backbone", "nosuch");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("exina: no backbone is named 'nosuch'");
    }

    @Test
    void numbersLookTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Percent.of(0.957)).isEqualTo("95.7 %");
            assertThat(Percent.of(0.943, 0.971)).isEqualTo("94.3 to 97.1 %");
            assertThat(Percent.p(0.0331)).isEqualTo("p = 0.033");
            assertThat(Percent.p(0.00049)).isEqualTo("p < 0.001");
            assertThat(ProgressLine.duration(1_500_000_000L)).isEqualTo("1.5 s");
            assertThat(Sizes.text(14_200_000)).isEqualTo("14.2 MB");
        } finally {
            Locale.setDefault(before);
        }
    }
}
