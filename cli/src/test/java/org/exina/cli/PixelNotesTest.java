package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.exina.api.Exina;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.Layout;
import org.exina.experiment.RunFolder;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageFile;
import org.exina.model.Classifier;
import org.exina.slides.MergedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of images that are not read as they stand, and that a model reads later ones as it read its own. */
class PixelNotesTest {
    @TempDir
    private Path folder;

    /** The same grains as a camera of 12 bits stores them: in 16, from 0 to 4080. */
    private static void toTwelveBits(Path png) throws IOException {
        RgbImage image = ImageFile.decode(png);
        BufferedImage deep = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_USHORT_GRAY);
        short[] samples = ((DataBufferUShort) deep.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((image.pixels()[3 * i] & 0xFF) << 4);
        }
        ImageIO.write(deep, "png", png.toFile());
    }

    @Test
    void twelveBitsInSixteenAreToldAndKeptInTheModel() throws IOException {
        Path images = TinyData.write(folder.resolve("images"), 4);
        try (Stream<Path> files = Files.walk(images)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                toTwelveBits(file);
            }
        }
        String note = "exina: all 8 images have 12 bits in 16 (values to 4095 of 65535 at most), read as 12 bits;"
                + " another number of bits that is given goes before it (grain_1.png)";
        assertThat(Ran.exina("check", images).out()).contains("  " + note.substring("exina: ".length()));
        JsonNode finding =
                Ran.exina("check", images, "--json").json().path("findings").path(0);
        assertThat(finding.path("kind").asText()).isEqualTo("READ_OTHERWISE");
        assertThat("exina: " + finding.path("detail").asText()).isEqualTo(note);
        Path model = folder.resolve("model.onnx");
        Ran trained = Ran.exina("train", images, "-o", model, "--folds", 0);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains(note);
        assertThat(Ran.exina("evaluate", model, images, "--with-seen").err())
                .contains(note)
                .contains("the model was trained on 8 of the images");
        assertThat(Ran.exina("predict", model, images).err()).contains(note);
        try (Classifier classifier = Classifier.open(model)) {
            assertThat(classifier.card().training().sampleBits()).isEqualTo(12);
            assertThat(classifier.sampleBits(10)).isEqualTo(12);
            assertThat(classifier.sampleBits(14)).isEqualTo(14);
            assertThat(classifier.sampleBits(16)).isEqualTo(16);
        }
    }

    /** Of dark things taken with a camera of 16 bits. */
    @Test
    void aNumberOfBitsThatIsGivenGoesBeforeTheValues() throws IOException {
        Path images = TinyData.write(folder.resolve("images"), 4);
        try (Stream<Path> files = Files.walk(images)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                toTwelveBits(file);
            }
        }
        Path model = folder.resolve("model.onnx");
        Path one = images.resolve(TinyData.CLASSES.get(0)).resolve("grain_1.png");
        String twelve = "read as 12 bits";
        String dark = " dark: no value above a quarter of what 16 bits hold (grain_1.png: ";
        Ran trained = Ran.exina("train", images, "-o", model, "--folds", 0, "--bits", 16);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).doesNotContain(twelve).contains("exina: 8 of 8 images are" + dark);
        try (Classifier classifier = Classifier.open(model)) {
            assertThat(classifier.card().training().sampleBitsKnown()).isTrue();
            assertThat(classifier.sampleBits(12)).isEqualTo(16);
        }
        assertThat(Ran.exina("predict", model, one).err())
                .doesNotContain(twelve)
                .contains("exina: 1 of 1 images is" + dark);
        assertThat(Ran.exina("predict", model, one, "--bits", 12).err()).contains(twelve);
        assertThat(Ran.exina("evaluate", model, images, "--with-seen", "--bits", 12)
                        .err())
                .contains(twelve);
        Path counts = folder.resolve("c.csv");
        assertThat(Ran.exina("count", model, one, "-o", counts).err()).doesNotContain(twelve);
        assertThat(Ran.exina("count", model, one, "-o", counts, "--bits", 12).err())
                .contains(twelve);
        Ran refused = Ran.exina("predict", model, one, "--bits", 7);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("exina: --bits: expected 8 to 16, got 7");
    }

    @Test
    void planesOfTwelveBitsAreMergedAsTwelve() throws IOException {
        Path images = TinyData.write(folder.resolve("images"), 2);
        try (Stream<Path> files = Files.walk(images)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                toTwelveBits(file);
                BufferedImage plane = ImageIO.read(file.toFile());
                Files.delete(file);
                write(Path.of(file.toString().replace(".png", ".tif")), List.of(plane, plane));
            }
        }
        Dataset plain = Dataset.open(images);
        assertThat(plain.sampleBits()).isEqualTo(12);
        Dataset merged = Exina.merged(plain);
        for (int i = 0; i < merged.size(); i++) {
            assertThat(merged.samples().get(i).source()).isInstanceOf(MergedStack.class);
            assertThat(merged.samples().get(i).source().pixels().pixels()[0] & 0xFF)
                    .isEqualTo(plain.samples().get(i).source().pixels().pixels()[0] & 0xFF)
                    .isGreaterThan(40);
        }
    }

    @Test
    void planesInOneFileAreToldOrMerged() throws IOException {
        Path images = TinyData.write(folder.resolve("images"), 4);
        Path stack = images.resolve(TinyData.CLASSES.get(0)).resolve("stack.tif");
        write(stack, List.of(image(images, 0), image(images, 1)));
        Path model = folder.resolve("model.onnx");
        String note = "several pages in one file, of which the first is read (stack.tif: 1 of 2)";
        Ran trained = Ran.exina("train", images, "-o", model, "--folds", 0);
        assertThat(trained.err()).contains("exina: 1 of 9 images has " + note);
        assertThat(Ran.exina("predict", model, stack).err()).contains("exina: the image has " + note);
        assertThat(Ran.exina("predict", "--stack", model, stack).err()).doesNotContain(note);
        assertThat(Ran.exina("check", images).out()).contains(note);
        assertThat(Ran.exina("check", images, "--stack").out()).doesNotContain(note);
        Path run = folder.resolve("run");
        Ran tested = Ran.exina("crossval", images, "--stack", "--folds", 2, "-o", run);
        assertThat(tested.code()).as(tested.err()).isZero();
        assertThat(tested.err()).doesNotContain(note);
        assertThat(CommandReconstruction.command(RunFolder.open(run).record(), true))
                .endsWith(" --stack");
        assertThat(Ran.exina("evaluate", "--stack", "--with-seen", model, images)
                        .err())
                .doesNotContain(note)
                .contains("the model was trained on 8 of the images"); // merged, it is another image
        assertThat(Ran.exina("count", model, stack, "-o", folder.resolve("c.csv"))
                        .err())
                .contains("exina: the image has " + note);
    }

    @Test
    void featuresKeptWithOtherBitsAreNotTaken() throws IOException {
        Path images = TinyData.write(folder.resolve("images"), 4);
        try (Stream<Path> files = Files.walk(images)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                toTwelveBits(file);
            }
        }
        List<String> models = new ArrayList<>();
        for (int bits : new int[] {12, 16, 12}) {
            Path model = folder.resolve("model" + models.size() + ".onnx");
            Ran ran = Ran.exina("train", images, "-o", model, "--folds", 0, "--bits", bits);
            assertThat(ran.code()).as(ran.err()).isZero();
            try (Classifier classifier = Classifier.open(model)) {
                assertThat(classifier.card().training().sampleBits()).isEqualTo(bits);
                models.add(classifier.card().training().fingerprint());
            }
        }
        assertThat(models.get(1)).isNotEqualTo(models.get(0));
        assertThat(models.get(2)).isEqualTo(models.get(0));
    }

    @Test
    void ofManyImagesToExplainANoteIsToldOnce() throws IOException {
        Path images = TinyData.write(folder.resolve("images"), 4);
        Path model = folder.resolve("model.onnx");
        Ran.exina("train", images, "-o", model, "--folds", 0);
        Path deep = TinyData.write(folder.resolve("deep"), 2);
        try (Stream<Path> files = Files.walk(deep)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                toTwelveBits(file);
            }
        }
        Ran ran = Ran.exina("explain", model, deep, "-o", folder.resolve("why"));
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).containsOnlyOnce("have 12 bits in 16").contains("exina: all 4 images have 12 bits");
    }

    @Test
    void moreMemoryIsOfferedWhereAnImageNeedsIt() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        String problem = "declares 19000 x 19000 pixels, ...; give Java more (-Xmx) or make the image smaller";
        Audit audit = new Audit(
                "data",
                Layout.FOLDER_PER_CLASS,
                1,
                List.of(),
                1,
                0,
                Map.of(),
                List.of(new Audit.Finding(Audit.Kind.UNREADABLE, List.of("a/h.png"), problem)));
        new CheckText(new Console(printed, printed, Map.of(), Locale.ROOT))
                .print(Path.of("data"), audit, Optional.empty());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("More memory: set EXINA_JAVA_OPTS=-Xmx8g (gigabytes) before the command.");
    }

    private static BufferedImage image(Path images, int label) throws IOException {
        return ImageIO.read(images.resolve(TinyData.CLASSES.get(label))
                .resolve("grain_1.png")
                .toFile());
    }

    private static void write(Path file, List<BufferedImage> pages) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                BufferedImage square = page;
                if (page.getType() != BufferedImage.TYPE_USHORT_GRAY) {
                    square = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
                    square.createGraphics().drawImage(page, 0, 0, 64, 64, null);
                }
                writer.writeToSequence(new IIOImage(square, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }
}
