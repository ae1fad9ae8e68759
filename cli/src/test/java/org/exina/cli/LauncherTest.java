package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code exina}, with a program in place of Java that shows what it was given. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    private static final String VERSION = "17.0.99+1";

    @TempDir
    private Path folder;

    private Path tmp;
    private Path target;
    private String locale = "C.UTF-8";
    private String dump = ""; // what becomes of Java when it writes an archive

    @BeforeEach
    void build() throws IOException {
        executable("exina", Files.readString(Path.of("..", "exina")));
        executable("jdk/bin/java", """
                #!/bin/sh
                for word; do
                    case "$word" in
                    -XX:DumpLoadedClassList=*) printf '# a note\\nA id: 1\\n@lambda-proxy B\\n' >"${word#*=}" && exit ;;
                    -Xshare:dump) cp classes archive && eval "$DUMP"; exit ;;
                    esac
                done
                echo "words: $*"
                echo "locale: ${LC_ALL:-}"
                echo "telemetry off: $ORT_DISABLE_TELEMETRY"
                """);
        target = folder.resolve("cli/target");
        Files.createDirectories(target.resolve("lib"));
        Files.createFile(target.resolve("exina.jar"));
        tmp = Files.createDirectory(folder.resolve("tmp"));
    }

    private String launched(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of(folder.resolve("exina").toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("EXINA_HOME", folder.resolve("home").toString());
        builder.environment().put("TMPDIR", tmp.toString());
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("DUMP", dump.isEmpty() ? "true" : dump);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** As of a Java that says its version, which the launcher makes an archive for. */
    private void release() throws IOException {
        Files.writeString(
                folder.resolve("jdk/release"), "IMPLEMENTOR=\"X\"\nJAVA_RUNTIME_VERSION=\"" + VERSION + "\"\n");
    }

    private static void awaited(Path file, boolean exists) throws Exception {
        awaited(() -> Files.exists(file) == exists);
    }

    private static void awaited(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 400 && !condition.call(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.call()).isTrue();
    }

    private static String use(Path in) {
        return " -Xlog:cds*=off -XX:SharedArchiveFile=" + archive(in) + " ";
    }

    private static Path archive(Path in) {
        return in.resolve("start-" + VERSION + ".jsa");
    }

    private static Path made(Path in) {
        return in.resolve("start-" + VERSION);
    }

    private static Path work(Path in) {
        return in.resolve("start-" + VERSION + ".tmp");
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

    @Test
    void laterStartsUseTheArchiveThatTheFirstMade() throws Exception {
        release();
        assertThat(launched(List.of("predict"))).doesNotContain("SharedArchiveFile");
        awaited(made(target), true);

        assertThat(launched(List.of("predict"))).contains(use(target));
        assertThat(archive(target))
                .hasContent("A"); // the class, without its number; no lambda: Java 17 falls over them
        awaited(work(target), false);
        assertThat(tmp).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exina.jar", "lib/exina-model-1.jar"})
    void anArchiveOfAnotherBuildIsMadeAnew(String jar) throws Exception {
        release();
        launched(List.of("predict"));
        awaited(made(target), true);
        awaited(work(target), false);
        Files.writeString(target.resolve(jar), "newer");
        Files.setLastModifiedTime(made(target), FileTime.from(Instant.now().minusSeconds(60)));

        FileTime aged = Files.getLastModifiedTime(made(target));
        assertThat(launched(List.of("predict"))).doesNotContain("SharedArchiveFile");
        awaited(() -> !Files.getLastModifiedTime(made(target)).equals(aged));
        assertThat(launched(List.of("predict"))).contains(use(target));
    }

    @Test
    void anArchiveMadeElsewhereIsMadeAnew() throws Exception {
        release();
        Files.writeString(archive(target), "of a folder that was moved");
        Files.writeString(made(target), "/elsewhere/bin/java /elsewhere/cli/target/exina.jar\n");

        assertThat(launched(List.of("predict"))).doesNotContain("SharedArchiveFile");
        awaited(() -> Files.readString(archive(target)).equals("A\n"));
    }

    @Test
    void whatKilledOneWhileItWroteIsNeitherUsedNorInTheWay() throws Exception {
        release();
        dump = "kill -9 $PPID";
        launched(List.of("predict"));
        awaited(work(target).resolve("archive"), true);
        dump = "";

        assertThat(launched(List.of("predict"))).doesNotContain("SharedArchiveFile");
        assertThat(archive(target)).doesNotExist();
        Files.setLastModifiedTime(work(target), FileTime.from(Instant.now().minusSeconds(3600)));
        launched(List.of("predict"));
        awaited(made(target), true);
        assertThat(launched(List.of("predict"))).contains(use(target));
    }

    @Test
    void whereJavaCannotWriteOneItIsNotTriedAgain() throws Exception {
        release();
        dump = "false";
        launched(List.of("predict"));
        awaited(made(target), true);
        awaited(work(target), false);
        dump = "";

        assertThat(launched(List.of("predict"))).doesNotContain("SharedArchiveFile");
        assertThat(archive(target)).doesNotExist();
        assertThat(work(target)).doesNotExist();
    }

    @Test
    void whereTheBuildCannotBeWrittenTheArchiveLiesAtHome() throws Exception {
        release();
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(target), "this user may write everywhere");
            Path home = folder.resolve("home/start");
            launched(List.of("predict"));
            awaited(made(home), true);
            assertThat(launched(List.of("predict"))).contains(use(home));
        } finally {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void javaPassesOverAnArchiveThatDoesNotFitAndSaysNothing() throws Exception {
        Path none = Files.writeString(archive(target), "half an archive");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder((java + " -Xshare:auto" + use(target) + "--version").split(" "))
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("cds")
                .doesNotContain(none.toString())
                .contains(Runtime.version().toString());
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--version, 1",
        "predict model.onnx a.jpg, 1",
        "predict model.onnx a.tif, 4",
        "predict model.onnx @list, 4",
        "predict model.onnx /, 4",
        "train images, 4"
    })
    void shortCommandsDoWithoutTheSecondCompiler(String words, int level) throws Exception {
        assertThat(launched(List.of(words.split(" ")))).contains(" -XX:TieredStopAtLevel=" + level + " ");
    }
}
