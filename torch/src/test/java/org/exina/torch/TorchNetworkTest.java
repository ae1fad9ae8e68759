package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.NetworkCompiler;
import org.exina.network.Networks;
import org.exina.network.Parameter;
import org.exina.network.Preprocessing;
import org.exina.network.Tensor;
import org.exina.network.VectorLayer;
import org.exina.network.Weights;
import org.exina.network.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One description, two engines: libtorch and ONNX Runtime give the same numbers. */
class TorchNetworkTest {
    private static final double TOLERANCE = 1e-4; // of the largest number

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("org.exina.network.Networks#names")
    void networkIsTheSameInBothEngines(String name) throws IOException {
        Network network = Networks.of(name);
        assertThat(difference(network, network.leastSize() + 8, network.leastSize() + 17))
                .isLessThan(TOLERANCE);
    }

    @Test
    void mobilenetIsTheSameInBothEngines() throws IOException {
        assertThat(difference(Networks.of("mobilenet"), 40, 57)).isLessThan(TOLERANCE);
    }

    @Test
    void contrastNetworkIsTheSameInBothEngines() throws IOException {
        assertThat(difference(Networks.contrast(46, 3), 46, 46)).isLessThan(TOLERANCE);
    }

    @Test
    void everyLayerIsTheSameInBothEngines() throws IOException {
        for (Window.Padding padding : Window.Padding.values()) {
            for (int stride : new int[] {1, 2, 3}) {
                for (int size : new int[] {29, 30}) {
                    assertThat(difference(zoo(padding, stride, size), size, size))
                            .as("%s stride %d size %d", padding, stride, size)
                            .isLessThan(TOLERANCE);
                }
            }
        }
    }

    @Test
    void weightsComeBackAsTheyWentIn() throws IOException {
        Network network = zoo(Window.Padding.SAME, 2, 29);
        Weights first = new Formula();
        try (TorchNetwork opened = TorchNetwork.open(network, first)) {
            Weights back = opened.weights();
            for (String layer : network.weightedLayers()) {
                List<Parameter> expected = network.parameters(layer);
                List<Tensor> found = back.of(layer, expected);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(found.get(i).values())
                            .isEqualTo(first.of(layer, expected).get(i).values());
                }
            }
        }
    }

    @Test
    void foreignWeightsAreRefused() {
        Network network = Networks.contrast(46, 3);
        Weights wrong = (layer, expected) -> List.of(Tensor.of(List.of(2), new float[2]));
        assertThatThrownBy(() -> TorchNetwork.open(network, wrong))
                .isInstanceOf(ExinaException.class)
                .hasMessage("weights of contrast, layer conv2d: expected arrays of shapes [[3, 3, 3, 32], [32]], found"
                        + " [[2]]");
    }

    @Test
    void layersFromFormulasAreNamed() throws IOException {
        Network scattering = org.exina.network.Scattering.network();
        try (TorchNetwork opened = TorchNetwork.open(scattering, (layer, expected) -> List.of())) {
            int size = scattering.leastSize();
            assertThatThrownBy(() -> opened.run(new float[3 * size * size], 1, size, size, scattering.output()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("cannot be trained: its numbers come from a formula, not from data");
        }
    }

    private static Network zoo(Window.Padding padding, int stride, int size) {
        NetworkBuilder net = new NetworkBuilder("zoo", "https://example.org")
                .preprocessing(Preprocessing.CAFFE)
                .onlySize(size);
        Window window = new Window(3, 4, stride, padding);
        NetworkBuilder.Wire x = net.input()
                .then(new Layer.ZeroPadding(0, 1, 2, 0))
                .then(new Layer.Conv2d(6, window, true, Layer.Function.TANH))
                .then(Layer.batchNorm());
        NetworkBuilder.Wire a = x.then(new Layer.AveragePool(new Window(3, 3, stride, padding)));
        NetworkBuilder.Wire b = x.then(new Layer.MaxPool(new Window(3, 3, stride, padding)));
        NetworkBuilder.Wire c = net.concatenate(a, b, net.add(a, b))
                .then(new Layer.DepthwiseConv2d(new Window(2, 2, 1, padding), true))
                .then(new Layer.Activation(Layer.Function.RELU6))
                .then(new Layer.SeparableConv2d(5, new Window(2, 1, 1, padding)))
                .then(Layer.batchNorm().noScale());
        net.concatenate(
                        c.then(VectorLayer.flatten()),
                        c.then(new Layer.GlobalAveragePool()).then(VectorLayer.flatten()))
                .then(VectorLayer.dense(9).withActivation(Layer.Function.GELU))
                .then(VectorLayer.dropout(0.5))
                .then(VectorLayer.dense(7).withActivation(Layer.Function.SIGMOID))
                .then(VectorLayer.dense(4))
                .then(new Layer.Activation(Layer.Function.SOFTMAX));
        return net.build();
    }

    private static double difference(Network network, int height, int width) throws IOException {
        float[] pixels = Formula.uniform("picture", 2 * 3 * height * width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pixels[i] + 1) * 127.5f;
        }
        String last = network.output();
        byte[] model =
                NetworkCompiler.compile(network, new Formula(), List.of(last)).toBytes();
        float[] theirs = Ort.run(model, Network.INPUT, pixels, 2, 3, height, width);
        try (TorchNetwork opened = TorchNetwork.open(network, new Formula())) {
            float[] ours = opened.run(pixels, 2, height, width, last);
            assertThat(ours).hasSameSizeAs(theirs);
            double largest = 0;
            double farthest = 0;
            for (int i = 0; i < ours.length; i++) {
                largest = Math.max(largest, Math.abs(theirs[i]));
                farthest = Math.max(farthest, Math.abs(ours[i] - theirs[i]));
            }
            assertThat(largest).isGreaterThan(0);
            return farthest / largest;
        }
    }
}
