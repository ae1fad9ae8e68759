package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** What {@code exina slides} says of what it cannot use, and that it leaves nothing behind. */
class SlideFaultsTest {
    private static final int SIDE_PX = 60;

    @TempDir
    private Path temp;

    /**
     * Fields of one grey.
     *
     * @param rows of the boxes
     */
    private Path fields(String name, int count, String... rows) throws IOException {
        Path images = Files.createDirectories(temp.resolve(name).resolve("images"));
        byte[] pixels = new byte[3 * SIDE_PX * SIDE_PX];
        for (int i = 1; i <= count; i++) {
            Files.write(images.resolve("field-" + i + ".png"), ImageEncoder.png(RgbImage.of(SIDE_PX, SIDE_PX, pixels)));
        }
        if (rows.length > 0) {
            Files.writeString(
                    temp.resolve(name).resolve("boxes.csv"),
                    "image,x_min,y_min,x_max,y_max,class\n" + String.join("\n", rows) + "\n");
        }
        return temp.resolve(name);
    }

    private Path twoFields() throws IOException {
        return fields(
                "two",
                2,
                "field-1.png,5,5,25,25,alnus",
                "field-2.png,5,5,25,25,alnus",
                "field-1.png,30,30,50,50,tilia",
                "field-2.png,30,31,50,50,tilia");
    }

