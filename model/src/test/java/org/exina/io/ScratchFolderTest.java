package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    private Path home;

    /** A program of its own that opens one and tells where. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] words) throws IOException {
            try (ScratchFolder scratch = ScratchFolder.in(Path.of(words[0]))) {
                System.out.println(scratch.path());
                System.out.flush();
                if (System.in.read() < 0) {
                    throw new IOException("nobody said when to end");
                }
            }
        }
    }

    private Process hold() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path folderOf(Process process) throws IOException {
        return Path.of(process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    @Test
    void isDeletedWithAllInItWhenClosed() throws IOException {
        Path path;
        try (ScratchFolder scratch = ScratchFolder.in(home.resolve("new"))) {
            path = scratch.path();
            Files.writeString(Files.createDirectory(path.resolve("inner")).resolve("a"), "a");
        }

        assertThat(path).doesNotExist();
        assertThat(home.resolve("new")).isEmptyDirectory();
    }

    @Test
    void twoInOneProgramLeaveEachOtherAlone() throws IOException {
        try (ScratchFolder first = ScratchFolder.in(home);
                ScratchFolder second = ScratchFolder.in(home)) {
            assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
        }
    }

    @Test
    void whatAnotherProgramUsesIsLeftAloneAndDeletedWhenItWasKilled() throws Exception {
        Process other = hold();
        Path path = folderOf(other);
        Path bystander = Files.createDirectory(home.resolve("scratch-of-somebody"));

        ScratchFolder.in(home).close();
        assertThat(path).isDirectory();

        other.destroyForcibly().waitFor();
        ScratchFolder.in(home).close();
        assertThat(path).doesNotExist();
        assertThat(bystander).isDirectory();
    }
}
