package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {
    @TempDir
    private Path folder;

    @Test
    void manyWordsComeInAFileThatIsThenGone() throws IOException {
        Path file = folder.resolve("words");
        Files.writeString(file, "predict\0model.onnx\0a picture.jpg\0\0with\nline\0");

        String[] words = Words.of(new String[0], Map.of("EXINA_WORDS", file.toString()));

        assertThat(words).containsExactly("predict", "model.onnx", "a picture.jpg", "", "with\nline");
        assertThat(file).doesNotExist();
    }

    @Test
    void fewWordsComeAsTheyAre() {
        assertThat(Words.of(new String[] {"check", "x"}, Map.of())).containsExactly("check", "x");
        assertThat(Words.of(new String[0], Map.of())).isEmpty();
    }
}
