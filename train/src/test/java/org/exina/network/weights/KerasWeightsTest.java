package org.exina.network.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.exina.io.ExinaException;
import org.exina.network.Formula;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.Networks;
import org.exina.network.Reference;
import org.exina.network.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KerasWeightsTest {
    private static final String WHOLE = "tiny-whole.h5";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-old.h5", WHOLE, "tiny-keras3.weights.h5"})
    void everyArrayIsRead(String name) throws IOException {
        Network tiny = Formula.tiny();
        try (KerasWeights weights = KerasWeights.open(Reference.copy(name, folder), tiny)) {
            for (String layer : tiny.weightedLayers()) {
                List<Tensor> found = weights.of(layer, tiny.parameters(layer));
                List<Tensor> expected = new Formula().of(layer, tiny.parameters(layer));
                assertThat(found).hasSameSizeAs(expected);
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).shape()).isEqualTo(expected.get(i).shape());
                    assertThat(found.get(i).values())
                            .as("%s %d", layer, i)
                            .isEqualTo(expected.get(i).values());
                }
            }
        }
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("vgg16.h5");
        assertThatThrownBy(() -> KerasWeights.open(file, Networks.of("vgg16")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void webPageIsToldApart() throws IOException {
        refuses("<!DOCTYPE html>\n<html>".getBytes(StandardCharsets.UTF_8))
                .hasMessageEndingWith("vgg16.h5: is no weight file of Keras: expected HDF5, found a web page"
                        + " (\"<!DOCTYPE html>\")");
    }

    @Test
    void otherFilesAreToldApart() throws IOException {
        refuses(new byte[0]).hasMessageEndingWith("expected HDF5, found an empty file");
        refuses(new byte[] {'P', 'K', 3, 4})
                .hasMessageEndingWith("found a zip archive; a .keras file is one, with model.weights.h5 inside");
        refuses(new byte[100]).hasMessageEndingWith("expected HDF5, found something else");
    }

    @Test
    void truncatedFileSaysHowMuchIsMissing() throws IOException {
        byte[] whole = Reference.bytes(WHOLE);
        refuses(Arrays.copyOf(whole, whole.length - 1))
                .hasMessageEndingWith("is only a part of a file: it has " + (whole.length - 1) + " of at least "
                        + whole.length + " bytes; download or copy it again");
        refuses(Arrays.copyOf(whole, 20)).hasMessageContaining("is only a part of a file: it has 20 of at least 64");
    }

    @Test
    void foreignHdf5IsToldApart() throws IOException {
        byte[] whole = Reference.bytes("tiny-old.h5");
        String text = new String(whole, StandardCharsets.ISO_8859_1).replace("layer_names", "other_names");
        refuses(text.getBytes(StandardCharsets.ISO_8859_1))
                .hasMessageContaining(
                        "is an HDF5 file, but holds no weights of Keras: expected an attribute layer_names")
                .hasMessageContaining("found [x0_input_layer, x10_both");
    }

    @Test
    void weightsOfAnotherNetworkAreToldApart() throws IOException {
        refuses(Reference.bytes(WHOLE))
                .hasMessageEndingWith("does not hold the weights of vgg16: layer block1_conv1 needs arrays of shapes"
                        + " [[3, 3, 3, 64], [64]], layer stem of the file holds [[3, 3, 3, 4], [4]]");
    }

    @Test
    void missingLayersAreCounted() throws IOException {
        NetworkBuilder net = new NetworkBuilder("longer", "https://example.org").leastSize(12);
        NetworkBuilder.Wire x = net.input();
        for (Network.Node node : Formula.tiny().nodes()) {
            if (node.name().equals("side")) {
                break;
            }
            x = x.then(node.name(), node.layer());
        }
        x.then(Layer.relu());
        Path file = Reference.copy(WHOLE, folder);
        assertThatThrownBy(() -> KerasWeights.open(file, net.build()))
                .isInstanceOf(ExinaException.class)
                .hasMessageEndingWith("does not hold the weights of longer: expected 2 layers with weights, found 6");
    }

    @Test
    void fileOfNoKnownNetworkIsNotRecognized() throws IOException {
        Path file = Reference.copy(WHOLE, folder);
        assertThatThrownBy(() -> KerasWeights.recognize(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": holds the weights of none of vgg16, vgg19, inceptionv3, resnet50, xception,"
                        + " mobilenet");
    }

    /** Whatever bytes are wrong, the answer is an exception that names the file, or other numbers; never a crash. */
    @Test
    void damageIsAnErrorThatNamesTheFile() throws IOException {
        byte[] whole = Reference.bytes("tiny-old.h5");
        Network tiny = Formula.tiny();
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 20; i++) {
                damaged[64 + random.nextInt(whole.length - 64)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged.h5"), damaged);
            try (KerasWeights weights = KerasWeights.open(file, tiny)) {
                for (String layer : tiny.weightedLayers()) {
                    weights.of(layer, tiny.parameters(layer));
                }
            } catch (ExinaException e) {
                assertThat(e).hasMessageStartingWith(file + ": ");
            }
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refuses(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("vgg16.h5"), bytes);
        return assertThatThrownBy(() -> KerasWeights.open(file, Networks.of("vgg16")))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": ");
    }
}
