package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.experiment.PairedComparison.Changed;
import org.exina.experiment.PairedComparison.Right;
import org.exina.experiment.PairedComparison.Tested;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairedComparisonTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    @TempDir
    private Path temp;

    private static TestPrediction prediction(String path, int repeat, int label, double a, double b, double c) {
        return new TestPrediction(path, repeat, 0, 0, label, new double[] {a, b, c});
    }

    @Test
    void tellsWhatChangedInBothDirections() {
        Tested first = new Tested(
                "one",
                CLASSES,
                List.of(
                        prediction("both", 0, 0, 0.9, 0.1, 0),
                        prediction("lost", 0, 1, 0.1, 0.9, 0),
                        prediction("gained", 0, 2, 0.8, 0.1, 0.1),
                        prediction("lost less surely", 0, 1, 0.1, 0.6, 0.3),
                        prediction("wrong", 0, 0, 0, 1, 0),
                        prediction("only here", 0, 0, 1, 0, 0)));
        Tested second = new Tested(
                "two",
                List.of("b", "c", "a"), // another order of the same classes
                List.of(
                        prediction("both", 0, 2, 0.1, 0, 0.9),
                        prediction("lost", 0, 0, 0.1, 0, 0.9),
                        prediction("gained", 0, 1, 0, 0.8, 0.2),
                        prediction("lost less surely", 0, 0, 0.1, 0.2, 0.7),
                        prediction("wrong", 0, 2, 0, 1, 0)));
        PairedComparison found = PairedComparison.of(first, second);
        assertThat(found.n()).isEqualTo(5);
        assertThat(found.onlyFirst()).isEqualTo(2);
        assertThat(found.onlySecond()).isEqualTo(1);
        assertThat(found.firstAccuracy()).isEqualTo(0.6);
        assertThat(found.secondAccuracy()).isEqualTo(0.4);
        assertThat(found.difference()).isCloseTo(-0.2, within(1e-12));
        assertThat(found.p()).isEqualTo(1);
        assertThat(found.changed())
                .containsExactly(
                        new Changed("lost", "b", Right.FIRST, "b", 0.9, "a", 0.9),
                        new Changed("lost less surely", "b", Right.FIRST, "b", 0.6, "a", 0.7),
                        new Changed("gained", "c", Right.SECOND, "a", 0.8, "c", 0.8),
                        new Changed("wrong", "a", Right.NEITHER, "b", 1, "c", 1));
    }

    @Test
    void repeatsAreAveraged() {
        Tested first = new Tested(
                "one", CLASSES, List.of(prediction("x", 0, 0, 0.4, 0.6, 0), prediction("x", 1, 0, 0.9, 0.1, 0)));
        PairedComparison found = PairedComparison.of(first, first);
        assertThat(found.n()).isEqualTo(1);
        assertThat(found.firstAccuracy()).isEqualTo(1);
        assertThat(found.changed()).isEmpty();
    }

    @Test
    void nothingInCommonIsRefused() {
        Tested first = new Tested("one", CLASSES, List.of(prediction("x", 0, 0, 1, 0, 0)));
        Tested second = new Tested("two", CLASSES, List.of(prediction("y", 0, 0, 1, 0, 0)));
        assertThatThrownBy(() -> PairedComparison.of(first, second))
                .hasMessage("one and two were tested on no image in common");
    }

    private RunFolder run(String name, int repeats) throws IOException {
        Path root = temp.resolve("pictures");
        return TinyRun.write(temp.resolve(name), root, repeats, TinyRun.clean(root));
    }

    private RunFolder edited(String name, String file, String from, String to) throws IOException {
        run(name, 1);
        Path path = temp.resolve(name).resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
        return RunFolder.open(temp.resolve(name));
    }

    @Test
    void runsOnTheSameFoldsAreCompared() throws IOException {
        PairedComparison found = PairedComparison.of(run("a", 1), run("b", 1));
        assertThat(found.n()).isEqualTo(12);
        assertThat(found.difference()).isZero();
        assertThat(found.first()).isEqualTo(temp.resolve("a").toString());
    }

    @Test
    void otherFoldsImagesAndDataAreNamed() throws IOException {
        RunFolder run = run("a", 1);
        assertThatThrownBy(() -> PairedComparison.of(run, run("b", 2)))
                .isInstanceOf(ExinaException.class)
                .hasMessageContaining(
                        "it had 3 folds, 2 repeats and seed 7, not 3 folds, 1 repeat and seed 7; both must be"
                                + " tested on the same images in the same folds");
        assertThatThrownBy(() -> PairedComparison.of(run, edited("c", "run.json", "\"seed\" : 7", "\"seed\" : 8")))
                .hasMessageContaining("it had 3 folds, 1 repeat and seed 8");
        assertThatThrownBy(() -> PairedComparison.of(
                        run, edited("d", "predictions.csv", "alnus/grain_2.png", "alnus/grain_9.png")))
                .hasMessageContaining("it was tested on alnus/grain_9.png where the other was on alnus/grain_2.png");
        assertThatThrownBy(() -> PairedComparison.of(
                        run, edited("e", "predictions.csv", "alnus/grain_2.png,0,1,", "alnus/grain_2.png,0,2,")))
                .hasMessageContaining("alnus/grain_2.png stood in another fold");
        assertThatThrownBy(() -> PairedComparison.of(run, edited("f", "run.json", "0".repeat(64), "1".repeat(64))))
                .hasMessageContaining("the images' content has changed between them");
        assertThatThrownBy(() -> PairedComparison.of(run, edited("g", "run.json", "\"Alnus\"", "\"Alnu\"")))
                .isInstanceOf(ExinaException.class);
    }
}
