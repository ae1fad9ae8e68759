package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.experiment.RunFolder;
import org.exina.io.ExinaHome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real MobileNet tuned on drawn grains; what must not be promised with it afterwards. */
@Tag("slow")
class FinetuneCommandTest {
    private static final Path WEIGHTS =
            Path.of(System.getProperty("exina.shared", "../../shared"), "weights", "mobilenet_7_5_224_tf.h5");
    private static final String READ = "mobilenet:size=32";

    @TempDir
    private static Path shared;

    private static Path images;
    private static Ran tuned;

    @TempDir
    private Path temp;

    @BeforeAll
    static void tune() throws IOException {
        assumeTrue(Files.isRegularFile(WEIGHTS), () -> "no weights at " + WEIGHTS + " (-Dexina.shared=FOLDER)");
        images = shared.resolve("grains");
        Grains.write(images, 2, 8, 3);
        assertThat(Ran.exina("backbones", "import", "mobilenet", WEIGHTS).code())
                .isZero();
        Ran.exina("backbones", "remove", "tuned-grains"); // of an earlier run
        tuned = finetune("--name", "tuned-grains", "--validation", "0", "--json");
    }

    private static Ran finetune(Object... more) {
        Object[] first = {"finetune", images, "--backbone", READ, "--epochs", 2, "--batch", 4, "--threads=1"};
        Object[] words = new Object[first.length + more.length];
        System.arraycopy(first, 0, words, 0, first.length);
        System.arraycopy(more, 0, words, first.length, more.length);
        return Ran.exina(words);
    }

    @Test
    void tunedNetworkIsABackboneThatSaysWhereItComesFrom() throws IOException {
        assertThat(tuned.err() + tuned.out()).isNotEmpty();
        assertThat(tuned.code()).as(tuned.err()).isZero();
        JsonNode from = tuned.json().get("tuned");
        assertThat(from.get("network").asText()).isEqualTo(READ);
        assertThat(from.get("pictures").asInt()).isEqualTo(16);
        assertThat(from.get("epochs")).hasSize(2);
        assertThat(from.get("settings").get("layers").asText()).isEqualTo("last 4");
        Ran info = Ran.exina("backbones", "info", "tuned-grains");
        assertThat(info.out())
                .contains("images of 32 x 32 pixels, from mobilenet:size=32 tuned on grains (16 images)")
                .contains("conv_pw_11_relu");
        assertThat(ExinaHome.path().resolve("tuning")).isEmptyDirectory();
    }

    @Test
    void estimateWithItOnImagesItSawIsRefused() {
        Ran crossval = Ran.exina("crossval", images, "--backbone", "tuned-grains", "-o", temp.resolve("run"));
        assertThat(crossval.code()).isEqualTo(2);
        assertThat(crossval.err())
                .contains("backbone tuned-grains was tuned on 16 of these 16 images, so a cross-validation with it"
                        + " would promise too much. An honest estimate tunes anew without each fold: exina finetune with"
                        + " --folds. To train a model all the same: exina train with --folds 0");
        Ran train = Ran.exina("train", images, "--backbone", "tuned-grains", "-o", temp.resolve("m.onnx"));
        assertThat(train.code()).isEqualTo(2);
        assertThat(temp.resolve("m.onnx")).doesNotExist();
    }

    @Test
    void modelKnowsTheImagesItsBackboneSaw() throws IOException {
        Path others = temp.resolve("others");
        Grains.write(others, 2, 8, 99);
        Path model = temp.resolve("m.onnx");
        Ran train = Ran.exina("train", others, "--backbone", "tuned-grains", "-o", model, "--folds", 0);
        assertThat(train.code()).as(train.err()).isZero();
        Ran evaluate = Ran.exina("evaluate", model, images, "--json", "--with-seen");
        assertThat(evaluate.code()).as(evaluate.err()).isZero();
        assertThat(evaluate.json().get("seen").asInt()).isEqualTo(16);
    }

    @Test
    void foldsGiveThreeRunsOnTheSameImages() throws IOException {
        Path out = temp.resolve("run");
        Ran ran = finetune("--folds", 2, "-o", out, "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        for (String part : new String[] {"tuned", "softmax", "frozen"}) {
            assertThat(ran.json().get(part).get("n").asInt()).isEqualTo(16);
            RunFolder run = RunFolder.open(out.resolve(part));
            assertThat(run.predictions()).hasSize(16);
        }
        assertThat(RunFolder.open(out.resolve("tuned")).predictions().stream().map(o -> o.path() + o.fold()))
                .isEqualTo(RunFolder.open(out.resolve("frozen")).predictions().stream()
                        .map(o -> o.path() + o.fold())
                        .toList());
        Ran report = Ran.exina("report", out.resolve("tuned"), "-o", temp.resolve("report.html"));
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(temp.resolve("report.html"))
                .content()
                .contains("exina finetune", "--head lda", "--last 4 --epochs 2");
    }

    @Test
    void whatCannotBeTunedIsToldBeforeAnyWork() {
        assertThat(finetune().err())
                .contains(
                        "expected --name, to keep the tuned network, or --folds, to tell how good tuning is; got none");
        assertThat(finetune("--name", "tuned-grains").err()).contains("backbone tuned-grains is there already");
        assertThat(finetune("--folds", 2, "--last", 40).err())
                .contains("there are 12 blocks in mobilenet as it is read, got the last 40");
        assertThat(finetune("--folds", 2, "--from", "conv_pw_99").err())
                .contains("there is no layer 'conv_pw_99' in what is tuned; its blocks begin with conv1, conv_dw_1");
        Ran added = Ran.exina("finetune", images, "--backbone", "scattering", "--folds", 2);
        assertThat(added.code()).isEqualTo(2);
        assertThat(added.err()).contains("backbone scattering cannot be tuned: Exina knows how to run it");
    }
}
