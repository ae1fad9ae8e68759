package org.exina.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.exina.image.file.ImageFile;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;
import org.exina.task.Progress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFolderTest {
    private static final SampleFolder.Settings SMALL = new SampleFolder.Settings(2, 3, 1);

    @TempDir
    private Path temp;

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString().replace('\\', '/'), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private SampleFolder.Written write(String name, SampleFolder.Settings settings) throws IOException {
        return SampleFolder.write(temp.resolve(name), settings, Progress.NONE);
    }

    @Test
    void aClassIsAFolderOfJpegs() throws IOException {
        SampleFolder.Written written = write("new/folder", SMALL);
        Path folder = temp.resolve("new/folder");

        assertThat(written).isEqualTo(new SampleFolder.Written(List.of("monoporate", "triporate"), 6, 0));
        assertThat(contents(folder).keySet())
                .containsExactly(
                        ".exina-sample.json",
                        "monoporate/monoporate_001.jpg",
                        "monoporate/monoporate_002.jpg",
                        "monoporate/monoporate_003.jpg",
                        "triporate/triporate_001.jpg",
                        "triporate/triporate_002.jpg",
                        "triporate/triporate_003.jpg");
        Path second = folder.resolve("triporate/triporate_002.jpg");
        assertThat(ImageFile.decode(second).width())
                .isEqualTo(SyntheticGrains.draw("triporate", 2, 1).width());
        assertThat(Files.size(second)).isLessThan(40_000);
        assertThat(folder.resolve(".exina-sample.json"))
                .hasContent("{\n"
                        + "  \"about\" : \"Synthetic pollen grains drawn by Exina, of no real species; free of rights"
                        + " (CC0 1.0).\",\n"
                        + "  \"drawing\" : 1,\n"
                        + "  \"classes\" : 2,\n"
                        + "  \"perClass\" : 3,\n"
                        + "  \"seed\" : 1\n"
                        + "}\n");
    }

    @Test
    void sameSettingsSameFiles() throws IOException {
        write("one", SMALL);
        write("two", SMALL);
        write("three", new SampleFolder.Settings(2, 3, 2));

        assertThat(contents(temp.resolve("two"))).isEqualTo(contents(temp.resolve("one")));
        assertThat(contents(temp.resolve("three")).values())
                .doesNotContainAnyElementsOf(contents(temp.resolve("one")).values());
    }

    /** Java's own encoder and libjpeg-turbo both gave these bytes. */
    @Test
    void filesAreTheSameOnEveryPlatform() throws IOException {
        write("files", SMALL);

        assertThat(contents(temp.resolve("files")))
                .containsEntry(
                        "monoporate/monoporate_001.jpg",
                        "95b077eaee95de468ae83a5ce762b9132d6111fc1c4ceb21dc4f0e9709a462c4")
                .containsEntry(
                        "triporate/triporate_003.jpg",
                        "89644acfbef3977385348415db2db32c00f5326a15cc704a8f48994d560e761b");
    }

    @Test
    void whatIsThereIsKept() throws IOException {
        Path folder = temp.resolve("sample");
        write("sample", SMALL);
        Map<String, String> all = contents(folder);
        Files.delete(folder.resolve("triporate/triporate_001.jpg"));
        Path mine = Files.writeString(folder.resolve("monoporate/monoporate_002.jpg"), "mine");

        assertThat(write("sample", SMALL).drawn()).isEqualTo(1);
        assertThat(mine).hasContent("mine");
        assertThat(contents(folder).get("triporate/triporate_001.jpg"))
                .isEqualTo(all.get("triporate/triporate_001.jpg"));
        assertThat(write("sample", SMALL)).isEqualTo(new SampleFolder.Written(SMALL.labels(), 0, 6));
    }

    @Test
    void namesSortAsNumbersDo() {
        SampleFolder.Settings many = new SampleFolder.Settings(2, 1000, 1);

        assertThat(SampleFolder.file(temp, many, 0)).isEqualTo(temp.resolve("monoporate/monoporate_0001.jpg"));
        assertThat(SampleFolder.file(temp, many, 1999)).isEqualTo(temp.resolve("triporate/triporate_1000.jpg"));
    }

    @Test
    void progressIsTold() throws IOException {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        SampleFolder.write(
                temp.resolve("a"), SMALL, (phase, done, total) -> told.add(phase + " " + done + "/" + total));

        assertThat(told)
                .containsExactlyInAnyOrder(
                        "drawing 1/6", "drawing 2/6", "drawing 3/6", "drawing 4/6", "drawing 5/6", "drawing 6/6");
    }

    @Test
    void stoppingLeavesWholeImagesAndTheNextRunGoesOn() throws IOException {
        Path folder = temp.resolve("stopped");
        SampleFolder.Settings settings = new SampleFolder.Settings(2, 12, 1);
        Thread drawing = Thread.currentThread();
        try {
            assertThatThrownBy(() -> SampleFolder.write(folder, settings, (phase, done, total) -> {
                        if (done == 3) {
                            drawing.interrupt();
                        }
                    }))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted; the images drawn so far are kept; begun again, it goes on with them");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        Map<String, String> left = contents(folder);
        assertThat(left).hasSizeBetween(4, 20);
        assertThat(left.keySet()).allMatch(name -> name.endsWith(".jpg") || name.equals(".exina-sample.json"));
        for (String name : left.keySet()) {
            if (name.endsWith(".jpg")) {
                assertThat(ImageFile.decode(folder.resolve(name)).width()).isPositive();
            }
        }
        SampleFolder.Written rest = SampleFolder.write(folder, settings, Progress.NONE);
        assertThat(rest.kept()).isEqualTo(left.size() - 1);
        assertThat(rest.drawn()).isEqualTo(24 - rest.kept());
        assertThat(contents(folder)).containsAllEntriesOf(left);
    }

    private void assertRefused(Path folder, String message) {
        assertThatThrownBy(() -> SampleFolder.write(folder, SMALL, Progress.NONE))
                .isInstanceOf(ExinaException.class)
                .hasMessage(message);
    }

    @Test
    void aFolderWithOtherThingsIsNotTouched() throws IOException {
        Files.writeString(temp.resolve("notes.txt"), "mine");
        Files.createDirectory(temp.resolve("pictures"));

        assertRefused(
                temp, temp + ": holds notes.txt; expected a new or empty folder, so that nothing of yours is replaced");
        assertThat(contents(temp)).containsOnlyKeys("notes.txt");
    }

    @Test
    void anEmptyFolderMayHoldHiddenFiles() throws IOException {
        Files.writeString(temp.resolve(".DS_Store"), "left by a system");

        assertThat(SampleFolder.write(temp, SMALL, Progress.NONE).drawn()).isEqualTo(6);
    }

    @Test
    void anotherSampleIsNotMixedIn() throws IOException {
        write("other", new SampleFolder.Settings(2, 1, 4));

        assertRefused(
                temp.resolve("other"),
                temp.resolve("other") + ": holds a sample of 2 classes, 1 images of each, seed 4; expected a new or"
                        + " empty folder, or the same settings to go on with it");
    }

    @Test
    void aSampleDrawnOtherwiseIsNotMixedIn() throws IOException {
        write("old", SMALL);
        Path note = temp.resolve("old/.exina-sample.json");
        Files.writeString(note, Files.readString(note).replace("\"drawing\" : 1", "\"drawing\" : 0"));

        assertRefused(
                temp.resolve("old"),
                temp.resolve("old") + ": holds a sample of another version of Exina; expected a new or empty folder, or"
                        + " the same settings to go on with it");
    }

    @Test
    void aDamagedNoteIsNamed() throws IOException {
        Path note = Files.writeString(temp.resolve(".exina-sample.json"), "{");

        assertRefused(temp, note + ": is no note of a sample that this program reads; expected a new or empty folder");
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "mine");

        assertRefused(file, file + ": is no folder; expected a new or empty one");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFileAboveItIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "mine");

        assertThatThrownBy(() -> SampleFolder.write(file.resolve("sample"), SMALL, Progress.NONE))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamed() throws IOException {
        Path locked = Files.createDirectory(temp.resolve("locked"));
        Files.setPosixFilePermissions(
                locked, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
        Assumptions.assumeFalse(Files.isWritable(locked), "this user may write everywhere");

        assertThatThrownBy(() -> SampleFolder.write(locked.resolve("sample"), SMALL, Progress.NONE))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(locked.resolve("sample") + ": this folder cannot be made: permission denied");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new SampleFolder.Settings(1, 3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classes must be in [2, 16], got 1");
        assertThatThrownBy(() -> new SampleFolder.Settings(2, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("perClass must be at least 1, got 0");
    }
}
