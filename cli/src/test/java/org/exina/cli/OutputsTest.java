package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

/** No command writes over what it reads, or over a file that it did not make; its own earlier output it replaces. */
class OutputsTest {
    private static final String FOREIGN = "three years of work\n";

    @TempDir
    private static Path shared;

    @TempDir
    private Path temp;

    @BeforeAll
    static void trainOnce() throws IOException {
        Path data = TinyData.write(shared.resolve("data"), 4);
        Path field = Files.createDirectories(shared.resolve("fields/images")).resolve("field.png");
        Files.write(field, ImageEncoder.png(RgbImage.of(60, 60, new byte[3 * 60 * 60])));
        Files.writeString(
                shared.resolve("fields/boxes.csv"),
                "image,x_min,y_min,x_max,y_max,class\nfield.png,5,5,25,25,alnus\nfield.png,30,30,50,50,tilia\n");
        assertThat(Ran.exina("train", data, "-o", shared.resolve("model.onnx"), "--folds", 0)
                        .code())
                .isZero();
        assertThat(Ran.exina("crossval", data, "-o", shared.resolve("run"), "--folds", 2)
                        .code())
                .isZero();
        Files.copy(data.resolve(TinyData.CLASSES.get(0)).resolve("grain_1.png"), shared.resolve("grain.png"));
    }

