package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.exina.settings.Percent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "sample",
                "check",
                "report",
                "prepare",
                "augment",
                "experiments",
                "experiments run",
                "experiments list",
                "experiments show",
                "experiments table",
                "experiments plot",
                "experiments compare",
                "crossval",
                "finetune",
                "train",
                "evaluate",
                "predict",
                "count",
                "backbones",
                "backbones add",
                "backbones info",
                "backbones remove",
                "cache",
                "cache info",
                "cache verify",
                "cache clear"
            })
    void everyCommandHasHelp(String command) {
        Ran ran = Ran.exina((Object[]) (command + " --help").split(" "));

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Usage: exina " + command).contains("--help");
        assertThat(ran.err()).isEmpty();
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
                "predict m.onnx p.png --top 0 | --top: expected 1 or more, got 0",
                "cache | expected one of 'exina cache info'"
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
            assertThat(ProgressLine.duration(1_500_000_000L)).isEqualTo("1.5 s");
            assertThat(Sizes.text(14_200_000)).isEqualTo("14.2 MB");
        } finally {
            Locale.setDefault(before);
        }
    }
}
