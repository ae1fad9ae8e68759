package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code exina}, with a program in place of Java that shows what it was given. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    @TempDir
    private Path folder;

    private Path tmp;
    private String locale = "C.UTF-8";

    private String launched(List<String> words) throws Exception {
        Path launcher = executable("exina", Files.readString(Path.of("..", "exina")));
        executable("jdk/bin/java", """
                #!/bin/sh
                echo "words: $*"
                echo "locale: ${LC_ALL:-}"
                echo "telemetry off: $ORT_DISABLE_TELEMETRY"
                """);
        Files.createDirectories(folder.resolve("cli/target/lib"));
        Files.createFile(folder.resolve("cli/target/exina.jar"));
        tmp = Files.createDirectory(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("TMPDIR", tmp.toString());
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path executable(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void lettersBeyondAsciiAreKnownInEveryLocale(String given) throws Exception {
        locale = given;

        assertThat(launched(List.of("predict"))).containsPattern("locale: [A-Za-z_]+\\.(UTF-8|utf8)\n");
    }

    @Test
    void allWordsStandInTheCommandLine() throws Exception {
        List<String> words = new ArrayList<>(List.of("predict", "model.onnx"));
        for (int i = 0; i < 200; i++) {
            words.add("an image " + i + ".jpg");
        }

        assertThat(launched(words))
                .contains("-jar " + folder.resolve("cli/target/exina.jar") + " " + String.join(" ", words));
        assertThat(tmp).isEmptyDirectory();
    }

    @Test
    void whateverRuntimeIsUsedSendsNothing() throws Exception {
        assertThat(launched(List.of("predict"))).endsWith("telemetry off: 1\n");
    }
}
