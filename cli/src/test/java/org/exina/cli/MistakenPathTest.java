package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** One line that says what a thing is, when it is given in the place of another. */
class MistakenPathTest {
    private static final String UNPACK = ": is an archive; unpack it first, and give the folder that was in it";

    @TempDir
    private static Path shared;

    private static Path data;
    private static Path model;
    private static Path run;
    private static Path fields;
    private static Path grain;

    @TempDir
    private Path temp;

    @BeforeAll
    static void makeOnce() throws IOException {
        data = TinyData.write(shared.resolve("data"), 4);
        model = shared.resolve("model.onnx");
        run = shared.resolve("run");
        grain = Files.copy(data.resolve(TinyData.CLASSES.get(0)).resolve("grain_1.png"), shared.resolve("grain.png"));
        fields = shared.resolve("fields");
        for (String name : List.of("a.png", "b.png")) {
            Path field = fields.resolve("images").resolve(name);
            Files.createDirectories(field.getParent());
            Files.write(field, ImageEncoder.png(RgbImage.of(60, 60, new byte[3 * 60 * 60])));
        }
        Files.writeString(fields.resolve("boxes.csv"), "image,x_min,y_min,x_max,y_max,class\na.png,5,5,25,25,alnus\n");
        assertThat(Ran.exina("train", data, "-o", model, "--folds", 0).code()).isZero();
        assertThat(Ran.exina("crossval", data, "-o", run, "--folds", 2).code()).isZero();
    }

