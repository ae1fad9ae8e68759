package org.exina.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.network.Preprocessing;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OrtModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackbonesTest {
    @TempDir
    private Path temp;

    private Path home;
    private Backbones backbones;

    @BeforeEach
    void openHome() {
        home = temp.resolve("home");
        backbones = Backbones.in(home);
    }

    private static RgbImage plain(int size, int r, int g, int b) {
        byte[] pixels = new byte[3 * size * size];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) r;
            pixels[i + 1] = (byte) g;
            pixels[i + 2] = (byte) b;
        }
        return RgbImage.of(size, size, pixels);
    }

    /** Row y has the colour (10 y, 0, 1). */
    private static RgbImage rows() {
        byte[] pixels = new byte[3 * 64];
        for (int i = 0; i < 64; i++) {
            pixels[3 * i] = (byte) (10 * (i / 8));
            pixels[3 * i + 2] = 1;
        }
        return RgbImage.of(8, 8, pixels);
    }

    private float[] features(String name, RgbImage image) throws IOException {
        try (Backbone backbone = backbones.open(name)) {
            return backbone.features(List.of(image))[0];
        }
    }

    private List<Path> filesOf(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void anAddedModelGivesItsTapsSideBySide() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);

        BackboneListing listing = backbones.add(TinyModels.model(file, 8));

        assertThat(listing.taps()).containsExactly(new Tap("map", "mean", 3), new Tap("vector", "vector", 3));
        assertThat(listing.state()).isEqualTo(BackboneListing.State.READY);
        assertThat(features("tiny", plain(8, 255, 51, 0)))
                .containsExactly(new float[] {2, 0.4f, 0, 1, 0.2f, 0}, within(1e-6f));
    }

    @Test
    void meanAndStdAreTakenFromThePixels() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);
        Preprocessing own = new Preprocessing("own", false, List.of(51f, 0f, 0f), List.of(102f, 255f, 51f));

        backbones.add(new NewModel(file, "m", own, 8, 8, Interpolation.BILINEAR, List.of("vector"), Pooling.MEAN));

        assertThat(features("m", plain(8, 255, 51, 0))).containsExactly(new float[] {2, 0.2f, 0}, within(1e-6f));
    }

    @Test
    void anInnerValueMayBeATap() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);
        String inner = TinyModels.doubled().computed().get(0);

        backbones.add(TinyModels.model(file, 8, inner));

        assertThat(features("tiny", plain(8, 0, 255, 0))).containsExactly(new float[] {0, 2, 0}, within(1e-6f));
    }

    @Test
    void tokensAreAveragedOrReadAtTheFirst() throws IOException {
        Path file = TinyModels.save(TinyModels.tokens(-1), temp);
        backbones.add(TinyModels.model(file, 8));
        backbones.add(new NewModel(
                file, "first", Preprocessing.NONE, 8, 8, Interpolation.BILINEAR, List.of(), Pooling.CLASS));

        assertThat(features("tiny", rows())[0]).isCloseTo(35 / 255f, within(1e-6f));
        assertThat(features("first", rows())).hasSize(24).startsWith(0, 0, 1, 0, 0, 1);
    }

    @Test
    void aModelForOneImageAtATimeIsRunOneByOne() throws IOException {
        Path file = TinyModels.save(TinyModels.tokens(1), temp);
        backbones.add(TinyModels.model(file, 8));

        try (Backbone backbone = backbones.open("tiny")) {
            float[][] features = backbone.features(List.of(plain(8, 255, 0, 0), rows(), plain(8, 0, 0, 0)));

            assertThat(backbone.largestBatch()).isEqualTo(1);
            assertThat(features[0][0]).isCloseTo(1, within(1e-6f));
            assertThat(features[1][0]).isCloseTo(35 / 255f, within(1e-6f));
            assertThat(features[2]).containsOnly(0);
        }
    }

    @Test
    void manyImagesGiveWhatEachGivesAlone() throws IOException {
        try (Backbone backbone = backbones.open(Backbones.BUILT_IN)) {
            List<RgbImage> images = IntStream.range(0, 11)
                    .mapToObj(i -> FeatureCheck.image(new InputSpec(96, 96, Interpolation.BILINEAR)))
                    .toList();

            float[][] together = backbone.features(images);

            float[] alone = backbone.features(images.subList(0, 1))[0];
            assertThat(together).hasNumberOfRows(11);
            Arrays.stream(together).forEach(each -> assertThat(each).containsExactly(alone, within(1e-4f)));
        }
    }

    @Test
    void aModelFileGivesTheSameFeatures() throws Exception {
        Path file = TinyModels.save(TinyModels.doubled(), temp);
        backbones.add(TinyModels.model(file, 8));
        try (Backbone backbone = backbones.open("tiny")) {
            OnnxGraph graph = OnnxGraph.create("whole");
            String pixels = graph.input(OrtModel.PIXELS, OnnxGraph.Type.UINT8, -1, 8, 8, 3);
            graph.output("features", backbone.toOnnx(graph, pixels), OnnxGraph.Type.FLOAT, -1, 6);

            try (OrtModel model = OrtModel.open(graph.toBytes(), backbone.input())) {
                float[] values = new float[6];
                model.run(List.of(rows())).get("features").values().get(values);

                assertThat(values).containsExactly(backbone.features(List.of(rows()))[0]);
            }
        }
    }

    @Test
    void theSameModelHasTheSameFingerprintUnderAnotherName() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);
        backbones.add(TinyModels.model(file, 8));
        backbones.add(
                new NewModel(file, "again", Preprocessing.UNIT, 8, 8, Interpolation.BILINEAR, List.of(), Pooling.MEAN));
        backbones.add(new NewModel(
                file, "larger", Preprocessing.UNIT, 16, 16, Interpolation.BILINEAR, List.of(), Pooling.MEAN));

        try (Backbone one = backbones.open("tiny");
                Backbone again = backbones.open("again");
                Backbone larger = backbones.open("larger")) {
            assertThat(again.fingerprint()).isEqualTo(one.fingerprint()).hasSize(64);
            assertThat(larger.fingerprint()).isNotEqualTo(one.fingerprint());
        }
    }

    @Test
    void theListBeginsWithTheBuiltInOne() throws IOException {
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.doubled(), temp), 8));

        List<BackboneListing> all = backbones.list();

        assertThat(all)
                .extracting(BackboneListing::name)
                .containsExactly(
                        "scattering", "vgg16", "vgg19", "inceptionv3", "resnet50", "xception", "mobilenet", "tiny");
        assertThat(all.get(0).features()).isEqualTo(1230);
        assertThat(all.get(1).state()).isEqualTo(BackboneListing.State.DOWNLOADABLE);
        assertThat(backbones.ready()).containsExactly("scattering", "tiny");
    }

    @Test
    void anUnknownNameIsToldWhatThereIs() {
        assertThatThrownBy(() -> backbones.open("scatering"))
                .isInstanceOf(ExinaException.class)
                .hasMessage("no backbone is named 'scatering'; there are scattering; did you mean scattering?")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.LIST_BACKBONES, "scatering")));
    }

    @Test
    void aNetworkWithoutWeightsSaysHowToGetThem() {
        assertThatThrownBy(() -> backbones.open("vgg16"))
                .isInstanceOf(ExinaException.class)
                .hasMessage("backbone vgg16: its weights are not here; download them")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.DOWNLOAD_WEIGHTS, "vgg16")));
        assertThatThrownBy(() -> backbones.remove("vgg16"))
                .isInstanceOf(ExinaException.class)
                .hasMessage("backbone vgg16: its weights are not here, nothing to remove");
    }

    @Test
    void aTakenOrWrongNameIsRefused() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);
        backbones.add(TinyModels.model(file, 8));

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .isInstanceOf(ExinaException.class)
                .hasMessage("backbone tiny is there already; choose another name, or remove it first")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.REMOVE_BACKBONE, "tiny")));
        assertThatThrownBy(() -> backbones.add(new NewModel(
                        file, "../up", Preprocessing.UNIT, 8, 8, Interpolation.BILINEAR, List.of(), Pooling.MEAN)))
                .isInstanceOf(ExinaException.class)
                .hasMessage("'../up' cannot be a backbone's name; expected up to 64 letters, digits, '-', '_' and '.',"
                        + " the first a letter or digit");
        assertThatThrownBy(() -> backbones.add(new NewModel(
                        file, "vgg16", Preprocessing.UNIT, 8, 8, Interpolation.BILINEAR, List.of(), Pooling.MEAN)))
                .hasMessage("backbone vgg16 is there already, built in; choose another name");
    }

    @Test
    void anUnknownTapIsToldWhatThereIs() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8, "features_7")))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": has no value named 'features_7'; its outputs are map, vector, and"
                        + " inside it there are ");
        assertThat(filesOf(home)).isEmpty();
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Path file = temp.resolve("text.onnx");
        Files.writeString(file, "Dear diary, today I counted 400 grains of Betula.");

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .hasMessageStartingWith(file + ": is ")
                .hasMessageContaining("ONNX");
        assertThat(filesOf(home)).isEmpty();
    }

    @Test
    void filesOfOtherProgramsAreNamed() throws IOException {
        Path file = temp.resolve("other.onnx");
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 17\n");
        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        file + ": is a pointer of Git LFS, not the file that it stands for (git lfs pull gets that);"
                                + " expected an ONNX model");
        Files.write(file, new byte[] {(byte) 0x80, 2, '}', '.'});
        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .hasMessage(
                        file + ": is a pickle of Python, as older PyTorch writes; expected an ONNX model: load it in"
                                + " PyTorch and export it (torch.onnx.export)");
        Path folder = Files.createDirectory(temp.resolve("saved"));
        assertThatThrownBy(() -> backbones.add(TinyModels.model(folder, 8)))
                .hasMessage(folder + ": is a folder; expected an ONNX model, a file");
        Files.createFile(folder.resolve("saved_model.pb"));
        assertThatThrownBy(() -> backbones.add(TinyModels.model(folder, 8)))
                .hasMessage(folder + ": is a folder of TensorFlow (SavedModel); expected an ONNX model: convert it"
                        + " (tf2onnx does)");
        assertThat(filesOf(home)).isEmpty();
    }

    @Test
    void outputsOfWholeNumbersArePassedOverAndTold() throws IOException {
        OnnxGraph graph = TinyModels.doubled();
        graph.output("place", graph.node("ArgMax", "vector"), OnnxGraph.Type.INT64, -1, 1);
        Path file = TinyModels.save(graph, temp);
        List<String> said = new ArrayList<>();

        BackboneListing listing = backbones.add(TinyModels.model(file, 8), said::add);

        assertThat(listing.taps()).extracting(Tap::name).containsExactly("map", "vector");
        assertThat(said).containsExactly("output 'place' is of int64, not of float, and is passed over");
        assertThatThrownBy(() -> backbones.add(new NewModel(
                        file,
                        "place",
                        Preprocessing.UNIT,
                        8,
                        8,
                        Interpolation.BILINEAR,
                        List.of("place"),
                        Pooling.MEAN)))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": gives int64 at 'place'; expected float (32 bits)");
        OnnxGraph whole = OnnxGraph.create("whole");
        String x = whole.input("x", OnnxGraph.Type.FLOAT, -1, 3, 8, 8);
        whole.output("place", whole.namedNode("most", "ArgMax", Map.of(), x), OnnxGraph.Type.INT64, 1, 3, 8, 8);
        Path none = TinyModels.save(whole, temp);
        assertThatThrownBy(() -> backbones.add(new NewModel(
                        none, "none", Preprocessing.UNIT, 8, 8, Interpolation.BILINEAR, List.of(), Pooling.MEAN)))
                .hasMessage(
                        none + ": has no output of float (32 bits): {place=int64}; name a value inside it as tap: most,"
                                + " place");
    }

    @Test
    void aModelOfOtherNumbersIsRefusedByItsInput() throws IOException {
        OnnxGraph graph = OnnxGraph.create("double");
        String x = graph.input("x", OnnxGraph.Type.DOUBLE, -1, 3, 8, 8);
        graph.output("y", graph.node("Neg", x), OnnxGraph.Type.DOUBLE, -1, 3, 8, 8);
        Path file = TinyModels.save(graph, temp);

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": takes double numbers at 'x'; expected float (32 bits)");
    }

    @Test
    void probabilitiesAreToldWithWhatWouldServeBetter() throws IOException {
        OnnxGraph graph = OnnxGraph.create("classifier");
        String x = graph.input("x", OnnxGraph.Type.FLOAT, -1, 3, 8, 8);
        String mean = graph.namedNode("mean", "GlobalAveragePool", Map.of(), x);
        String flat = graph.namedNode("flat", "Flatten", Map.of("axis", 1), mean);
        String scores = graph.node("MatMul", flat, graph.constant("w", new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
        graph.output("prob", graph.node("Softmax", Map.of("axis", 1), scores), OnnxGraph.Type.FLOAT, -1, 2);
        Path file = TinyModels.save(graph, temp);
        List<String> said = new ArrayList<>();

        backbones.add(TinyModels.model(file, 8), said::add);
        backbones.add(
                new NewModel(
                        file, "flat", Preprocessing.UNIT, 8, 8, Interpolation.BILINEAR, List.of("flat"), Pooling.MEAN),
                said::add);

        assertThat(said)
                .containsExactly(
                        "tap 'prob' gives the probabilities of the classes that the network was trained on, which"
                                + " tell little of others; 'flat', before its last layer, serves better");
    }

    @Test
    void tokensBesideThoseOfTheImageAreTold() throws IOException {
        List<String> said = new ArrayList<>();
        for (Pooling pooling : List.of(Pooling.MEAN, Pooling.CLASS)) {
            OnnxGraph graph = OnnxGraph.create("tokens");
            String x = graph.input("x", OnnxGraph.Type.FLOAT, -1, 3, 8, 8);
            String map = graph.node("Reshape", x, graph.constant("s", new long[] {-1, 16, 12}));
            String first = graph.node("Gather", Map.of("axis", 1), map, graph.constant("i", new long[] {0, 1}));
            graph.output(
                    "tokens", graph.node("Concat", Map.of("axis", 1), first, map), OnnxGraph.Type.FLOAT, -1, 18, 12);
            Path file = TinyModels.save(graph, temp);

            backbones.add(
                    new NewModel(
                            file, pooling.id(), Preprocessing.UNIT, 8, 8, Interpolation.BILINEAR, List.of(), pooling),
                    said::add);
        }
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.tokens(-1), temp), 8), said::add);

        assertThat(said)
                .containsExactly(
                        "tap 'tokens' has 18 tokens for 16 places of the image: 2 more, such as a class token or"
                                + " registers, and pooling takes them all in; pooling by the class reads the first alone");
    }

    @Test
    void aModelOfAnOlderOperatorSetGivesTheSame() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);
        backbones.add(TinyModels.model(file, 8));
        Files.write(file, asOperatorSet(9, Files.readAllBytes(file)));

        backbones.add(
                new NewModel(file, "older", Preprocessing.UNIT, 8, 8, Interpolation.BILINEAR, List.of(), Pooling.MEAN));

        assertThat(features("older", rows())).containsExactly(features("tiny", rows()));
    }

    @Test
    void aModelOfOtherInputsIsRefused() throws IOException {
        OnnxGraph grey = OnnxGraph.create("grey");
        grey.output(
                "y",
                grey.node("Identity", grey.input("x", OnnxGraph.Type.FLOAT, -1, 1, 8, 8)),
                OnnxGraph.Type.FLOAT,
                -1,
                1,
                8,
                8);
        Path file = TinyModels.save(grey, temp);

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": takes [-1, 1, 8, 8] at 'x' (-1: any); expected colour images, (n, 3, height,"
                        + " width) or (n, height, width, 3)");
    }

    @Test
    void aModelOfAnotherSizeIsRefused() throws IOException {
        Path file = TinyModels.save(TinyModels.tokens(-1), temp);

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 16)))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": takes images 8 pixels high only; got 16; the size to give is 8");
    }

    @Test
    void aModelWithoutFiniteNumbersIsRefused() throws IOException {
        OnnxGraph graph = OnnxGraph.create("log");
        String x = graph.input("x", OnnxGraph.Type.FLOAT, -1, 3, 8, 8);
        graph.output("y", graph.node("Log", graph.node("Neg", x)), OnnxGraph.Type.FLOAT, -1, 3, 8, 8);
        Path file = TinyModels.save(graph, temp);

        assertThatThrownBy(() -> backbones.add(TinyModels.model(file, 8)))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": gives 3 of 3 features that are no finite numbers; is the preprocessing (mean,"
                        + " std) that of its training?");
        assertThat(filesOf(home)).isEmpty();
    }

    @Test
    void aModelThatWasTamperedWithIsRefused() throws IOException {
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.doubled(), temp), 8));
        Path copy = home.resolve("backbones/tiny/model.onnx");
        byte[] bytes = Files.readAllBytes(copy);
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy, bytes);

        assertThatThrownBy(() -> backbones.open("tiny"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(copy + ": is not the file that was added (its hash differs); remove the backbone and add it"
                        + " again")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.REMOVE_BACKBONE, "tiny")));
    }

    @Test
    void aBackboneThatGivesOtherFeaturesThanItDidIsRefused() throws IOException {
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.doubled(), temp), 8, "vector"));
        Path description = home.resolve("backbones/tiny/backbone.json");
        String text = Files.readString(description, StandardCharsets.UTF_8);
        int at = text.indexOf("\"selfTest\"");
        Files.writeString(
                description, text.substring(0, at) + text.substring(at).replaceFirst("0\\.", "0.9"));

        assertThatThrownBy(() -> backbones.open("tiny"))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(
                        "backbone tiny: gives other features than when it was added (largest difference")
                .hasMessageEndingWith("Remove it and add it again")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.REMOVE_BACKBONE, "tiny")));
    }

    @Test
    void aDamagedDescriptionIsListedAsBroken() throws IOException {
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.doubled(), temp), 8));
        Path description = home.resolve("backbones/tiny/backbone.json");
        Files.writeString(description, "{\"format\": 1, \"sour");

        BackboneListing listing = backbones.info("tiny");

        assertThat(listing.state()).isEqualTo(BackboneListing.State.BROKEN);
        ExinaException fault = listing.fault().orElseThrow();
        assertThat(fault).hasMessage(description + ": is damaged; remove the backbone and add it again");
        assertThat(fault.remedy()).contains(new Remedy(Remedy.Kind.REMOVE_BACKBONE, "tiny"));
    }

    @Test
    void aNewerOrOlderDescriptionIsNamed() throws IOException {
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.doubled(), temp), 8));
        Path description = home.resolve("backbones/tiny/backbone.json");
        String text = Files.readString(description);

        Files.writeString(description, text.replaceFirst("\"format\" : 2", "\"format\" : 3"));
        assertThatThrownBy(() -> backbones.open("tiny"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(description + ": backbone format version 3 is newer than 2, the newest that this program"
                        + " reads; update Exina");
        Files.writeString(description, text.replaceFirst("\"format\" : 2", "\"format\" : 1"));
        assertThatThrownBy(() -> backbones.open("tiny"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(description + ": is of an older Exina; remove the backbone and add it again")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.REMOVE_BACKBONE, "tiny")));
    }

    @Test
    void aRemovedModelIsGone() throws IOException {
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.doubled(), temp), 8));

        backbones.remove("tiny");

        assertThat(backbones.ready()).containsExactly("scattering");
        assertThat(filesOf(home)).isEmpty();
        assertThatThrownBy(() -> backbones.remove("scattering"))
                .hasMessage("backbone scattering is built in and cannot be removed");
    }

    @Test
    void imagesOfAnotherSizeAreRefused() throws IOException {
        try (Backbone backbone = backbones.open("scattering")) {
            RgbImage small = plain(8, 0, 0, 0);

            assertThatThrownBy(() -> backbone.features(List.of(small)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected an image of 96 x 96 pixels, got 8 x 8");
        }
    }

    @Test
    void twoOperatorSetsLiveInOneModel() throws IOException {
        Path file = TinyModels.save(TinyModels.doubled(), temp);
        byte[] older = asOperatorSet(13, Files.readAllBytes(file));
        Files.write(file, older);
        backbones.add(TinyModels.model(file, 96));
        try (Backbone tiny = backbones.open("tiny");
                Backbone scattering = backbones.open("scattering")) {
            for (List<Backbone> order : List.of(List.of(tiny, scattering), List.of(scattering, tiny))) {
                OnnxGraph graph = OnnxGraph.create("whole");
                String pixels = graph.input(OrtModel.PIXELS, OnnxGraph.Type.UINT8, -1, 96, 96, 3);
                String first = order.get(0).toOnnx(graph, pixels);
                String second = order.get(1).toOnnx(graph, pixels);
                String both = graph.node("Concat", Map.of("axis", 1), first, second);
                graph.output("features", both, OnnxGraph.Type.FLOAT, -1, 1236);

                assertThat(graph.opset()).isEqualTo(13);
                assertThat(firstOf(graph, scattering.input())).isFinite();
            }
        }
    }

    private static float firstOf(OnnxGraph graph, InputSpec input) {
        try (OrtModel model = OrtModel.open(graph.toBytes(), input)) {
            return model.run(List.of(FeatureCheck.image(input)))
                    .get("features")
                    .values()
                    .get(0);
        } catch (ai.onnxruntime.OrtException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] asOperatorSet(long version, byte[] model) throws IOException {
        ai.onnx.proto.OnnxMl.ModelProto.Builder proto = ai.onnx.proto.OnnxMl.ModelProto.parseFrom(model).toBuilder();
        proto.getOpsetImportBuilder(0).setVersion(version);
        return proto.build().toByteArray();
    }
}
