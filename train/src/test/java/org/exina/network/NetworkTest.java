package org.exina.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.exina.io.ExinaException;
import org.exina.onnx.OnnxGraph;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final int SIZE = 21;

    private final Network tiny = Formula.tiny();

    @Test
    void foldedBatchNormGivesTheSameMaps() throws IOException {
        OnnxGraph folded = NetworkCompiler.compile(tiny, new Formula(), List.of("both"));
        OnnxGraph unfolded = NetworkCompiler.compile(tiny, new Formula(), List.of("both", "stem", "side"));
        assertThat(folded.has("stem")).isFalse();
        assertThat(unfolded.has("stem")).isTrue();
        float[] one = run(folded).get("both").values;
        float[] other = run(unfolded).get("both").values;
        for (int i = 0; i < one.length; i++) {
            assertThat(one[i]).isCloseTo(other[i], within(1e-3f * Math.max(1, Math.abs(other[i]))));
        }
    }

    @Test
    void everyLayerCanBeATap() throws IOException {
        Map<String, Ort.Map4> maps = run(NetworkCompiler.compile(tiny, new Formula(), tiny.layers()));
        assertThat(maps.keySet()).containsExactlyElementsOf(tiny.layers());
        for (String layer : tiny.layers()) {
            Shape shape = tiny.shape(layer, SIZE, SIZE);
            assertThat(maps.get(layer).shape).containsExactly(2, shape.channels(), shape.height(), shape.width());
        }
    }

    @Test
    void layersNoTapNeedsAreLeftOut() throws IOException {
        OnnxGraph graph = NetworkCompiler.compile(tiny, new Formula(), List.of("stem_relu"));
        assertThat(graph.outputs()).containsExactly("stem_relu");
        assertThat(graph.has("side_bn")).isFalse();
    }

    @Test
    void tapsMustBeLayers() {
        assertThatThrownBy(() -> NetworkCompiler.compile(tiny, new Formula(), List.of("block9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tiny has no layer 'block9'; it has 10, the last of them [sep, pool, sum, dw, both]");
        assertThatThrownBy(() -> NetworkCompiler.compile(tiny, new Formula(), List.of("dw", "dw")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected at least one tap and none twice, got [dw, dw]");
        assertThatThrownBy(() -> NetworkCompiler.compile(tiny, new Formula(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void weightsMustHaveTheirShapes() {
        Weights wrong = (layer, expected) -> List.of(Tensor.of(List.of(2), new float[2]));
        assertThatThrownBy(() -> NetworkCompiler.compile(tiny, wrong, List.of("stem")))
                .isInstanceOf(ExinaException.class)
                .hasMessage("weights of tiny, layer stem: expected arrays of shapes [[3, 3, 3, 4], [4]], found [[2]]");
    }

    @Test
    void imagesMustBeLargeEnough() {
        Network inception = Networks.of("inceptionv3");
        assertThatThrownBy(() -> inception.outputShape(75, 74))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inceptionv3 needs images of at least 75 x 75 pixels, got 74 x 75");
        assertThat(inception.outputShape(75, 75)).isEqualTo(new Shape(2048, 1, 1));
    }

    @Test
    void everyNetworkTakesImagesOf75Pixels() {
        for (String name : Networks.names()) {
            assertThat(Networks.of(name).outputShape(75, 75).channels()).isGreaterThanOrEqualTo(512);
        }
    }

    @Test
    void unknownNetworkIsRefused() {
        assertThatThrownBy(() -> Networks.of("vgg17"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no network is named 'vgg17'; there are vgg16, vgg19, inceptionv3, resnet50, xception,"
                        + " mobilenet");
    }

    @Test
    void fingerprintFollowsTheDescription() {
        assertThat(Networks.of("vgg16").fingerprint())
                .hasSize(64)
                .isEqualTo(Networks.of("vgg16").fingerprint())
                .isNotEqualTo(Networks.of("vgg19").fingerprint());
        assertThat(Networks.mobilenet(0.5).fingerprint())
                .isNotEqualTo(Networks.mobilenet(0.25).fingerprint());
    }

    @Test
    void namesAreUnique() {
        NetworkBuilder net = new NetworkBuilder("twice", "https://example.org");
        NetworkBuilder.Wire x = net.input().then("a", Layer.relu());
        assertThatThrownBy(() -> x.then("a", Layer.relu()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("twice: two layers are named a");
    }

    @Test
    void layersWithoutANameAreNamedAsInKeras() {
        NetworkBuilder net = new NetworkBuilder("unnamed", "https://example.org");
        net.input().then(Layer.conv(2, 1)).then(Layer.relu()).then(Layer.conv(3, 1));
        assertThat(net.build().layers()).containsExactly("conv2d", "activation", "conv2d_1");
    }

    @Test
    void everyLayerMustLeadToTheLast() {
        NetworkBuilder net = new NetworkBuilder("loose", "https://example.org");
        net.input().then("end", Layer.relu());
        net.input().then("a", Layer.relu());
        assertThatThrownBy(net::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("loose: these layers lead nowhere: [end]");
    }

    @Test
    void shapesMustFit() {
        NetworkBuilder net = new NetworkBuilder("odd", "https://example.org");
        net.add("sum", net.input(), net.input().then("conv", Layer.conv(4, 3)));
        assertThatThrownBy(net::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd, layer sum: maps that are added must have one shape, got [3 x 32 x 32, 4 x 32 x 32]");
    }

    private static Map<String, Ort.Map4> run(OnnxGraph graph) {
        float[] pixels = new float[2 * 3 * SIZE * SIZE];
        for (int i = 0; i < 2; i++) {
            System.arraycopy(Formula.image(i, SIZE, SIZE), 0, pixels, i * pixels.length / 2, pixels.length / 2);
        }
        return Ort.run(graph.toBytes(), pixels, 2, 3, SIZE, SIZE);
    }
}
