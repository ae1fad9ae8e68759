package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle, where no program can tidy up. */
@Tag("slow")
class KillTest {
    private static final String SUITE = """
            suite: killed
            defaults: {validation: 0.25, backbone: scattering}
            experiments:
              - {name: first, head: lda}
              - {name: second, head: {kind: top, units: 256, epochs: 400, batch: 4}}
              - {name: third, head: {kind: top, units: 256, epochs: 401, batch: 4}}
              - {name: last, contrast: {size: 48, epochs: 2}}
            """;
    private static final List<String> NAMES = List.of("first", "second", "third", "last");
    private static final long PATIENCE_MILLIS = 120_000;

    @TempDir
    private Path folder;

    private Path runs;

    @Test
    void killedSuiteEndsCompleteWhenStartedAgain() throws Exception {
        runs = folder.resolve("runs");
        Grains.write(folder.resolve("pictures"), 2, 8, 3);
        Files.writeString(folder.resolve("suite.yaml"), SUITE);

        Process process = start();
        waitForTheFirst(process);
        process.destroyForcibly().waitFor();
        List<String> before = done();
        assertThat(before).contains("first").doesNotContain("last");

        JsonNode again = answer(start("--json"));
        List<String> skipped = texts(again.get("skipped"));
        assertThat(skipped).containsAll(before);
        assertThat(again.get("failed")).isEmpty();
        assertThat(Stream.concat(skipped.stream(), texts(again.get("finished")).stream()))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        for (String name : NAMES) {
            assertThat(runs.resolve("killed").resolve(name))
                    .isDirectoryContaining("glob:**/experiment.json")
                    .isDirectoryContaining("glob:**/predictions.csv")
                    .isDirectoryContaining("glob:**/model.onnx");
        }

        assertThat(said(start()))
                .contains("killed: 0 done now, 4 done before and left as they are, 0 failed")
                .endsWith("There was nothing to do.\n");
    }

    @Test
    void whatAKilledPreparationLeftIsGoneAfterTheNext() throws Exception {
        Path images = folder.resolve("pictures");
        Grains.write(images, 2, 60, 3);
        Path outputs = Files.createDirectory(folder.resolve("outputs"));
        Object[] words = {"prepare", images, "-o", outputs.resolve("crops"), "--crop", "whole", "--size", 400};

        killAtTheFirstScratchIn(outputs, Started.exina(folder.resolve("home"), words));
        assertThat(names(outputs)).hasSize(1).allMatch(name -> name.startsWith(".exina-"));

        said(Started.exina(folder.resolve("home"), words));
        assertThat(names(outputs)).containsExactly("crops");
    }

    @Test
    void whatAKilledAdditionOfABackboneLeftIsGoneAfterAnyCommand() throws Exception {
        Path model = Path.of("../train/src/test/resources/org/exina/backbone/timm-vit.onnx");
        Path backbones = Files.createDirectories(folder.resolve("home").resolve("backbones"));

        Object[] words = {"backbones", "add", model, "--name", "vit", "--size", 64};

        killAtTheFirstScratchIn(backbones, Started.exina(folder.resolve("home"), words));
        assertThat(names(backbones)).hasSize(1).allMatch(name -> name.startsWith(".exina-"));

        said(Started.exina(folder.resolve("home"), "cache", "info"));
        assertThat(backbones).isEmptyDirectory();
    }

    private static void killAtTheFirstScratchIn(Path parent, Process process) throws Exception {
        while (names(parent).stream().noneMatch(name -> name.startsWith(".exina-"))) {
            assertThat(process.isAlive()).as("still at work").isTrue();
            Thread.sleep(1);
        }
        process.destroyForcibly().waitFor();
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Process start(String... more) throws IOException {
        List<Object> words = new ArrayList<>(
                List.of("experiments", "run", folder.resolve("suite.yaml"), "--data", folder.resolve("pictures")));
        words.addAll(List.of("-o", runs, "--jobs", 1));
        words.addAll(List.of(more));
        return Started.exina(folder.resolve("home"), words.toArray());
    }

    private void waitForTheFirst(Process process) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (done().isEmpty()) {
            assertThat(process.isAlive()).as("still at work").isTrue();
            assertThat(System.currentTimeMillis()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private List<String> done() {
        return NAMES.stream()
                .filter(name ->
                        Files.exists(runs.resolve("killed").resolve(name).resolve("experiment.json")))
                .toList();
    }

    private static JsonNode answer(Process process) throws Exception {
        return new Ran(0, said(process), "").json();
    }

    private static String said(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isZero();
        return out;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
