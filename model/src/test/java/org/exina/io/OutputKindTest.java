package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputKindTest {
    private static final OutputKind TABLE = OutputKind.text("table of ours", "table.csv", "path,label");

    @TempDir
    private Path temp;

    private void assertRefused(OutputKind kind, Path file, String message, Path... others) {
        assertThatThrownBy(() -> kind.reserve(file, others))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void whatIsNewEmptyOrOursMayBeWritten() throws IOException {
        Path ours = temp.resolve("notes.txt"); // its name says nothing
        Files.writeString(ours, "path,label\na.png,alnus\n");
        TABLE.reserve(ours);
        TABLE.reserve(Files.createFile(temp.resolve("empty")));
        TABLE.reserve(temp.resolve("new/folder/table.csv"));
        assertThat(temp.resolve("new/folder")).isEmptyDirectory();
        assertThat(ours).hasContent("path,label\na.png,alnus\n");
    }

    @Test
    void whatIsNotOursIsRefused() throws IOException {
        Path other = Files.writeString(temp.resolve("table.csv"), "path,la");
        assertRefused(
                TABLE, other, "is there already and is no table of ours; choose another name, or remove it first");
        assertThat(other).hasContent("path,la");
        assertRefused(TABLE, temp, "is a folder; expected the name of a file, such as table.csv");
        Path page = Files.writeString(temp.resolve("page.html"), "<!doctype html><html><title>Mine</title></html>");
        assertRefused(
                OutputKind.PAGE,
                page,
                "is there already and is no HTML page of Exina's; choose another name, or remove it first");
        assertThatThrownBy(() -> TABLE.reserve(other.resolve("table.csv")))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(other + ": is a file; expected a folder");
    }

    @Test
    void aTableIsKnownInEveryStyle() throws IOException {
        Path file = temp.resolve("table.csv");
        OutputKind whole = OutputKind.table("table of ours", "table.csv", List.of("path", "label"), true);
        OutputKind first = OutputKind.table("table of ours", "table.csv", List.of("path", "label"), false);
        for (Locale language : List.of(Locale.GERMANY, Locale.UK)) {
            CsvStyle style = CsvStyle.excel(language);
            Files.writeString(file, Csv.header(List.of("path", "label"), style) + "a;b;c");
            whole.reserve(file);
            first.reserve(file);
            Files.writeString(file, Csv.header(List.of("path", "label", "k\u00E4se"), style));
            first.reserve(file);
            assertThat(whole.mark().isOn(file)).isFalse();
        }
        for (String ours : List.of("path,label\n", "path,label,mine\n")) {
            Files.writeString(file, ours);
            first.reserve(file);
        }
        Files.writeString(file, "path,label\r\na,b"); // edited elsewhere
        first.reserve(file);
        for (String foreign :
                List.of("path;label\n", "path,labels\n", "path\n", "\uFEFFpath", "\uFEFFpath;labels\r\n")) {
            Files.writeString(file, foreign);
            assertThat(first.mark().isOn(file)).as(foreign).isFalse();
            assertThat(whole.mark().isOn(file)).as(foreign).isFalse();
        }
    }

    @Test
    void whatIsReadIsRefusedHoweverItIsSpelled() throws IOException {
        Path read = Files.writeString(temp.resolve("table.csv"), "path,label\n");
        String message = "is read, or written for something else, too; choose another name for what is written";
        assertRefused(TABLE, read, message, temp, read);
        assertRefused(TABLE, temp.resolve("x/../table.csv"), message, read);
        Path missing = temp.resolve("missing.csv");
        assertRefused(TABLE, missing, message, missing);
        TABLE.reserve(read, temp);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsReadIsRefusedThroughLinks() throws IOException {
        Path read = Files.writeString(temp.resolve("table.csv"), "path,label\n");
        Path link = Files.createSymbolicLink(temp.resolve("link.csv"), read);
        String message = "is read, or written for something else, too; choose another name for what is written";
        assertRefused(TABLE, link, message, read);
        assertRefused(TABLE, read, message, link);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsNeverReplaced() {
        assertThatThrownBy(() -> TABLE.reserve(Path.of("/dev/null")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/dev");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void imagesAreMarkedAndStaySound(String format) throws IOException {
        BufferedImage drawn = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
        drawn.setRGB(3, 3, 0xFFFFFF);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(drawn, format, bytes);
        Path file = temp.resolve("image");
        Files.write(file, bytes.toByteArray());
        assertRefused(
                OutputKind.IMAGE,
                file,
                "is there already and is no image of Exina's; choose another name, or remove it first");
        BufferedImage before = ImageIO.read(file.toFile());

        OutputKind.writeImage(file, bytes.toByteArray());
        OutputKind.IMAGE.reserve(file);
        BufferedImage after = ImageIO.read(file.toFile());
        assertThat(after.getRGB(0, 0, 9, 7, null, 0, 9)).isEqualTo(before.getRGB(0, 0, 9, 7, null, 0, 9));
    }

    @Test
    void drawingsAreMarked() throws IOException {
        Path file = temp.resolve("plot.svg");
        OutputKind.writeImage(file, "<svg/>\n".getBytes(StandardCharsets.UTF_8));
        assertThat(file).hasContent("<!-- Made by Exina -->\n<svg/>\n");
        OutputKind.IMAGE.reserve(file);
    }
}
