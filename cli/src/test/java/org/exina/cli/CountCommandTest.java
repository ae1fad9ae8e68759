package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFile;
import org.exina.io.Csv;
import org.exina.model.Classifier;
import org.exina.slides.CountJournal;
import org.exina.slides.DetectionSettings;
import org.exina.slides.FieldCounting;
import org.exina.slides.FieldFile;
import org.exina.slides.FieldFiles;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

class CountCommandTest {
    @TempDir
    private static Path shared;

    private static Path model;
    private static Path images;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainAndDraw() throws IOException {
        Path pictures = TinyData.write(shared.resolve("grains"), 6);
        model = shared.resolve("model.onnx");
        assertThat(Ran.exina("train", pictures, "-o", model, "--folds", 2).code())
                .isZero();
        Path fields = shared.resolve("fields");
        assertThat(Ran.exina(
                                "sample",
                                "--slides",
                                "-o",
                                fields,
                                "--classes",
                                2,
                                "--fields",
                                2,
                                "--size",
                                "500,400",
                                "--grains",
                                4)
                        .code())
                .isZero();
        images = fields.resolve("images");
    }

    private Path out() {
        return folder.resolve("counts.csv");
    }

    private static byte[] plain(int width, int height, int level) {
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) level);
        return ImageEncoder.png(RgbImage.of(width, height, pixels));
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesTablesPageAndMarkedFields() throws Exception {
        Ran ran = Ran.exina("count", model, images, "-o", out(), "--microns-per-pixel", 0.5, "--minimum", 5000);

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("found on 2 fields in ")
                .contains("95 % interval")
                .contains(" more are needed for the minimum of 5000")
                .contains("written: " + out());
        assertThat(written())
                .containsExactly(
                        "counts-fields", "counts-grains.csv", "counts-percentages.csv", "counts.csv", "counts.html");
        List<Csv.Row> counts = Csv.parse(Files.readString(out()), ',');
        assertThat(counts.get(0).fields())
                .containsExactly("field", "monoporate", "triporate", "unknown", "debris", "pollenSum", "missing");
        assertThat(counts)
                .extracting(row -> row.fields().get(0))
                .containsExactly("field", "field-001.jpg", "field-002.jpg", "total");
        List<Csv.Row> grains = Csv.parse(Files.readString(folder.resolve("counts-grains.csv")), ',');
        assertThat(grains).hasSizeGreaterThan(3);
        assertThat(Double.parseDouble(grains.get(1).fields().get(10)))
                .isCloseTo(0.5 * Double.parseDouble(grains.get(1).fields().get(9)), within(0.01));
        assertThat(folder.resolve("counts-fields/field-001.jpg")).isNotEmptyFile();
        assertThat(folder.resolve("counts-fields/field-002.jpg")).isNotEmptyFile();
    }

    @Test
    void aPersonsWordIsFinal() throws Exception {
        assertThat(Ran.exina("count", model, images, "-o", out()).code()).isZero();
        List<Csv.Row> grains = Csv.parse(Files.readString(folder.resolve("counts-grains.csv")), ',');
        List<String> first = grains.get(1).fields();
        Path corrections = folder.resolve("corrections.csv");
        Files.writeString(
                corrections,
                "field,x,y,width,height,label,corrected\n" + String.join(",", first.subList(0, 6)) + ",Tilia\n"
                        + "gone.jpg,1,1,20,20,,Tilia\n");

        Ran ran = Ran.exina("count", model, images, "-o", out(), "--corrections", corrections, "--outside", "Tilia");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("1 grain is named as the corrections say.")
                .contains("Corrections of 1 field took no part, since it was not counted: gone.jpg")
                .contains("Tilia (outside the sum)");
        assertThat(Files.readString(out())).startsWith("field,monoporate,triporate,Tilia,unknown,debris,");
        assertThat(Files.readString(folder.resolve("counts-grains.csv"))).contains(",Tilia,1.0000,,0.0000,");
        assertThat(Files.readString(folder.resolve("counts.html"))).contains("data-corrected=\"Tilia\"");
    }

    @Test
    void correctionsThatAreNotThereAreTheUsersFault() {
        Ran ran = Ran.exina("count", model, images, "-o", out(), "--corrections", folder.resolve("none.csv"));

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .isEqualTo("exina: " + folder.resolve("none.csv")
                        + ": is no file; expected the CSV file that the page of a count saved\n");
    }

    @Test
    void theModelKnowsHowItsImagesWereCut() throws Exception {
        try (Classifier classifier = Classifier.open(model)) {
            assertThat(classifier.card().framing()).isPresent();
            assertThat(DetectionSettings.orUsual(classifier).margin())
                    .isEqualTo(classifier.card().framing().orElseThrow().margin());
        }
    }

    @Test
    void printsOneJsonObject() throws Exception {
        Ran ran = Ran.exina("count", model, images, "-o", out(), "--json", "--accept-all", "--outside", "triporate");

        JsonNode json = ran.json();
        assertThat(json.at("/counts/total/unknown").asInt()).isZero();
        assertThat(json.at("/counts/total/types")).hasSize(2);
        assertThat(json.at("/counts/total/types/1/inSum").asBoolean()).isFalse();
        assertThat(json.get("fields")).hasSize(2);
        assertThat(json.get("unreadable")).isEmpty();
        assertThat(json.get("files")).hasSize(5);
        assertThat(json.get("seconds").asDouble()).isPositive();
    }

    @Test
    void theSameFieldIsCountedOnceAndFoldersOfSystemsNotAtAll() throws Exception {
        Path fields = Files.createDirectories(folder.resolve("fields"));
        Path first = images.resolve("field-001.jpg");
        Files.copy(first, fields.resolve("a.jpg"));
        Files.copy(first, fields.resolve("b - Copy.jpg"));
        Files.copy(first, Files.createDirectories(fields.resolve("@eaDir")).resolve("a.jpg"));
        Files.copy(images.resolve("field-002.jpg"), fields.resolve("z")); // an image without an ending
        Files.writeString(fields.resolve("scan.czi"), "ZISRAWFILE");

        Ran ran = Ran.exina("count", model, fields, "-o", out());
        Ran json = Ran.exina("count", model, fields, fields.resolve("a.jpg"), "-o", out(), "--json");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("found on 2 fields in ").doesNotContain("before it was stopped");
        assertThat(ran.err())
                .contains("exina: " + fields.resolve("b - Copy.jpg") + " is the same as a.jpg, which is counted\n")
                .endsWith(
                        "exina: 2 files and 1 folder not used: 1 of a kind that is not read (.czi), 1 the same as another ("
                                + fields.resolve("b - Copy.jpg") + "), 1 hidden or of the system ("
                                + fields.resolve("@eaDir")
                                + "); --json lists them\n");
        assertThat(json.json().get("fields")).hasSize(2);
        assertThat(json.json().get("notUsed")).hasSize(4);
        assertThat(json.json().at("/notUsed/2/reason").asText()).isEqualTo("was named before");
    }

    @Test
    void whatCannotBeReadIsListedAndTheOthersCounted() throws Exception {
        Path broken = folder.resolve("broken.jpg");
        Files.writeString(broken, "no image");
        Path missing = folder.resolve("missing.jpg");

        Ran ran = Ran.exina("count", model, broken, missing, images.resolve("field-001.jpg"), "-o", out());

        assertThat(ran.code()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(ran.err()).contains("exina: " + broken + ": ", "exina: " + missing + ": no such file or folder");
        assertThat(ran.out()).contains("2 fields could not be counted, and are in none of the figures.");
        assertThat(ran.err()).endsWith("""
                        exina: 2 files not used: 2 unreadable; --json lists them
                        exina: 2 of 3 fields could not be counted
                        """);
        Ran json = Ran.exina("count", model, broken, images.resolve("field-001.jpg"), "-o", out(), "--json");
        assertThat(json.code()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(json.json().at("/notUsed/0/kind").asText()).isEqualTo("UNREADABLE");
    }

    @Test
    void aFieldInTwoFormatsIsTold() throws Exception {
        Path field = images.resolve("field-001.jpg");
        Files.copy(field, folder.resolve("1.jpg"));
        Files.write(folder.resolve("1.png"), ImageEncoder.png(ImageFile.decode(field)));
        Files.copy(images.resolve("field-002.jpg"), folder.resolve("2.jpg"));

        Ran ran = Ran.exina("count", model, folder, "-o", out());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "1.png: Its grains lie where those of 1.jpg lie: one field in two files, or two planes of focus,"
                                + " and counted twice. Leave one of them out, or have the planes merged.")
                .doesNotContain("2.jpg: Its grains");
    }

    @Test
    void nothingReadableIsTheUsersFaultAndLeavesNothing() throws Exception {
        Path broken = folder.resolve("broken.jpg");
        Files.writeString(broken, "no image");

        Ran ran = Ran.exina("count", model, broken, "-o", out());

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("exina: none of the 1 field could be counted");
        assertThat(written()).containsExactly("broken.jpg");
    }

    @Test
    void blackAndEmptyFieldsAreSaid() throws Exception {
        Files.write(folder.resolve("black.png"), plain(300, 200, 2));
        Files.write(folder.resolve("empty.png"), plain(300, 200, 180));

        Ran ran = Ran.exina("count", model, folder, "-o", out());

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains(
                        "black.png: No grain found: the field is black (mean brightness 2.0 of 255); was the lamp off?")
                .contains("empty.png: No grain found: the field is empty, nothing stands out from the background");
        assertThat(Files.readString(folder.resolve("counts.html"))).contains("the field is black");
    }

    @Test
    void fieldsOfOneNameAreToldApart() throws Exception {
        for (String slide : List.of("a", "b")) {
            Path file = folder.resolve(slide).resolve("1.png");
            Files.createDirectories(file.getParent());
            Files.write(file, plain(100, 100, slide.equals("a") ? 180 : 181));
        }

        Ran ran = Ran.exina("count", model, folder, "-o", out());

        assertThat(ran.code()).isZero();
        assertThat(Files.readString(out())).contains("\na/1.png,", "\nb/1.png,");
        assertThat(folder.resolve("counts-fields/a-1.jpg")).exists();
    }

    @Test
    void planesOfOneFieldAreMerged() throws Exception {
        Path stack = Files.createDirectories(folder.resolve("stacked"));
        for (int plane = 1; plane <= 2; plane++) {
            Files.copy(images.resolve("field-001.jpg"), stack.resolve(plane + ".jpg"));
        }

        JsonNode merged = Ran.exina("count", model, stack, "--stack", "-o", out(), "--json")
                .json();
        JsonNode alone = Ran.exina("count", model, images.resolve("field-001.jpg"), "-o", out(), "--json")
                .json();

        assertThat(merged.at("/fields/0/field").asText()).isEqualTo("stacked");
        assertThat(merged.at("/counts/total")).isEqualTo(alone.at("/counts/total"));
    }

    @Test
    void planesOfUnequalSizeAreRefused() throws Exception {
        Path stack = Files.createDirectories(folder.resolve("stacked"));
        Files.write(stack.resolve("1.png"), plain(300, 200, 180));
        Files.write(stack.resolve("2.png"), plain(200, 300, 180));

        Ran ran = Ran.exina("count", model, stack, "--stack", "-o", out());

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .contains("2.png: is 200 x 300 pixels (upright), but 1.png is 300 x 200; planes of one field must have"
                        + " one size");
    }

    @Test
    void folderWithoutPlanesIsRefused() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(Ran.exina("count", model, empty, "--stack", "-o", out()).err())
                .startsWith("exina: " + empty + ": holds no planes of focus; expected the images of one field");
        assertThat(Ran.exina("count", model, empty, "-o", out()).err())
                .startsWith("exina: " + empty + ": no images in it; expected files named .jpg, .png, .tif, ...");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--minimum|-1|--minimum: expected 0 or more, got -1",
                "--microns-per-pixel|0|--microns-per-pixel: expected more than 0, got 0.0",
                "--sensitivity|20|--sensitivity: expected 0.1 to 10, got 20.0",
                "--min-diameter|2|--min-diameter: expected 4 pixels or more, got 2.0",
                "--max-diameter|5|--max-diameter: expected at least the smallest diameter, 10.0 pixels, got 5.0",
                "--outside|triporat|cannot keep \"triporat\" outside the pollen sum: the model has no such class",
                "-o|counts.txt|-o: expected the name of a table, as counts.csv, got counts.txt",
            })
    void wrongWishesAreToldBeforeWorkBegins(String option, String value, String message) {
        Ran ran = Ran.exina("count", model, images, option, value);

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("exina: " + message);
    }

    @Test
    void anotherTableIsNotOverwritten() throws Exception {
        Files.writeString(out(), "my,own,table\n");

        Ran ran = Ran.exina("count", model, images, "-o", out());

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err())
                .contains(out() + ": is there already and is no table of a count; choose another name, or remove"
                        + " it first");
        assertThat(Files.readString(out())).isEqualTo("my,own,table\n");
    }

    @Test
    void whatWasCountedIsNotCountedAgain() throws Exception {
        Path kept = folder.resolve(".counted.jsonl");
        List<FieldFile> fields = FieldFiles.list(List.of(images), false);
        try (Classifier classifier = Classifier.open(model)) {
            FieldCounting counting = new FieldCounting(classifier, model, DetectionSettings.DEFAULT, false);
            FieldCounting.Result first = counting.count(fields.subList(0, 1), CountJournal.open(kept), Progress.NONE);
            Files.writeString(kept, "{\"key\" : \"cut off", StandardOpenOption.APPEND);
            FieldCounting.Result second = counting.count(fields, CountJournal.open(kept), Progress.NONE);
            FieldCounting.Result third = counting.count(fields, CountJournal.open(kept), Progress.NONE);
            FieldCounting.Result other = new FieldCounting(classifier, model, DetectionSettings.DEFAULT, true)
                    .count(fields, CountJournal.open(kept), Progress.NONE);

            assertThat(first.kept()).isZero();
            assertThat(second.kept()).isEqualTo(1);
            assertThat(second.fields()).startsWith(first.fields().get(0));
            assertThat(third.kept()).isEqualTo(2);
            assertThat(third.fields()).isEqualTo(second.fields());
            assertThat(other.kept()).isZero();
        }
    }
}
