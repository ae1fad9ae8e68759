package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle: the real program in a process of its own. */
@Tag("slow")
class InterruptTest {
    @TempDir
    private Path folder;

    @Test
    void interruptedRunLeavesNothingHalfWrittenAndGoesOn() throws Exception {
        Path images = folder.resolve("pictures");
        Grains.write(images, 4, 30, 5);
        Path run = folder.resolve("run");

        Process process = start("crossval", images, "--folds", 2, "--views", 8, "--batch", 1, "--out", run);
        waitFor(process, "features:");
        assertThat(interrupted(process)).contains("interrupted").doesNotContain("\tat ");
        assertThat(files(run)).isEmpty();

        Process again = start("crossval", images, "--folds", 2, "--views", 8, "--batch", 1, "--out", run, "--json");
        String json = new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(again.waitFor()).isZero();
        assertThat(new Ran(0, json, "").json().get("cached").asInt()).isPositive();
        assertThat(files(run)).containsExactly("check.json", "predictions.csv", "run.json");
    }

    @Test
    void interruptedCountGoesOnWithTheFieldsThatAreLeft() throws Exception {
        Path images = folder.resolve("pictures");
        Grains.write(images, 3, 20, 5);
        Path model = folder.resolve("model.onnx");
        ok("train", images, "-o", model, "--folds", 0);
        Path fields = folder.resolve("fields");
        ok("sample", "--slides", "-o", fields, "--fields", 16, "--classes", 3, "--size", "500,400", "--grains", 6);
        Path counts = folder.resolve("out").resolve("counts.csv");
        Path whole = folder.resolve("whole").resolve("counts.csv");

        Process process = start("count", model, fields.resolve("images"), "-o", counts);
        waitFor(process, "counting fields:");
        assertThat(interrupted(process)).contains("interrupted").doesNotContain("\tat ");
        assertThat(files(counts.getParent())).allMatch(name -> name.startsWith("."));

        Process again = start("count", model, fields.resolve("images"), "-o", counts, "--json");
        String json = new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(again.waitFor()).isZero();
        assertThat(new Ran(0, json, "").json().get("kept").asInt()).isBetween(1, 15);
        ok("count", model, fields.resolve("images"), "-o", whole);
        assertThat(counts).hasSameTextualContentAs(whole);
        assertThat(counts.resolveSibling("counts-grains.csv"))
                .hasSameTextualContentAs(whole.resolveSibling("counts-grains.csv"));
        assertThat(files(counts.getParent())).isEqualTo(files(whole.getParent()));
    }

    private static void ok(Object... words) {
        Ran ran = Ran.exina(words);
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    /** Until the first progress of a step is told; so early that most of it is still to come. */
    private static void waitFor(Process process, String step) throws Exception {
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith(step)) {
                return;
            }
            said.append(line).append('\n');
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new AssertionError("ended before it came to " + step + " " + said + out + process.waitFor());
    }

    /** What it says then. With the signal that no shell makes its background jobs ignore; Java answers both alike. */
    private static String interrupted(Process process) throws Exception {
        boolean sent;
        try {
            sent = new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            sent = false;
        }
        if (!sent) {
            process.destroyForcibly();
        }
        Assumptions.assumeTrue(sent, "there is no kill -TERM here");
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return said;
    }

    private Process start(Object... words) throws IOException {
        return Started.exina(folder.resolve("home"), words);
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