    /** @param words with IN for the folder of what is read, OUT for that of what is written */
    private Ran exina(String words) {
        return Ran.exina(Arrays.stream(words.split(" "))
                .map(word -> word.replace("IN/", shared + "/").replace("OUT/", temp + "/"))
                .toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "predict IN/model.onnx IN/grain.png --csv OUT/a.csv, a.csv",
        "evaluate IN/model.onnx IN/data --csv OUT/a.csv, a.csv",
        "check IN/data --html OUT/a.html, a.html",
        "check IN/data --deep --folds 2 --csv OUT/a.csv, a.csv",
        "check IN/data --apply IN/a.csv --out OUT/copy, copy/a.csv",
        "curve IN/data --folds 2 -o OUT/a.png, a.png",
        "curve IN/data --folds 2 -o OUT/a.svg, a.svg",
        "map IN/data -o OUT/a.html, a.html",
        "report IN/run -o OUT/a.html, a.html",
        "compare IN/run IN/run --html OUT/a.html, a.html",
        "explain IN/model.onnx IN/grain.png -o OUT/why, why/explanations.html",
        "explain IN/model.onnx IN/grain.png -o OUT/why, why/grain.why.png",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, c.csv",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, c-percentages.csv",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, c-grains.csv",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, c.html",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, c-fields/grain.jpg",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, c-fields",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, .c-counted.jsonl",
        "augment IN/grain.png --preview OUT/a.png, a.png",
        "augment IN/grain.png --preview OUT/a.jpg, a.jpg",
        "slides train IN/fields -o OUT/a.onnx, a.onnx",
        "slides crossval IN/fields --plot OUT/a.svg, a.svg",
        "slides crossval IN/fields --false-finds OUT/a.png, a.png",
        "slides evaluate IN/model.onnx IN/fields --plot OUT/a.png, a.png",
        "slides evaluate IN/model.onnx IN/fields --false-finds OUT/a.png, a.png",
        "slides learn IN/fields IN/fields/boxes.csv -o OUT/new, new/boxes.csv",
        "train IN/data -o OUT/a.onnx, a.onnx",
        "crossval IN/data --folds 2 -o OUT/run, run/run.json",
        "crossval IN/data --folds 2 -o OUT/run, run/predictions.csv",
        "crossval IN/data --folds 2 -o OUT/run, run/check.json",
        "finetune IN/data --folds 2 -o OUT/runs, runs/frozen/predictions.csv",
        "prepare IN/data -o OUT/cut, cut/manifest.csv",
        "sample -o OUT/grains, grains/a.png",
        "demo -o OUT/demo, demo/a.txt",
    })
    void aFileOfOthersIsKept(String command, String file) throws IOException {
        Path foreign = temp.resolve(file);
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, FOREIGN);
        Ran ran = exina(command);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.USAGE);
        assertThat(foreign).hasContent(FOREIGN);
        try (Stream<Path> left = Files.walk(temp)) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(foreign);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "predict IN/model.onnx IN/grain.png --csv IN/model.onnx, model.onnx",
        "predict IN/model.onnx IN/grain.png --csv IN/data/../model.onnx, model.onnx",
        "predict IN/model.onnx IN/grain.png --csv IN/grain.png, grain.png",
        "evaluate IN/model.onnx IN/fields/boxes.csv --csv IN/fields/boxes.csv, fields/boxes.csv",
        "curve IN/grain.png --folds 2 -o IN/grain.png, grain.png",
        "check IN/fields/boxes.csv --html IN/fields/boxes.csv, fields/boxes.csv",
        "map IN/fields/boxes.csv -o IN/fields/boxes.csv, fields/boxes.csv",
        "report IN/run -o IN/run/run.json, run/run.json",
        "report IN/run --curve IN/run/check.json -o IN/run/check.json, run/check.json",
        "compare IN/model.onnx IN/model.onnx --data IN/data --html IN/model.onnx, model.onnx",
        "augment IN/grain.png --preview IN/grain.png, grain.png",
        "slides evaluate IN/model.onnx IN/fields --plot IN/fields/images/field.png, fields/images/field.png",
        "train IN/fields/boxes.csv -o IN/fields/boxes.csv, fields/boxes.csv",
        "crossval IN/run/predictions.csv --folds 2 -o IN/run, run/predictions.csv",
    })
    void whatIsReadIsKept(String command, String file) throws IOException {
        byte[] before = Files.readAllBytes(shared.resolve(file));
        Ran ran = exina(command);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.USAGE);
        assertThat(shared.resolve(file)).hasBinaryContent(before);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "predict IN/model.onnx IN/grain.png --csv OUT/a.csv, a.csv",
        "evaluate IN/model.onnx IN/data --with-seen --csv OUT/a.csv, a.csv",
        "check IN/data --html OUT/a.html, a.html",
        "check IN/data --deep --folds 2 --csv OUT/a.csv, a.csv",
        "curve IN/data --folds 2 --per-class all -o OUT/a.png, a.png",
        "curve IN/data --folds 2 --per-class all -o OUT/a.svg, a.svg",
        "report IN/run -o OUT/a.html, a.html",
        "compare IN/run IN/run --html OUT/a.html, a.html",
        "explain IN/model.onnx IN/grain.png -o OUT/why, why/grain.why.png",
        "count IN/model.onnx IN/grain.png -o OUT/c.csv, c-fields/grain.jpg",
        "augment IN/grain.png --preview OUT/a.png, a.png",
        "augment IN/grain.png --preview OUT/a.jpg, a.jpg",
    })
    void anEarlierOutputIsReplaced(String command, String file) throws IOException {
        Ran first = exina(command);
        assertThat(first.code()).as(first.err()).isZero();
        Path made = temp.resolve(file);
        byte[] before = Files.readAllBytes(made);
        Files.setLastModifiedTime(made, FileTime.fromMillis(0));
        Ran second = exina(command);
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(made).hasBinaryContent(before);
        assertThat(Files.getLastModifiedTime(made).toMillis()).isPositive();
    }

    @Test
    void aSheetIsNotDrawnOverItselfThoughItIsOurs() throws IOException {
        Path sheet = temp.resolve("sheet.png");
        assertThat(exina("augment IN/grain.png --preview OUT/sheet.png").code()).isZero();
        byte[] before = Files.readAllBytes(sheet);
        Ran ran = exina("augment OUT/sheet.png --preview OUT/sheet.png");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .isEqualTo("exina: " + sheet + ": is read, or written for something else, too; choose another name for"
                        + " what is written\n");
        assertThat(sheet).hasBinaryContent(before);
    }

    @Test
    void twoOutputsOfOneNameAreRefused() {
        assertThat(exina("check IN/data --deep --folds 2 --html OUT/a --csv OUT/a")
                        .err())
                .endsWith("a: is read, or written for something else, too; choose another name for what is written\n");
        assertThat(exina("slides crossval IN/fields --plot OUT/a.png --false-finds OUT/a.png")
                        .err())
                .endsWith("a.png: is read, or written for something else, too; choose another name for what is"
                        + " written\n");
    }

    @Test
    void theMarkedImagesOfACountAreNotCountedOverThemselves() throws IOException {
        assertThat(exina("count IN/model.onnx IN/grain.png -o OUT/c.csv").code())
                .isZero();
        Path marked = temp.resolve("c-fields/grain.jpg");
        byte[] before = Files.readAllBytes(marked);
        Ran ran = exina("count IN/model.onnx OUT/c-fields -o OUT/c.csv");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.USAGE);
        assertThat(marked).hasBinaryContent(before);
    }
}
