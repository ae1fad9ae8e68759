package org.exina.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtLibraryTest {
    private static final String FOLDER = "onnxruntime.native.path";
    private static final byte[] SENDING =
            "\u0000https://mobile.events.data.microsoft.com/OneCollector/1.0\u0000".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path home;

    private String before;

    @BeforeEach
    void forget() {
        before = System.getProperty(FOLDER);
        System.clearProperty(FOLDER);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(FOLDER);
        } else {
            System.setProperty(FOLDER, before);
        }
    }

    @Test
    void theRuntimeShippedHoldsNoCodeThatSends() throws IOException {
        for (String system : List.of(
                "linux-x64/libonnxruntime.so",
                "linux-aarch64/libonnxruntime.so",
                "osx-aarch64/libonnxruntime.dylib",
                "win-x64/onnxruntime.dll")) {
            try (var in = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + system)) {
                assertThat(OrtLibrary.sends(in.readAllBytes())).as(system).isFalse();
            }
        }
    }

    @Test
    void isUnpackedOnceAndTakenByTheRuntime() throws IOException {
        assertThat(OrtLibrary.prepare(home, Map.of())).isEmpty();
        Path folder = Path.of(System.getProperty(FOLDER));
        assertThat(folder).hasParent(home);
        assertThat(folder.getFileName().toString()).startsWith("onnxruntime-1.28.0-");
        Path library = folder.resolve(System.mapLibraryName("onnxruntime"));
        Object made = Files.getLastModifiedTime(library);

        System.clearProperty(FOLDER);
        assertThat(OrtLibrary.prepare(home, Map.of())).isEmpty();
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(made);
        try (Stream<Path> all = Files.list(home)) {
            assertThat(all).containsExactly(folder);
        }
    }

    @Test
    void aBuildThatSendsIsRefusedUnlessTheEnvironmentStopsIt() throws IOException {
        Path own = Files.createDirectories(home.resolve("own"));
        Files.write(own.resolve(System.mapLibraryName("onnxruntime")), SENDING);
        System.setProperty(FOLDER, own.toString());

        assertThat(OrtLibrary.prepare(home, Map.of()))
                .contains(
                        "this build of ONNX Runtime sends the metadata of every model, training images included, to its"
                                + " maker; take version 1.28.0, or set ORT_DISABLE_TELEMETRY=1 in the environment of the program"
                                + " before it starts");
        assertThat(OrtLibrary.prepare(home, Map.of("ORT_DISABLE_TELEMETRY", "0")))
                .isPresent();
        assertThat(OrtLibrary.prepare(home, Map.of("ORT_DISABLE_TELEMETRY", "1")))
                .isEmpty();
    }

    @Test
    void whatWasFoundWhileUnpackingIsKept() throws IOException {
        Path library = Files.write(home.resolve("library"), SENDING);
        Path folder = OrtLibrary.unpacked(home.resolve("native"), name -> url(library));
        assertThat(folder.resolve("sends-data")).exists();
        assertThat(OrtLibrary.unpacked(home.resolve("native"), name -> url(library)))
                .isEqualTo(folder);

        Files.writeString(library, "another build");
        Path other = OrtLibrary.unpacked(home.resolve("native"), name -> url(library));
        assertThat(other).isNotEqualTo(folder);
        assertThat(other.resolve("sends-data")).doesNotExist();
    }

    @Test
    void whereTheFolderCannotBeWrittenTheRuntimeUnpacksItself() throws IOException {
        Path file = Files.writeString(home.resolve("native"), "not a folder");
        assertThat(OrtLibrary.prepare(file, Map.of())).isEmpty();
        assertThat(System.getProperty(FOLDER)).isNull();
    }

    @Test
    void aMissingLibraryIsNamed() {
        System.setProperty(FOLDER, home.toString());
        assertThat(OrtLibrary.prepare(home, Map.of()).orElseThrow())
                .startsWith("ONNX Runtime cannot be loaded: there is no " + home)
                .contains("onnxruntime.native.path names the folder of any other");
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
