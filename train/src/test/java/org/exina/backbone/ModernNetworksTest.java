package org.exina.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.Remedy;
import org.exina.network.Preprocessing;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OrtModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ViT, an EfficientNet and a ConvNeXt as timm exports them, against PyTorch ({@code make_timm.py}). */
class ModernNetworksTest {
    private static final int SIZE = 64;

    @TempDir
    private Path temp;

    private Backbones backbones;

    @BeforeEach
    void openHome() {
        backbones = Backbones.in(temp.resolve("home"));
    }

    private Path resource(String name) throws IOException {
        try (InputStream in = ModernNetworksTest.class.getResourceAsStream(name)) {
            return Files.write(temp.resolve(name), in.readAllBytes());
        }
    }

    private BackboneListing add(String name) throws IOException {
        Path file = resource("timm-" + name + ".onnx");
        if (name.equals("convnext")) {
            resource("timm-convnext.onnx.data");
        }
        Preprocessing preset = name.equals("vit") ? Preprocessing.TF : Preprocessing.TORCH; // mean and std of 0.5
        return backbones.add(
                new NewModel(file, name, preset, SIZE, SIZE, Interpolation.BICUBIC, List.of(), Pooling.MEAN));
    }

    @ParameterizedTest
    @CsvSource({
        "vit, mean, 24",
        "vit, max, 24",
        "vit, class, 24",
        "vit, flatten, 408",
        "efficientnet, mean, 24",
        "efficientnet, max, 24",
        "efficientnet, flatten, 1536",
        "convnext, mean, 24",
        "convnext, max, 24",
        "convnext, flatten, 96"
    })
    void featuresAreThoseOfPyTorch(String name, String pooling, int length) throws IOException {
        add(name);
        JsonNode expected = Json.tree(new String(Files.readAllBytes(resource("timm.json")), StandardCharsets.UTF_8))
                .get(name)
                .get(pooling.equals("class") ? "first" : pooling);

        try (Backbone backbone = backbones.open(name + ":pooling=" + pooling)) {
            RgbImage image = FeatureCheck.image(backbone.input());
            float[] features = backbone.features(List.of(image, image))[1];

            assertThat(features).hasSize(length);
            double largest = 0;
            for (JsonNode value : expected) {
                largest = Math.max(largest, Math.abs(value.asDouble()));
            }
            for (int i = 0; i < expected.size(); i++) {
                assertThat((double) features[i])
                        .as("feature %d", i)
                        .isCloseTo(expected.get(i).asDouble(), within(1e-4 * largest));
            }
        }
    }

    /** The EfficientNet declares one image at a time, but nothing in it depends on that. */
    @ParameterizedTest
    @ValueSource(strings = {"vit", "efficientnet", "convnext"})
    void manyImagesAreRunAtOnceWhereTheyGiveTheSame(String name) throws IOException {
        add(name);
        try (Backbone backbone = backbones.open(name)) {
            RgbImage image = FeatureCheck.image(backbone.input());
            RgbImage black = RgbImage.of(SIZE, SIZE, new byte[3 * SIZE * SIZE]);

            float[][] together = backbone.features(List.of(black, image, image));

            assertThat(backbone.largestBatch()).isEqualTo(Integer.MAX_VALUE);
            assertThat(together[1]).containsExactly(together[2], within(1e-5f));
            assertThat(together[2]).containsExactly(backbone.features(List.of(image))[0], within(1e-5f));
        }
    }

    @Test
    void anotherSizeWhereTheExportAllowsIt() throws IOException {
        add("convnext");
        add("efficientnet");

        try (Backbone backbone = backbones.open("convnext:size=96,pooling=flatten")) {
            assertThat(backbone.length()).isEqualTo(3 * 3 * 24);
        }
        Path copy = temp.resolve("home/backbones/efficientnet/timm-efficientnet.onnx");
        assertThatThrownBy(() -> backbones.open("efficientnet:size=96"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(copy + ": takes images 64 pixels high only; got 96; the size to give is 64");
    }

    @Test
    void weightsInAFileOfTheirOwnAreKeptWithIt() throws IOException {
        BackboneListing listing = add("convnext");
        Path data = temp.resolve("home/backbones/convnext/timm-convnext.onnx.data");

        assertThat(data).hasSameBinaryContentAs(temp.resolve("timm-convnext.onnx.data"));
        assertThat(listing.bytes()).isEqualTo(Files.size(data) + Files.size(temp.resolve("timm-convnext.onnx")));
        Files.delete(data);
        assertThatThrownBy(() -> backbones.open("convnext"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(data + ": is missing; remove the backbone and add it again")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.REMOVE_BACKBONE, "convnext")));
    }

    @Test
    void aModelWithoutItsDataFileIsRefused() throws IOException {
        Path file = resource("timm-convnext.onnx");

        assertThatThrownBy(() -> backbones.add(new NewModel(
                        file, "c", Preprocessing.TORCH, SIZE, SIZE, Interpolation.BICUBIC, List.of(), Pooling.MEAN)))
                .hasMessage(file + ": keeps its weights in timm-convnext.onnx.data, which is not beside it; put both in"
                        + " one folder");
        assertThat(backbones.ready()).containsExactly("scattering");
    }

    @Test
    void anOperatorTheRuntimeLacksIsNamedAndNothingIsLeft() throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(TinyModels.doubled().toBytes()).toBuilder();
        for (int i = 0; i < model.getGraph().getNodeCount(); i++) {
            if (model.getGraph().getNode(i).getOpType().equals("Mul")) {
                model.getGraphBuilder().getNodeBuilder(i).setOpType("Deformable");
            }
        }
        Path file = Files.write(temp.resolve("odd.onnx"), model.build().toByteArray());

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": ONNX Runtime cannot run it on an image of 8 x 8 pixels: ")
                .hasMessageContaining("Deformable");
        Path folder = temp.resolve("home/backbones");
        assertThat(Files.exists(folder) ? List.of(folder.toFile().list()) : List.of())
                .isEmpty();
    }

    @Test
    void aModelFileHoldsThemToo() throws Exception {
        for (String name : List.of("vit", "efficientnet", "convnext")) {
            add(name);
        }
        List<Backbone> opened = new ArrayList<>();
        try {
            OnnxGraph graph = OnnxGraph.create("whole");
            String pixels = graph.input(OrtModel.PIXELS, OnnxGraph.Type.UINT8, 1, SIZE, SIZE, 3);
            List<String> parts = new ArrayList<>();
            for (String name : List.of("vit:pooling=class", "efficientnet", "convnext:pooling=max")) {
                opened.add(backbones.open(name));
                parts.add(opened.get(opened.size() - 1).toOnnx(graph, pixels));
            }
            String all = graph.node("Concat", java.util.Map.of("axis", 1), parts.toArray(String[]::new));
            graph.output("features", all, OnnxGraph.Type.FLOAT, 1, 72);
            RgbImage image = FeatureCheck.image(opened.get(0).input());
            try (OrtModel model = OrtModel.open(graph.toBytes(), opened.get(0).input())) {
                float[] found = new float[72];
                model.run(List.of(image)).get("features").values().get(found);
                int from = 0;
                for (Backbone backbone : opened) {
                    float[] expected = backbone.features(List.of(image))[0];
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(found[from + i]).isCloseTo(expected[i], within(1e-4f));
                    }
                    from += expected.length;
                }
            }
        } finally {
            opened.forEach(Backbone::close);
        }
    }
}
