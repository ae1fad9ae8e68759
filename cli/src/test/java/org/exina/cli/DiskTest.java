package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full and folders that cannot be written: what the user reads, and what is left. */
class DiskTest {
    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void drawImages() throws IOException {
        images = folder.resolve("pictures");
        Grains.write(images, 2, 3, 1);
    }

    @Test
    void fullDiskLeavesNoModel() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("disk"), "size=64k")) {
            Ran ran = Ran.exina("train", images, "-o", small.folder().resolve("model.onnx"), "--folds", 0);

            assertThat(ran.code()).as(ran.err()).isEqualTo(1);
            assertThat(ran.err()).contains("model.onnx").contains("No space left on device");
            assertThat(left(small)).isEmpty();
        }
    }

    @Test
    void fullDiskLeavesTheOldModel() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("disk"), "size=3m")) { // room for one, not for two
            Path model = small.folder().resolve("model.onnx");
            assertThat(Ran.exina("train", images, "-o", model, "--folds", 0).code())
                    .isZero();
            byte[] old = Files.readAllBytes(model);

            Ran ran = Ran.exina("train", images, "-o", model, "--folds", 0, "--head", "logistic");

            assertThat(ran.code()).as(ran.err()).isEqualTo(1);
            assertThat(model).hasBinaryContent(old);
            assertThat(left(small)).containsExactly("model.onnx");
        }
    }

    @Test
    void fullDiskLeavesNoRun() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("disk"), "size=8k")) {
            Path run = small.folder().resolve("run");

            Ran ran = Ran.exina("crossval", images, "--folds", 2, "--out", run);

            assertThat(ran.code()).as(ran.err()).isEqualTo(1);
            assertThat(ran.err()).contains("No space left on device").doesNotContain("\tat ");
            assertThat(run.resolve("run.json")).doesNotExist();
        }
    }

    @Test
    void readOnlyFolderIsToldBeforeTheWork() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("disk"), "ro")) {
            for (Object[] words : new Object[][] {
                {"train", images, "-o", small.folder().resolve("model.onnx")},
                {"crossval", images, "--folds", 2, "--out", small.folder().resolve("run")}
            }) {
                Ran ran = Ran.exina(words);
                assertThat(ran.code()).as(ran.err()).isEqualTo(2);
                assertThat(ran.err())
                        .contains(small.folder().toString())
                        .containsAnyOf("Read-only file system", "cannot be written", "permission denied")
                        .doesNotContain("features:");
            }
        }
    }

    private static List<String> left(SmallDisk disk) throws IOException {
        try (Stream<Path> files = Files.list(disk.folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
