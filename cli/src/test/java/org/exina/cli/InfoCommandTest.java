package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
    @TempDir
    private Path folder;

    private Path train(Object... more) throws IOException {
        Path images = folder.resolve("images");
        Grains.write(images, 2, 4, 1);
        Path model = folder.resolve("model.onnx");
        Object[] words = {"train", images, "-o", model, "--folds", 0, "--backbone", "scattering:taps=orientations0"};
        Object[] all = new Object[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        Ran ran = Ran.exina(all);
        assertThat(ran.code()).as(ran.err()).isZero();
        return model;
    }

    @Test
    void saysWhatAModelIsAndWhatOfTheImagesItHolds() throws IOException {
        Ran ran = Ran.exina("info", train());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "model.onnx: 2 classes, ",
                        "Names images of single grains (exina predict), and those that exina count finds.",
                        "Trained on 8 images of images in 8 groups, seed 1, on 20",
                        "Features: scattering:taps=orientations0 (6 features); head: lda",
                        "  monoporate       4",
                        "Of the training images it holds 8 small copies (at most 64 pixels) and their file names; without:"
                                + " train --no-thumbnails.",
                        "six bytes of each image's checksum");
    }

    @Test
    void aModelWithoutCopiesSaysSo() throws IOException {
        Path model = train("--no-thumbnails");
        JsonNode all = Ran.exina("info", model, "--json").json();

        assertThat(Ran.exina("info", model).out())
                .contains(
                        "Of the training images it holds no copies and no names. In any case: the name of the folder");
        assertThat(all.get("thumbnails").asInt()).isZero();
        assertThat(all.get("findsGrains").asBoolean()).isFalse();
        assertThat(all.get("wholeFileChecked").asBoolean()).isTrue();
        assertThat(all.get("card").get("classes")).hasSize(2);
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThat(Ran.exina("info", folder).code()).isEqualTo(2);
    }
}
