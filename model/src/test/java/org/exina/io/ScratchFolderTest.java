package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.exina.task.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scratch folders, and all that is written in one: what others use is left alone, what killed programs left is deleted. */
class ScratchFolderTest {
    @TempDir
    private Path home;

    /** What is done in a scratch folder. */
    enum Work {
        SCRATCH {
            @Override
            void begin(Path parent, Runnable middle) throws IOException {
                try (ScratchFolder scratch = ScratchFolder.in(parent)) {
                    Files.writeString(
                            Files.createDirectory(scratch.path().resolve("inner"))
                                    .resolve("a"),
                            "a");
                    middle.run();
                }
            }
        },
        FILE {
            @Override
            void begin(Path parent, Runnable middle) throws IOException {
                AtomicFiles.write(parent.resolve("file"), out -> {
                    out.write(new byte[1 << 17]);
                    middle.run();
                });
            }
        },
        FOLDER {
            @Override
            void begin(Path parent, Runnable middle) throws IOException {
                AtomicFolder.write(parent.resolve("folder"), folder -> {
                    Files.writeString(
                            Files.createDirectory(folder.resolve("inner")).resolve("a"), "a");
                    middle.run();
                });
            }
        };

        abstract void begin(Path parent, Runnable middle) throws IOException;
    }

    /** A program of its own that works somewhere, tells when it is in the middle, and waits there. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] words) throws IOException {
            Work.valueOf(words[0]).begin(Path.of(words[1]), () -> {
                System.out.println("in the middle");
                System.out.flush();
                try {
                    if (System.in.read() < 0) {
                        throw new IOException("nobody said when to go on");
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private Process inTheMiddle(Work work) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Worker.class.getName(),
                        work.name(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("in the middle");
        return process;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void isDeletedWithAllInItWhenClosed() throws IOException {
        Work.SCRATCH.begin(
                home.resolve("new"), () -> assertThat(home.resolve("new")).isNotEmptyDirectory());

        assertThat(home.resolve("new")).isEmptyDirectory();
    }

    @Test
    void twoInOneProgramLeaveEachOtherAlone() throws IOException {
        try (ScratchFolder first = ScratchFolder.in(home);
                ScratchFolder second = ScratchFolder.in(home)) {
            assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
        }
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void whatAnotherProgramUsesIsLeftAloneAndDeletedWhenItWasKilled(Work work) throws Exception {
        Process other = inTheMiddle(work);
        List<String> used = names();
        assertThat(used).hasSize(1).allMatch(name -> name.startsWith(".exina-") && name.endsWith(".tmp"));

        ScratchFolder.in(home).close();
        assertThat(names()).isEqualTo(used);

        other.destroyForcibly().waitFor();
        assertThat(names()).isEqualTo(used);
        ScratchFolder.in(home).close();
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(names = {"FILE", "FOLDER"})
    void whatIsWrittenToTheSamePlaceClearsItToo(Work work) throws Exception {
        inTheMiddle(work).destroyForcibly().waitFor();
        assertThat(names()).hasSize(1);

        work.begin(home, () -> {});

        assertThat(names()).containsExactly(work == Work.FILE ? "file" : "folder");
    }

    @Test
    void anotherProgramEndsWellWhileItsPlaceIsCleared() throws Exception {
        Process other = inTheMiddle(Work.FILE);
        for (int i = 0; i < 100; i++) {
            ScratchFolder.clear(home);
        }
        other.getOutputStream().write('\n');
        other.getOutputStream().close();

        assertThat(other.waitFor()).isZero();
        assertThat(names()).containsExactly("file");
    }

    @Test
    void whoWritesWhileOthersClearLosesNothing() throws IOException {
        List<Callable<Void>> work = Stream.<Callable<Void>>of(() -> write(0), () -> write(1), this::clear, this::clear)
                .toList();

        Parallel.run(work, 4, "interrupted");

        assertThat(names()).hasSize(200).noneMatch(name -> name.startsWith("."));
    }

    private Void write(int who) throws IOException {
        for (int i = 0; i < 100; i++) {
            AtomicFiles.writeText(home.resolve(who + "-" + i), "a");
        }
        return null;
    }

    private Void clear() {
        for (int i = 0; i < 500; i++) {
            ScratchFolder.clear(home);
        }
        return null;
    }

    @Test
    void anEmptyOneOfAProgramKilledAtOnceIsDeleted() throws IOException {
        Files.createDirectory(home.resolve(".exina-01234567-89ab-cdef-0123-456789abcdef.tmp"));

        ScratchFolder.clear(home);

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatIsNotItsOwnIsLeftAlone() throws IOException {
        String own = ".exina-01234567-89ab-cdef-0123-456789abcdef.tmp";
        Path unlocked = Files.createDirectory(home.resolve(own)); // of a drive without locks, perhaps
        Files.writeString(unlocked.resolve("content"), "a");
        Path mine = Files.createDirectory(home.resolve(".exina-mine.tmp"));
        Files.writeString(mine.resolve("in-use"), "");
        Path plain = Files.writeString(home.resolve(own.replace("89ab", "ba98")), "no folder");
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("in-use"), "");
        Path link = Files.createSymbolicLink(home.resolve(own.replace("cdef", "fedc")), elsewhere);

        ScratchFolder.clear(home);

        assertThat(unlocked.resolve("content")).exists();
        assertThat(mine.resolve("in-use")).exists();
        assertThat(plain).exists();
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere.resolve("in-use")).exists();
    }

    @Test
    void whereNoneCanBeMadeTheFaultIsTold() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "a");

        ScratchFolder.clear(file);
        ScratchFolder.clear(home.resolve("missing"));

        assertThatThrownBy(() -> ScratchFolder.in(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": is a file; expected a folder");
    }
}
