package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
    @TempDir
    private Path temp;

    private Path file(String latin) throws IOException {
        return Files.write(temp.resolve("file"), latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Path zip(String... entries) throws IOException {
        Path file = temp.resolve("file.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.closeEntry();
            }
        }
        return file;
    }

    @Test
    void eachIsKnownByItsFirstBytes() throws IOException {
        assertThat(FileKind.of(file("version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n")))
                .contains(FileKind.LFS_POINTER);
        assertThat(FileKind.of(file("\n<!DOCTYPE HTML><html>"))).contains(FileKind.WEB_PAGE);
        assertThat(FileKind.of(file("<html lang=en>"))).contains(FileKind.WEB_PAGE);
        assertThat(FileKind.of(file("\u0080\2}q\0."))).contains(FileKind.PICKLE);
        assertThat(FileKind.of(file("\u0089HDF\r\n\u001A\n"))).contains(FileKind.HDF5);
        assertThat(FileKind.of(file("\34\0\0\0TFL3"))).contains(FileKind.TFLITE);
        assertThat(FileKind.of(file("\u001F\u008B\10"))).contains(FileKind.GZIP);
        assertThat(FileKind.of(file("\30\1\0\0\0\0\0\0{\"a\":{}}"))).contains(FileKind.SAFETENSORS);
        assertThat(FileKind.of(zip("archive/data.pkl"))).contains(FileKind.PYTORCH);
        assertThat(FileKind.of(zip("config.json", "model.weights.h5"))).contains(FileKind.KERAS);
        assertThat(FileKind.of(zip("readme.txt"))).contains(FileKind.ZIP);
        assertThat(FileKind.of(zip())).contains(FileKind.ZIP); // an empty one begins otherwise
        assertThat(FileKind.of(zip("[Content_Types].xml", "xl/workbook.xml"))).contains(FileKind.OFFICE);
        assertThat(FileKind.of(zip("mimetype", "content.xml"))).contains(FileKind.OFFICE);
        assertThat(FileKind.of(file("a/1.jpg" + "\0".repeat(250) + "ustar\0"))).contains(FileKind.TAR);
        assertThat(FileKind.of(file("7z\u00BC\u00AF\47\34\0"))).contains(FileKind.SEVEN_ZIP);
        assertThat(FileKind.of(file("Rar!\32\7\1"))).contains(FileKind.RAR);
        assertThat(FileKind.of(file("BZh91AY"))).contains(FileKind.BZIP2);
        assertThat(FileKind.of(file("\u00FD7zXZ\0\0"))).contains(FileKind.XZ);
        assertThat(FileKind.of(file("(\u00B5/\u00FD"))).contains(FileKind.ZSTD);
    }

    @Test
    void archivesAreKnownByContentAndElseByName() throws IOException {
        assertThat(FileKind.isArchive(zip("1.jpg"))).isTrue();
        assertThat(FileKind.isArchive(zip("[Content_Types].xml"))).isFalse();
        assertThat(FileKind.isArchive(Files.move(zip("1.jpg"), temp.resolve("photos"))))
                .isTrue();
        assertThat(FileKind.isArchive(Files.writeString(temp.resolve("cut.ZIP"), "P")))
                .isTrue();
        assertThat(FileKind.isArchive(Files.writeString(temp.resolve("a.txt"), "P")))
                .isFalse();
        assertThat(FileKind.isArchive(Files.createDirectory(temp.resolve("folder.zip"))))
                .isFalse();
        assertThat(FileKind.isArchive(temp.resolve("none.zip"))).isFalse();
    }

    @Test
    void aFolderOfTensorFlowIsKnownByItsFile() throws IOException {
        assertThat(FileKind.of(temp)).isEmpty();
        Files.createFile(temp.resolve("saved_model.pb"));
        assertThat(FileKind.of(temp)).contains(FileKind.SAVED_MODEL);
    }

    @ParameterizedTest
    @CsvSource({"''", "a text", "\10\11"})
    void othersAreNone(String text) throws IOException {
        assertThat(FileKind.of(file(text))).isEmpty();
    }
}