    private static Path zip(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("alnus/1.jpg"));
            zip.closeEntry();
        }
        return file;
    }

    private static void assertSays(String message, Object... words) {
        Ran ran = Ran.exina(words);
        assertThat(ran.err()).isEqualTo("exina: " + message + "\n");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void anArchiveIsToBeUnpackedWhateverItIsCalled() throws IOException {
        for (String name : List.of("photos.zip", "photos")) {
            Path zip = zip(temp.resolve(name));
            assertSays(zip + UNPACK, "train", zip, "-o", temp.resolve("o.onnx"));
            assertSays(zip + UNPACK, "check", zip);
            assertSays(zip + UNPACK, "evaluate", model, zip);
            assertSays(zip + UNPACK, "predict", model, zip);
            assertSays(zip + UNPACK, "explain", model, zip);
            assertSays(zip + UNPACK, "count", model, zip, "-o", temp.resolve("c.csv"));
            assertSays(zip + UNPACK, "slides", "train", zip, "-o", temp.resolve("o.onnx"));
            assertSays(zip + UNPACK, "report", zip);
        }
    }

    @Test
    void amongImagesAnArchiveIsOneThatCannotBeRead() throws IOException {
        Path zip = zip(temp.resolve("photos.zip"));
        Ran ran = Ran.exina("predict", model, grain, zip);
        assertThat(ran.code()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(ran.err())
                .contains(zip + ": is no image that Exina reads: it is a ZIP archive: unpack it; expected JPEG,");
    }

    @Test
    void aSpreadsheetIsToBeSavedAsCsv() throws IOException {
        Path sheet = temp.resolve("labels.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(sheet))) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.closeEntry();
        }
        assertSays(
                sheet + ": is a document of an office program; save its table as \"CSV UTF-8\", and give that",
                "check",
                sheet);
    }

    @Test
    void whatIsNoModelIsNamed() throws IOException {
        String expected = "; expected a model file, as training writes it";
        Path zip = zip(temp.resolve("model.onnx"));
        for (String command : List.of("predict", "evaluate", "explain", "count")) {
            assertSays(
                    zip + ": is a ZIP archive: unpack it" + expected,
                    command,
                    zip,
                    command.equals("evaluate") ? data : grain);
        }
        assertSays(zip + ": is a ZIP archive: unpack it" + expected, "info", zip);
        assertSays(zip + ": is a ZIP archive: unpack it" + expected, "slides", "evaluate", zip, fields);
        Path pointer = Files.writeString(temp.resolve("lfs.onnx"), "version https://git-lfs.github.com/spec/v1\noid a");
        assertSays(
                pointer + ": is a pointer of Git LFS, not the file that it stands for (git lfs pull gets that)"
                        + expected,
                "info",
                pointer);
        byte[] foreign = "\10\10\72\3\22\1g\102\2\20\15".getBytes(StandardCharsets.ISO_8859_1); // a graph called g
        Path network = Files.write(temp.resolve("network.onnx"), foreign);
        assertSays(
                network + ": is an ONNX model, but Exina did not write it" + expected
                        + ". To train on its features, add it as a backbone: exina backbones add network.onnx --name NAME",
                "predict",
                network,
                grain);
    }

    @Test
    void modelAndImageExchanged() {
        String first =
                "; expected a model file, as training writes it; the model is named first, then what it is to look at";
        for (String command : List.of("predict", "explain", "count", "evaluate")) {
            assertSays(grain + ": is an image (PNG)" + first, command, grain, model);
        }
        for (String command : List.of("predict", "explain", "count", "evaluate")) {
            assertSays(data + ": is a folder" + first, command, data, model);
        }
        assertSays(fields + ": is a folder" + first, "slides", "evaluate", fields, model);
    }

    @Test
    void fieldsInThePlaceOfData() throws IOException {
        String train = "; it holds fields with boxes (CSV): exina slides train " + fields + " -o model.onnx";
        String one = fields + ": expected at least 2 class folders, found 1 [images]" + train;
        assertSays(one, "check", fields);
        assertSays(one, "train", fields, "-o", temp.resolve("o.onnx"));
        assertSays(one, "evaluate", model, fields);
        Ran inner = Ran.exina("crossval", fields.resolve("images"));
        assertThat(inner.code()).isEqualTo(ExitCode.USAGE);
        assertThat(inner.err()).contains("different one in each, 2 [a, b]").endsWith(train + "\n");
        assertThat(Ran.exina("count", model, data, "-o", temp.resolve("c.csv")).code())
                .as("a folder for each class may be counted")
                .isZero();
    }

    @Test
    void fieldsThatLookLikeDataAreTold() throws IOException {
        Path both = TinyData.write(temp.resolve("both"), 2);
        Files.copy(fields.resolve("boxes.csv"), both.resolve("boxes.csv"));
        Ran ran = Ran.exina("check", both);
        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .contains("exina: " + both + " holds boxes, too (CSV), which are not used; of fields with many grains a"
                        + " model is learned by exina slides train\n");
    }

    @Test
    void dataInThePlaceOfFields() {
        for (Object[] words : new Object[][] {
            {"slides", "train", data, "-o", temp.resolve("o.onnx")},
            {"slides", "crossval", data},
            {"slides", "evaluate", model, data}
        }) {
            Ran ran = Ran.exina(words);
            assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err())
                    .startsWith("exina: " + data + ": holds no boxes; expected one of: ")
                    .endsWith("; it holds a folder for each class, as of single grains: exina train " + data
                            + " -o model.onnx\n")
                    .hasLineCount(1);
        }
    }

    @Test
    void aRunOrAModelInThePlaceOfData() {
        Ran ran = Ran.exina("train", run, "-o", temp.resolve("o.onnx"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .startsWith("exina: " + run + ": holds no image among 3 files (check.json is no image")
                .endsWith("; it is what a cross-validation or an experiment left: exina report " + run + "\n")
                .hasLineCount(1);
        assertSays(
                model + ": is a file; expected a folder of images or a CSV manifest (.csv); it seems to be a model:"
                        + " exina info " + model,
                "crossval",
                model);
    }

    @Test
    void whatIsNoRunIsNamed() throws IOException {
        String folder = "; expected a folder with run.json, as a cross-validation leaves it";
        assertSays(
                data + ": holds no run" + folder + "; it holds images, of which a run is made: exina crossval " + data,
                "report",
                data);
        assertSays(
                fields + ": holds no run" + folder + "; it holds fields with boxes: exina slides crossval " + fields,
                "report",
                fields);
        assertSays(model + ": is a file" + folder + "; it seems to be a model: exina info " + model, "report", model);
        assertSays(grain + ": is a file" + folder, "report", grain);
        assertSays(temp + ": holds no run" + folder, "report", temp);
    }
}
