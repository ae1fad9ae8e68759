package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.io.Csv;
import org.exina.io.Json;
import org.exina.synthetic.SyntheticGrains;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class UnknownAndWhyTest {
    private static final List<String> CLASSES = SyntheticGrains.classes(6);

    @TempDir
    private Path temp;

    private Path images;
    private Path model;
    private Path stripes;

    @BeforeEach
    void train() throws IOException {
        images = temp.resolve("pictures");
        for (String label : CLASSES) { // with two classes there is one direction only, and nearly all passes as known
            Path folder = Files.createDirectories(images.resolve(label));
            for (int i = 1; i <= 10; i++) {
                RgbImage small = ImageEncoder.thumbnail(SyntheticGrains.draw(label, i, 1), 64);
                Files.write(folder.resolve("grain_" + i + ".png"), ImageEncoder.png(small));
            }
        }
        model = temp.resolve("model.onnx");
        stripes = Files.write(temp.resolve("stripes.png"), ImageEncoder.png(stripes()));
        Ran ran = Ran.exina("train", images, "--folds", "0", "-o", model);
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private static RgbImage stripes() {
        byte[] pixels = new byte[3 * 64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % 4 < 2 ? 255 : 0);
        }
        return RgbImage.of(64, 64, pixels);
    }

    @Test
    void aImageUnlikeAllOthersIsUnknownUnlessAllAreAccepted() throws Exception {
        Path csv = temp.resolve("answers.csv");

        Ran ran = Ran.exina("predict", model, stripes, "--csv", csv);
        JsonNode accepted = Json.tree(
                Ran.exina("predict", model, stripes, "--accept-all", "--json").out());

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("unknown").contains("unlike all training images: ");
        assertThat(Csv.parse(Files.readString(csv), ',').get(1).fields().subList(1, 3))
                .containsExactly("unknown", "");
        JsonNode answer = accepted.get("predictions").get(0);
        assertThat(answer.get("unknown").asBoolean()).isFalse();
        assertThat(CLASSES).contains(answer.get("label").asText());
        assertThat(answer.get("novelty").get(0).asDouble()).isGreaterThan(1);
    }

    @Test
    void explanationsAreAPictureEachAndAPage() throws IOException {
        Path grain = images.resolve(CLASSES.get(0)).resolve("grain_1.png");
        Path out = temp.resolve("why");

        Ran ran = Ran.exina("explain", model, grain, stripes, "-o", out, "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode first = Json.tree(ran.out()).get("explanations").get(0);
        assertThat(first.get("method").asText()).isEqualTo("occlusion");
        assertThat(first.get("nearest")).hasSize(6);
        assertThat(out.resolve("grain_1.why.png")).exists();
        assertThat(out.resolve("explanations.html"))
                .content()
                .contains("Nearest images it was trained on")
                .contains("data:image/jpeg;base64,");
    }

    @Test
    void aClassTheModelDoesNotKnowIsNamed() {
        Ran ran = Ran.exina("explain", model, stripes, "--class", "Alnus", "-o", temp.resolve("why"));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("--class: the model has no class 'Alnus'; it has ")
                .contains(CLASSES.get(0));
        assertThat(temp.resolve("why")).doesNotExist();
    }

    @Test
    void leavingOutAClassNeedsThree() throws IOException {
        Ran ran = Ran.exina("unknown", TinyData.write(temp.resolve("two"), 10), "--folds", "5");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("expected at least 3 classes, so that 2 are left when one is left out; found 2");
    }
}
