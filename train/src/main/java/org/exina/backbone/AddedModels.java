package org.exina.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.io.Json;
import org.exina.io.Remedy;
import org.exina.io.Sha256;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxFile;
import org.exina.onnx.OnnxGraph;

/** The models users added: a folder for each, with the model's files and {@link #DESCRIPTION}. */
final class AddedModels {
    static final String DESCRIPTION = "backbone.json";

    private static final String AGAIN = "; remove the backbone and add it again";

    private final Path folder;

    AddedModels(Path folder) {
        this.folder = folder;
    }

    /** Sorted. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> Files.isRegularFile(each.resolve(DESCRIPTION)))
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    /**
     * Reads the description of an added model.
     *
     * @throws ExinaException when the description is damaged or a newer program's
     */
    AddedModel describe(String name) throws IOException {
        Path file = folder(name).resolve(DESCRIPTION);
        int format;
        try {
            JsonNode tree = Json.read(file, JsonNode.class);
            format = tree.path("format").asInt(0);
            if (format == AddedModel.FORMAT) {
                return Json.read(file, AddedModel.class);
            }
        } catch (IOException e) {
            throw new ExinaException(file, "is damaged" + AGAIN, e).with(Remedy.Kind.REMOVE_BACKBONE, name);
        }
        if (format > AddedModel.FORMAT) {
            throw new ExinaException(
                    file,
                    "backbone format version " + format + " is newer than " + AddedModel.FORMAT
                            + ", the newest that this program reads; update Exina");
        }
        throw new ExinaException(file, "is of an older Exina" + AGAIN).with(Remedy.Kind.REMOVE_BACKBONE, name);
    }

    /**
     * Opens an added model whose files are still those that were added; read as it was added, it is tested, too.
     *
     * @throws ExinaException when a file is missing or another than was added, gives other features, or cannot be read
     *     as asked
     */
    Backbone open(BackboneSpec spec) throws IOException {
        AddedModel model = describe(spec.name());
        for (AddedModel.StoredFile stored : model.files()) {
            checkFile(spec.name(), stored);
        }
        OnnxGraph graph;
        try {
            graph = OnnxFile.read(folder(spec.name()).resolve(model.model())).graph();
        } catch (ExinaException | IllegalArgumentException e) {
            throw new ExinaException("backbone " + spec.name(), e.getMessage(), e);
        }
        return spec.isPlain() ? asAdded(spec.name(), model, graph) : readOtherwise(spec, model, graph);
    }

    private static Backbone asAdded(String name, AddedModel model, OnnxGraph graph) throws IOException {
        OnnxGraph network = graph.cutAt(model.reading().values());
        Backbone backbone = backbone(name, model, network, model.reading(), model.oneByOne());
        try {
            FeatureCheck.check(backbone, model.selfTest());
        } catch (IOException | RuntimeException e) {
            backbone.close();
            throw e;
        }
        return backbone;
    }

    /** Shapes may depend on the size: the model is run to see them. */
    private Backbone readOtherwise(BackboneSpec spec, AddedModel model, OnnxGraph graph) throws IOException {
        TapConfig usual = model.reading();
        InputSpec input = spec.size().isEmpty()
                ? usual.input()
                : new InputSpec(spec.size().getAsInt(), spec.size().getAsInt(), model.interpolation());
        Map<String, List<Pooling>> poolings = new HashMap<>();
        usual.taps().forEach(tap -> poolings.put(tap.value(), List.of(tap.pooling())));
        ModelProbe.Result tried = new ModelProbe(
                        folder(spec.name()).resolve(model.model()),
                        graph,
                        input,
                        spec.preprocessing().orElse(usual.preprocessing()))
                .run(
                        spec.taps().isEmpty() ? usual.values() : spec.taps(),
                        tap -> spec.poolings().isEmpty()
                                ? poolings.getOrDefault(tap, List.of(Pooling.MEAN))
                                : spec.poolings());
        return backbone(spec.id(), model, tried.network(), tried.reading(), tried.oneByOne());
    }

    static Backbone backbone(String name, AddedModel model, OnnxGraph network, TapConfig reading, boolean oneByOne)
            throws ExinaException {
        return OnnxBackbone.open(
                new OnnxBackbone.Settings(name, reading, reading.fingerprint(model.network()), oneByOne, model.seen()),
                network,
                model.channelsLast());
    }

    /** What is wrong with a file, if anything. */
    private void checkFile(String name, AddedModel.StoredFile stored) throws IOException {
        Path file = folder(name).resolve(stored.name());
        if (!Files.isRegularFile(file)) {
            throw new ExinaException(file, "is missing" + AGAIN).with(Remedy.Kind.REMOVE_BACKBONE, name);
        }
        if (Files.size(file) != stored.bytes() || !Sha256.of(file).equals(stored.sha256())) {
            throw new ExinaException(file, "is not the file that was added (its hash differs)" + AGAIN)
                    .with(Remedy.Kind.REMOVE_BACKBONE, name);
        }
    }

    void remove(String name) throws IOException {
        Folders.delete(folder(name));
    }
}
