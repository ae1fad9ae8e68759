package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;

/** What is left when libtorch is not on the class path, or not for this system. */
class WithoutEngineTest {
    @Test
    void otherHeadsAreTrainedAndTheMissingArtifactIsNamed() throws Exception {
        List<String> said = run(jar -> !jar.contains("bytedeco"));
        assertThat(said.get(0)).isEqualTo("top:units=4");
        assertThat(said.get(1)).isEqualTo("lda trained");
        assertThat(said.get(2))
                .startsWith("head 'top:units=4': training networks needs libtorch, which cannot be loaded here: add"
                        + " org.bytedeco:pytorch:2.10.0-1.5.13 for ")
                .contains("use a head that needs none: lda or logistic");
    }

    @Test
    void systemWithoutABuildIsNamed() throws Exception {
        List<String> said = run(jar -> !jar.matches(".*bytedeco.*(linux|macosx|windows).*"));
        assertThat(said.get(1)).isEqualTo("lda trained");
        assertThat(said.get(2))
                .contains(System.getProperty("os.arch"))
                .contains("there are builds for linux-x86_64, macosx-arm64 and windows-x86_64");
    }

    private static List<String> run(Predicate<String> kept) throws IOException, InterruptedException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String shorter = Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(kept)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        shorter,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", said).isEqualTo(0);
        return said;
    }

    /** Names a top model, trains linear discriminant analysis, then the top model. */
    public static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws IOException {
            HeadSpec top = HeadSpec.parse("top:units=4");
            System.out.println(top.id());
            TrainingSet set = TrainingSet.of(
                    new float[][] {{1, 2}, {2, 1}, {3, 5}, {4, 4}, {2, 2}, {3, 4}}, new int[] {0, 0, 1, 1, 0, 1}, 2);
            HeadSpec.parse("lda").train(set, 1);
            System.out.println("lda trained");
            try {
                top.train(set, 1);
            } catch (ExinaException e) {
                System.out.println(e.getMessage().replace('\n', ' '));
            }
        }
    }
}
