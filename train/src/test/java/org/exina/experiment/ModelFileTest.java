package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.backbone.Backbone;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFingerprints;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.io.Sha256;
import org.exina.model.Classifier;
import org.exina.model.FileResult;
import org.exina.model.ModelCard;
import org.exina.model.ModelFormat;
import org.exina.model.Prediction;
import org.exina.model.TrainingImages;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    private static final List<String> CLASSES = List.of("Betula", "Corylus", "Alnus");
    private static final String DAMAGED =
            ": is damaged: it is not as it was written; copy it again, or train the model again";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void fileGivesTheTrainersProbabilities(int views) throws IOException {
        ModelRecipe model = model(views, WeighingBackbone.of("a", 12, 12), WeighingBackbone.of("b", 8, 8));
        Path file = folder.resolve("model.onnx");

        ModelCard card = ModelFile.write(file, model, learned(), probes(model));

        assertThat(card.inputs()).extracting(ModelCard.Input::name).containsExactly("pixels_1", "pixels_2");
        try (Classifier classifier = Classifier.open(file)) {
            assertThat(classifier.card()).isEqualTo(card);
            assertThat(classifier.classify(image(1)).top(2)).hasSize(2);
        }
    }

    @Test
    void aBackboneCanBeThereWithSeveralNumbersOfViews() throws IOException {
        Backbone a = WeighingBackbone.of("a", 12, 12);
        Backbone b = WeighingBackbone.of("b", 12, 12);
        ModelRecipe recipe = new ModelRecipe(
                List.of(
                        new ModelRecipe.Part(a, 1),
                        new ModelRecipe.Part(b, 1),
                        new ModelRecipe.Part(a, 4),
                        new ModelRecipe.Part(b, 8)),
                Crop.WHOLE,
                DihedralView.first(8),
                (graph, features, diameters) -> head(graph, features, 20),
                Optional.empty());

        ModelCard card = ModelFile.write(folder.resolve("model.onnx"), recipe, learned(), probes(recipe));

        assertThat(card.views()).isEqualTo(8);
        assertThat(card.backbones())
                .extracting(each -> each.name() + " " + each.views())
                .containsExactly("a 1", "b 1", "a 4", "b 8");
        assertThatThrownBy(() -> new ModelRecipe(
                        List.of(new ModelRecipe.Part(a, 2)),
                        Crop.WHOLE,
                        DihedralView.first(4),
                        recipe.head(),
                        Optional.empty()))
                .hasMessageContaining("at most 2 views, and 4 views");
    }

    @Test
    void imagesAboveTheThresholdAreUnknown() throws IOException {
        Path file = folder.resolve("model.onnx");
        ModelRecipe plain = model(1, WeighingBackbone.of("a", 12, 12));
        ModelRecipe recipe = new ModelRecipe(
                plain.parts(), plain.crop(), plain.views(), plain.head(), Optional.of(ModelFileTest::sumAsNovelty));
        TrainingImages kept = new TrainingImages(List.of(
                new TrainingImages.Image("Alnus/1.png", "Alnus", List.of(50f, 0f, 0f, 0f, 0f), ""),
                new TrainingImages.Image("Betula/2.png", "Betula", List.of(0f, 0f, 0f, 0f, 0f), "")));
        ModelCard.Rejection rejection = new ModelCard.Rejection("sum", 1e-6, 0.95, 0.94, 0.9, 0.97, 100);
        ModelFile.Learned learned = new ModelFile.Learned(
                CLASSES, learned().head(), learned().training(), List.of(), Optional.of(rejection), kept, Map.of());

        ModelFile.write(file, recipe, learned, probes(plain));

        try (Classifier classifier = Classifier.open(file)) {
            Prediction prediction = classifier.classify(image(3));
            assertThat(classifier.card().rejection()).contains(rejection);
            assertThat(classifier.images()).isEqualTo(kept);
            assertThat(prediction.isUnknown()).isTrue();
            assertThat(prediction.coordinates()).hasSize(5);
            assertThat(classifier.why(prediction))
                    .startsWith("unlike all training images: ")
                    .endsWith(" times as far from them as 95 % of known images stay; nearest: Betula (Betula/2.png)");
        }
    }

    /** The features are the coordinates; their sum's size is the novelty. */
    private static ModelRecipe.Placed sumAsNovelty(OnnxGraph graph, String features) {
        String sum = graph.node("MatMul", features, graph.constant("ones", new float[] {1, 1, 1, 1, 1}, 5, 1));
        String flat = graph.node("Reshape", graph.node("Abs", sum), graph.constant("flat", new long[] {-1}));
        return new ModelRecipe.Placed(flat, features, 5);
    }

    @Test
    void ofManyImagesEachClassKeepsItsShare() {
        int[] labels =
                IntStream.range(0, 3000).map(i -> i < 2500 ? 0 : 1 + i % 2).toArray();

        int[] chosen = TrainingImages.chosen(labels, 3);

        assertThat(chosen).hasSizeBetween(700, TrainingImages.MOST).isSorted();
        assertThat(IntStream.of(chosen).filter(i -> labels[i] == 0))
                .hasSize(333)
                .contains(0);
        assertThat(IntStream.of(chosen).filter(i -> labels[i] == 2)).hasSize(250);
        assertThat(TrainingImages.chosen(new int[] {0, 1, 1}, 2)).containsExactly(0, 1, 2);
    }

    @Test
    void oneSizeIsOneInputNamedPixels() throws IOException {
        assertThat(written().inputs()).extracting(ModelCard.Input::name).containsExactly("pixels");
    }

    @Test
    void manyImagesAreAnsweredAsEachAlone() throws IOException {
        written();
        try (Classifier classifier = Classifier.open(folder.resolve("model.onnx"))) {
            List<RgbImage> images = Stream.iterate(0, i -> i < 21, i -> i + 1)
                    .map(ModelFileTest::image)
                    .toList();

            List<Prediction> together = classifier.classify(images);

            for (int i = 0; i < images.size(); i++) {
                assertThat(together.get(i).probabilities())
                        .containsExactly(classifier.classify(images.get(i)).probabilities(), within(1e-6));
            }
        }
    }

    @Test
    void wrongProbabilitiesLeaveTheOldFile() throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.writeString(file, "old");
        ModelRecipe model = model(1, WeighingBackbone.of("a", 12, 12));
        List<ModelFile.Probe> wrong = List.of(new ModelFile.Probe(image(0), List.of(1.0, 0.0, 0.0)));
        assertThatThrownBy(() -> ModelFile.write(file, model, learned(), wrong))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(file + ": was not written: the model gives class Betula a probability of ");
        assertThat(file).hasContent("old");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void networkForOneImageAtATimeIsRefusedWithViews() {
        Backbone one = new WeighingBackbone("one", new InputSpec(8, 8, Interpolation.BILINEAR), 5, 1);
        ModelRecipe model = model(8, one);
        assertThatThrownBy(() -> ModelFile.write(
                        folder.resolve("m.onnx"), model, learned(), List.of(new ModelFile.Probe(image(0), List.of()))))
                .isInstanceOf(ExinaException.class)
                .hasMessageContaining(
                        "cannot be written: backbone one takes one image at a time, and the views would be several; train with"
                                + " 1 view");
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        written();
        Path file = folder.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        file + ": is no ONNX file, or was damaged or cut off; copy it again, or name a model file, as"
                                + " training writes it");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        written();
        Path file = folder.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1; // in the weights, which fill most of it
        Files.write(file, bytes);

        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + DAMAGED);
    }

    @Test
    void noBitOfAFileCanChangeUnnoticed() throws IOException {
        written();
        Path file = folder.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(8);
        Path changed = folder.resolve("changed.onnx");
        for (int at = 0; at < bytes.length; at += 1 + random.nextInt(99)) {
            byte[] other = bytes.clone();
            other[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(changed, other);
            assertThatThrownBy(() -> Classifier.open(changed)).as("byte %d", at).isInstanceOf(ExinaException.class);
        }
    }

    @Test
    void noFileThatWasCutOrGrewIsTaken() throws IOException {
        written();
        Path file = folder.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(file);
        for (int length = bytes.length - 1; length >= 0; length -= 997) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Classifier.open(file)).isInstanceOf(ExinaException.class);
        }
        Files.write(file, bytes);
        byte[] docString = {50, 1, 'x'}; // a field of the model's that Exina leaves empty
        Files.write(file, docString, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Classifier.open(file)).hasMessage(file + DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exina", "exina.format", "exina.fingerprint", "exina.pictures", "another"})
    void metadataThatWereChangedAreNoticed(String key) throws IOException {
        written();
        Path file = folder.resolve("model.onnx");
        OnnxGraph graph = OnnxGraph.parse(Files.readAllBytes(file));
        String text = graph.metadata().getOrDefault(key, "");
        Files.write(file, graph.metadata(key, text + " ").toBytes());

        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "3", "4"})
    void aFileWithoutItsFingerprintIsNotTakenForAnOldOne(String format) throws IOException {
        written();
        Path file = folder.resolve("model.onnx");
        OnnxGraph graph = OnnxGraph.parse(Files.readAllBytes(file));
        OnnxGraph bare = OnnxGraph.create("bare");
        bare.append(graph, "", Map.of("pixels", bare.input("pixels", OnnxGraph.Type.UINT8, -1, 12, 12, 3)));
        bare.metadata("exina", graph.metadata().get("exina")).metadata("exina.format", format);
        Files.write(file, bare.toBytes());

        assertThatThrownBy(() -> Classifier.open(file)).hasMessage(file + DAMAGED);
    }

    /** As docs/model-file.md defines it. */
    @Test
    void theFingerprintIsThatOfTheFileWithZerosInItsPlace() throws IOException {
        written();
        Path file = folder.resolve("model.onnx");
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String fingerprint =
                OnnxGraph.parse(Files.readAllBytes(file)).metadata().get("exina.fingerprint");

        String zeros = text.replace(fingerprint, "0".repeat(64));

        assertThat(Sha256.of(zeros.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(fingerprint);
        assertThat(zeros).isNotEqualTo(text);
    }

    @Test
    void whatIsAddedToAFileIsCoveredToo() throws IOException {
        written();
        Path file = folder.resolve("model.onnx");

        ModelFormat.add(file, "more", "of it");

        try (Classifier classifier = Classifier.open(file)) {
            assertThat(classifier.isWholeFileChecked()).isTrue();
            assertThat(classifier.metadata("more")).hasValue("of it");
            assertThat(classifier.metadata("less")).isEmpty();
        }
    }

    @Test
    void aForeignModelIsNamed() throws IOException {
        Path file = folder.resolve("foreign.onnx");
        Files.write(file, foreign().toBytes());

        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": is an ONNX model, but Exina did not write it; expected a model file, as"
                        + " training writes it. To train on its features, add it as a backbone")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.ADD_BACKBONE, "foreign.onnx")));
    }

    @Test
    void aNewerModelIsNamed() throws IOException {
        Path file = folder.resolve("newer.onnx");
        Files.write(file, foreign().metadata("exina.format", "99").toBytes());

        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": model format version 99 is newer than 4, the newest that this program reads;"
                        + " update Exina");
    }

    @Test
    void aFolderOrOtherFileIsNotWrittenOver() throws IOException {
        Path table = Files.writeString(folder.resolve("counts.csv"), "taxon,count");

        assertThatThrownBy(() -> ModelFile.reserve(folder))
                .hasMessage(folder + ": is a folder; expected the name of a file, such as model.onnx");
        assertThatThrownBy(() -> ModelFile.reserve(table))
                .hasMessage(table + ": is there already and is no model of Exina's; choose another name, or remove it"
                        + " first");
        written();
        ModelFile.reserve(folder.resolve("model.onnx"));
        ModelFile.reserve(folder.resolve("new/model.onnx"));
    }

    @Test
    void seenImagesAreKnownAgain() {
        String seen = Sha256.of("one");

        ImageFingerprints images = ImageFingerprints.parse(
                ImageFingerprints.of(List.of(seen, Sha256.of("two"), seen)).text());

        assertThat(images.contains(seen)).isTrue();
        assertThat(images.contains(Sha256.of("three"))).isFalse();
        assertThat(images.text()).hasSize(16);
    }

    private static OnnxGraph foreign() {
        OnnxGraph graph = OnnxGraph.create("foreign");
        graph.output("y", graph.input("x", OnnxGraph.Type.FLOAT, -1, 3), OnnxGraph.Type.FLOAT, -1, 3);
        return graph;
    }

    /** The head adds the logarithm of a known diameter to the first class's score. */
    @Test
    void aModelThatGoesBySizeTakesDiameters() throws IOException {
        ModelRecipe plain = model(1, WeighingBackbone.of("a", 12, 12));
        ModelCard.Size size = new ModelCard.Size(
                ModelFormat.DIAMETERS,
                0.5,
                List.of(
                        new ModelCard.ClassSize(41, 5.1),
                        new ModelCard.ClassSize(28.26, 4),
                        new ModelCard.ClassSize(20, 3)));
        ModelRecipe sized = new ModelRecipe(
                plain.parts(),
                Crop.WHOLE,
                DihedralView.first(1),
                ModelFileTest::sizedHead,
                Optional.empty(),
                Optional.of(size));
        Path file = folder.resolve("sized.onnx");
        List<Double> without = expected(plain, image(1));
        ModelCard card = ModelFile.write(
                file,
                sized,
                learned(),
                List.of(
                        new ModelFile.Probe(image(1), without),
                        new ModelFile.Probe(
                                image(1), times(without, 38), OptionalDouble.empty(), OptionalDouble.of(38))));

        assertThat(card.size()).contains(size);
        try (Classifier classifier = Classifier.open(file)) {
            assertThat(classifier.usesSize()).isTrue();
            assertThat(classifier.card()).isEqualTo(card);
            assertThat(classifier.metadata("exina.format")).hasValue("4");
            List<Prediction> both = classifier.classify(
                    List.of(image(1), image(1)), List.of(OptionalDouble.empty(), OptionalDouble.of(38)));
            assertThat(both.get(0).diameterMicrons()).isEmpty();
            assertThat(classifier.sizes(both.get(0))).isEmpty();
            assertThat(both.get(1).diameterMicrons()).hasValue(38);
            assertThat(both.get(1).probabilities())
                    .containsExactly(
                            times(without, 38).stream().mapToDouble(p -> p).toArray(), within(1e-5));
            assertThat(both.get(1).label()).isEqualTo(CLASSES.get(0));
            assertThat(classifier.sizes(both.get(1)))
                    .startsWith("38.0 \u00b5m; " + CLASSES.get(0) + " 41.0 \u00b1 5.1, ");
            List<Double> measured = new ArrayList<>();
            Path png = Files.write(folder.resolve("one.png"), ImageEncoder.png(image(1)));
            classifier.classifyFiles(
                    List.of(png, png),
                    (path, image) -> OptionalDouble.of(image.width()),
                    result -> measured.add(
                            result.prediction().orElseThrow().diameterMicrons().orElseThrow()));
            assertThat(measured).containsOnly((double) image(1).width()).hasSize(2);
            assertThatThrownBy(() -> classifier.classify(List.of(image(1)), List.of()))
                    .hasMessage("expected a diameter for each of 1 images, got 0");
        }
    }

    @Test
    void aModelWithoutSizePassesDiametersOverAndSaysNothingOfThem() throws IOException {
        written();
        try (Classifier classifier = Classifier.open(folder.resolve("model.onnx"))) {
            Prediction told = classifier.classify(image(2), OptionalDouble.of(38));

            assertThat(classifier.usesSize()).isFalse();
            assertThat(told.probabilities())
                    .containsExactly(classifier.classify(image(2)).probabilities());
            assertThat(told.diameterMicrons()).isEmpty();
            assertThat(classifier.metadata("exina").orElseThrow()).doesNotContain("\"size\"");
        }
    }

    private static String sizedHead(OnnxGraph graph, String features, Optional<String> diameters) {
        String probabilities = head(graph, features, 5);
        String atLeastOne = graph.node("Max", diameters.orElseThrow(), graph.constant("one", new float[] {1}, 1));
        String first = graph.constant("first_class", new float[] {1, 0, 0}, 3);
        String added = graph.node("Mul", graph.node("Log", atLeastOne), first);
        return graph.node("Softmax", Map.of("axis", 1), graph.node("Add", graph.node("Log", probabilities), added));
    }

    /** The first class that many times as likely. */
    private static List<Double> times(List<Double> probabilities, double factor) {
        double sum = probabilities.stream().mapToDouble(p -> p).sum() + (factor - 1) * probabilities.get(0);
        return IntStream.range(0, probabilities.size())
                .mapToObj(k -> (k == 0 ? factor : 1) * probabilities.get(k) / sum)
                .toList();
    }

    @Test
    void unreadableFilesAreReportedInTheirPlace() throws IOException {
        written();
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "text");
        List<FileResult> results = new ArrayList<>();
        try (Classifier classifier = Classifier.open(folder.resolve("model.onnx"))) {
            classifier.classifyFiles(List.of(broken, folder.resolve("missing.png")), results::add);
        }
        assertThat(results).extracting(r -> r.problem().isPresent()).containsExactly(true, true);
        assertThat(results.get(1).problem()).hasValue(folder.resolve("missing.png") + ": does not exist");
    }

    private ModelCard written() throws IOException {
        ModelRecipe model = model(8, WeighingBackbone.of("a", 12, 12));
        return ModelFile.write(folder.resolve("model.onnx"), model, learned(), probes(model));
    }

    /** The classifier is a softmax over the sums of each third feature. */
    private static ModelRecipe model(int views, Backbone... backbones) {
        return new ModelRecipe(
                List.of(backbones),
                Crop.WHOLE,
                DihedralView.first(views),
                (graph, features, diameters) -> head(graph, features, 5 * backbones.length));
    }

    private static ModelFile.Learned learned() {
        return new ModelFile.Learned(
                CLASSES,
                new ModelCard.Head("softmax", Map.of("l2", "1")),
                new ModelCard.Training("pollen", "f", 6, 5, List.of(2, 2, 2), 1, "2026-01-01T00:00:00Z", ""),
                List.of(new ModelCard.Estimate(10, 60, 0.9, 0.8, 0.95, 0.9, 0.3, 0.02)),
                Map.of("exina", "0"));
    }

    private static String head(OnnxGraph graph, String features, int length) {
        float[] thirds = new float[length * 3];
        for (int i = 0; i < length; i++) {
            thirds[i * 3 + i % 3] = 1;
        }
        String sums = graph.node("MatMul", features, graph.constant("thirds", thirds, length, 3));
        return graph.node("Softmax", Map.of("axis", 1), sums);
    }

    private static List<ModelFile.Probe> probes(ModelRecipe model) {
        return Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .map(i -> new ModelFile.Probe(image(i), expected(model, image(i))))
                .toList();
    }

    private static List<Double> expected(ModelRecipe model, RgbImage image) {
        double[] scores = new double[3];
        int at = 0;
        for (ModelRecipe.Part part : model.parts()) {
            Backbone backbone = part.backbone();
            InputSpec input = backbone.input();
            RgbImage sized = model.crop().toSize(image, input.width(), input.height(), input.interpolation());
            for (DihedralView view : model.views().subList(0, part.views())) {
                float[] features = backbone.features(List.of(view.apply(sized)))[0];
                for (int f = 0; f < features.length; f++) {
                    scores[(at + f) % 3] += features[f] / part.views();
                }
            }
            at += backbone.length();
        }
        double sum = DoubleStream.of(scores).map(Math::exp).sum();
        return DoubleStream.of(scores)
                .map(score -> Math.exp(score) / sum)
                .boxed()
                .toList();
    }

    private static RgbImage image(int seed) {
        byte[] pixels = new byte[3 * 17 * 23];
        new Random(seed).nextBytes(pixels);
        return RgbImage.of(17, 23, pixels);
    }
}
