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
        Path pictures = folder.resolve("pictures");
        Grains.write(pictures, 4, 60, 5);
        Path run = folder.resolve("run");

        Process process = start("crossval", pictures, "--folds", 2, "--views", 8, "--batch", 1, "--out", run);
        waitForFeatures(process);
        interrupt(process);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(said).contains("interrupted").doesNotContain("\tat ");
        assertThat(files(run)).isEmpty();

        Process again = start("crossval", pictures, "--folds", 2, "--views", 8, "--batch", 1, "--out", run, "--json");
        String json = new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(again.waitFor()).isZero();
        assertThat(new Ran(0, json, "").json().get("cached").asInt()).isPositive();
        assertThat(files(run)).containsExactly("check.json", "predictions.csv", "run.json");
    }

    /** Until the first progress of the features is told; so early that most are still to come. */
    private static void waitForFeatures(Process process) throws Exception {
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith("features:")) {
                return;
            }
            said.append(line).append('\n');
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new AssertionError("ended before it came to the features: " + said + out + process.waitFor());
    }

    /** With the signal that no shell makes its background jobs ignore; Java answers both alike. */
    private static void interrupt(Process process) throws Exception {
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