    private static void assertFault(Ran ran, String message) {
        assertThat(ran.err()).isEqualTo("exina: " + message + "\n");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out()).isEmpty();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.count();
        }
    }

    @Test
    void aFolderThatIsNotThere() {
        Path none = temp.resolve("none");

        for (String command : new String[] {"crossval", "train"}) {
            Ran ran = command.equals("train")
                    ? Ran.exina("slides", command, none, "-o", temp.resolve("model.onnx"))
                    : Ran.exina("slides", command, none);

            assertFault(ran, none + ": does not exist; expected a folder with images and boxes");
        }
    }

    @Test
    void labelsThatLookAlike() throws IOException {
        Path data = fields(
                "twins",
                2,
                "field-1.png,5,5,25,25,Alnus",
                "field-2.png,5,5,25,25,alnus",
                "field-1.png,30,30,50,50,tilia",
                "field-2.png,30,31,50,50,tilia");
        String message =
                data + ": labels that look alike: \"Alnus\", \"alnus\"; give the images of one class one label, and"
                        + " other classes labels that differ by more than capitals and blanks";

        assertFault(Ran.exina("slides", "train", data, "-o", temp.resolve("model.onnx")), message);
        assertFault(Ran.exina("slides", "crossval", data), message);
    }

    @Test
    void imagesWithoutBoxes() throws IOException {
        Path data = fields("bare", 2);

        assertFault(
                Ran.exina("slides", "crossval", data),
                data + ": holds no boxes; expected one of: a CSV file with the header"
                        + " image,x_min,y_min,x_max,y_max,class; a Pascal VOC .xml or a YOLO .txt file for each image; a"
                        + " COCO .json file; what LabelMe, CVAT (for images), VIA, Label Studio or QuPath (GeoJSON) export");
    }

    @Test
    void fieldsOnWhichNothingIsBoxed() throws IOException {
        Path data = fields("empty", 2, "field-1.png,,,,,", "field-2.png,,,,,");

        assertFault(
                Ran.exina("slides", "train", data, "-o", temp.resolve("model.onnx")),
                data + ": holds 2 images and CSV without a single box around a grain that can be used");
        assertThat(temp.resolve("model.onnx")).doesNotExist();
    }

    @Test
    void boxesThatAreOutsideOrOfAPixelAreToldOf() throws IOException {
        Path data = fields("slips", 1, "field-1.png,5,5,6,6,alnus", "field-1.png,100,100,120,120,alnus");

        Ran ran = Ran.exina("slides", "crossval", data);

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("without a single box around a grain that can be used");
    }

    @Test
    void missingImagesMayBeSkippedAndCutBoxesAreCounted() throws IOException {
        Path data = fields(
                "gone",
                2,
                "field-1.png,5,5,25,25,alnus",
                "field-9.png,5,5,25,25,alnus",
                "field-2.png,50,5,70,25,tilia");
        String missing = "the image field-9.png is not below " + data + " (2 images); did you mean field-1.png?";

        assertFault(
                Ran.exina("slides", "crossval", data),
                data.resolve("boxes.csv") + ": line 3: " + missing + "; --skip-missing goes on without them");
        assertThat(Ran.exina("slides", "crossval", data, "--skip-missing").err())
                .startsWith("exina: left out: boxes.csv names what is missing, left out with its boxes: " + missing
                        + "\nexina: 1 box reaches out of the image and is cut at its border\n");
    }

    @Test
    void imagesThatNothingNamesAreTold() throws IOException {
        Path data = fields("unnamed", 2, "field-1.png,5,5,25,25,alnus");

        assertThat(Ran.exina("slides", "crossval", data).err())
                .startsWith(
                        "exina: 1 image in images is named by nothing and counts as a field without grains: all that is"
                                + " found there is learned as no grain (images/field-2.png)\n");
    }

    @Test
    void fewerGroupsThanFolds() throws IOException {
        Path data = twoFields();

        assertFault(
                Ran.exina("slides", "crossval", data, "--json"),
                data + ": 2 groups of fields cannot fill 5 folds; take at most 2 folds, or draw boxes on more fields");
        assertFault(Ran.exina("slides", "crossval", data, "--folds", "1"), "--folds: expected 2 or more, got 1");
    }

    @Test
    void aClassOnOneGroupOnly() throws IOException {
        Path data = fields(
                "alone",
                3,
                "field-1.png,5,5,25,25,alnus",
                "field-2.png,5,6,25,25,alnus",
                "field-3.png,5,7,25,25,alnus",
                "field-3.png,30,30,50,50,tilia");

        assertFault(
                Ran.exina("slides", "crossval", data, "--folds", "2"),
                data + ": the class tilia stands on fields of one group only (field-3), so a model trained without them"
                        + " cannot know it; draw it on another field or leave it out");
    }

    @Test
    void aFolderWhereTheModelShouldGo() throws IOException {
        Path data = twoFields();
        Path folder = Files.createDirectory(temp.resolve("models"));

        assertFault(
                Ran.exina("slides", "train", data, "-o", folder),
                folder + ": is a folder; expected the name of a file, such as model.onnx");
    }

    @Test
    void anotherFileWhereTheModelShouldGo() throws IOException {
        Path notes = Files.writeString(temp.resolve("notes.onnx"), "my notes");

        assertFault(
                Ran.exina("slides", "train", twoFields(), "-o", notes),
                notes + ": is there already and is no model of Exina's; choose another name, or remove it first");
        assertThat(notes).hasContent("my notes");
    }

    @Test
    void aModelThatExinaDidNotWrite() throws IOException {
        Path notes = Files.writeString(temp.resolve("notes.onnx"), "my notes");

        Ran ran = Ran.exina("slides", "evaluate", notes, twoFields());

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("exina: " + notes + ": ").contains("is no ONNX file");
    }

    @Test
    void aModelThatIsNotThere() throws IOException {
        Path none = temp.resolve("none.onnx");

        Ran ran = Ran.exina("slides", "evaluate", none, twoFields());

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("exina: " + none + ": ");
    }

    private Path corrections(String row) throws IOException {
        return Files.writeString(
                temp.resolve("corrections.csv"), "field,x,y,width,height,label,corrected\n" + row + "\n");
    }

    @Test
    void correctionsOfAFieldThatIsNotThere() throws IOException {
        Path data = twoFields();
        Path corrections = corrections("slide-9.png,5,5,20,20,alnus,tilia");
        long before = files();

        assertFault(
                Ran.exina("slides", "learn", data, corrections, "-o", temp.resolve("more")),
                corrections + ": line 2: the image slide-9.png is not below " + data
                        + " (2 images); --fields FOLDER names where the counted images lie");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void correctionsWithoutBoxesNorFields() throws IOException {
        Path corrections = corrections("field-1.png,5,5,20,20,alnus,tilia");

        assertFault(
                Ran.exina("slides", "learn", corrections, "-o", temp.resolve("more")),
                "expected --fields FOLDER, where the counted images lie, or before CORRECTIONS the folder with boxes that was"
                        + " trained on; got " + corrections + " alone");
    }

    @Test
    void fieldsInPlaceOfCorrections() throws IOException {
        Path data = twoFields();

        assertFault(
                Ran.exina("slides", "learn", corrections("field-1.png,5,5,20,20,alnus,tilia"), data, "-o", temp),
                "expected CORRECTIONS, the CSV that the page of a count saved, behind DIR; got the folder " + data
                        + "; where the counted images lie is told by --fields");
    }

    @Test
    void correctedFieldsThatAreNoFolder() throws IOException {
        Path corrections = corrections("field-1.png,5,5,20,20,alnus,tilia");
        Path none = temp.resolve("none");

        assertFault(
                Ran.exina("slides", "learn", "--fields", none, corrections, "-o", temp.resolve("more")),
                "--fields: expected a folder with the counted images, got " + none);
    }

    @Test
    void correctionsThatNameNoGrain() throws IOException {
        Path fields = twoFields();
        Path corrections = corrections("field-1.png,5,5,20,20,alnus,debris");

        assertFault(
                Ran.exina("slides", "learn", "--fields", fields, corrections, "-o", temp.resolve("more")),
                corrections
                        + ": names no grain of the 1 field, only debris and unknown ones; expected a class for at least"
                        + " one, to learn from");
    }

    @Test
    void correctionsThatAreNotThere() throws IOException {
        Path none = temp.resolve("none.csv");

        assertFault(
                Ran.exina("slides", "learn", twoFields(), none, "-o", temp.resolve("more")),
                none + ": is no file; expected the CSV file that the page of a count saved");
    }

    @Test
    void aFolderForTheFieldsThatIsNotEmpty() throws IOException {
        Path full = Files.createDirectory(temp.resolve("full"));
        Files.writeString(full.resolve("notes.txt"), "my notes");

        assertFault(
                Ran.exina("slides", "learn", twoFields(), corrections("field-1.png,5,5,20,20,alnus,tilia"), "-o", full),
                full + ": is not empty (1 file); expected a new folder or an empty one, nothing is overwritten");
        assertThat(full).isDirectoryContaining("glob:**notes.txt");
    }
}
