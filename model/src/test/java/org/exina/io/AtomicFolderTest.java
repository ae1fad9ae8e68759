package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
    @TempDir
    private Path temp;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void fill(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("inner"));
        Files.writeString(folder.resolve("inner").resolve("a.txt"), "a");
    }

    @Test
    void isThereWithAllThatItHolds() throws IOException {
        Path target = temp.resolve("deep").resolve("out");
        AtomicFolder.write(target, AtomicFolderTest::fill);
        assertThat(target.resolve("inner").resolve("a.txt")).hasContent("a");
        assertThat(names()).containsExactly("deep");
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Path target = Files.createDirectory(temp.resolve("out"));
        AtomicFolder.write(target, AtomicFolderTest::fill);
        assertThat(target.resolve("inner").resolve("a.txt")).hasContent("a");
        assertThat(names()).containsExactly("out");
    }

    @Test
    void leavesNothingWhenItFails() {
        assertThatThrownBy(() -> AtomicFolder.write(temp.resolve("out"), folder -> {
                    fill(folder);
                    throw new IOException("full");
                }))
                .hasMessage("full");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Path target = temp.resolve("out");
        fill(target);
        assertThatThrownBy(() -> AtomicFolder.write(target, AtomicFolderTest::fill))
                .hasMessage(target + ": is not empty (1 file); expected a new folder or an empty one, nothing is"
                        + " overwritten");
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatThrownBy(() -> AtomicFolder.checkFree(file))
                .hasMessage(file + ": is a file; expected the name of a new folder or an empty one");
    }
}
