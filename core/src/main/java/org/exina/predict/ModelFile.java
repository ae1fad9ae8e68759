package org.exina.predict;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.backbone.Backbone;
import org.exina.backbone.InputSpec;
import org.exina.image.RgbImage;
import org.exina.network.OnnxGraph;
import org.exina.store.AtomicFiles;
import org.exina.store.Json;

/**
 * Writes model files: one ONNX file with preprocessing, backbones and head, and a {@link ModelCard} in its metadata. See
 * docs/model-file.md.
 */
public final class ModelFile {
    /** The version this program writes, and the newest it reads. */
    public static final int FORMAT = 1;

    /** The model's output: float (n, classes). */
    public static final String PROBABILITIES = "probabilities";

    static final String CARD = "exina";
    static final String FORMAT_KEY = "exina.format";
    static final String FINGERPRINT = "exina.fingerprint";

    /** How far the file's probabilities may be from the trainer's: features pass through other sums in a graph. */
    private static final double TOLERANCE = 1e-5;

    private ModelFile() {}

    /**
     * All of a card that the recipe does not tell.
     *
     * @param classes labels, in the order of the probabilities
     */
    public record Learned(
            List<String> classes,
            ModelCard.Head head,
            ModelCard.Training training,
            List<ModelCard.Estimate> estimates,
            Map<String, String> versions) {
        public Learned {
            classes = List.copyOf(classes);
            estimates = List.copyOf(estimates);
        }
    }

    /** A picture and what the trainer says of it: a probability per class. */
    public record Probe(RgbImage picture, List<Double> probabilities) {
        public Probe {
            probabilities = List.copyOf(probabilities);
        }
    }

    /**
     * Makes sure, before long work begins, that a model can be written there.
     *
     * @throws ModelException when it is a folder, or holds something else than a model of Exina's
     * @throws IOException when its folder cannot be made or written
     */
    public static void reserve(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new ModelException(file, "is a folder; expected the name of a file, such as model.onnx");
        }
        AtomicFiles.createFolders(target.getParent());
        if (!Files.isWritable(target.getParent())) {
            throw new AccessDeniedException(target.getParent().toString());
        }
        if (Files.exists(target) && Files.size(target) > 0 && !isOurs(target)) {
            throw new ModelException(
                    file, "is there already and is no model of Exina's; choose another name, or remove it first");
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        try {
            return OnnxGraph.parse(Files.readAllBytes(file)).metadata().containsKey(FORMAT_KEY);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Writes a model, opens it again and compares what it says of the probes; an earlier file of that name is replaced
     * only when all agree.
     *
     * @param probes at least one
     * @return the card as it was written
     * @throws ModelException when a backbone does not allow it, or the probabilities differ by more than 1e-5
     */
    public static ModelCard write(Path file, ModelRecipe recipe, Learned learned, List<Probe> probes)
            throws IOException {
        if (probes.isEmpty()) {
            throw new IllegalArgumentException("expected at least 1 probe");
        }
        ModelGraph.Built built = build(file, recipe, learned);
        ModelCard card = card(recipe, learned, built.inputs());
        OnnxGraph graph = built.graph()
                .metadata(FORMAT_KEY, Integer.toString(FORMAT))
                .metadata(CARD, Json.write(card))
                .metadata(FINGERPRINT, built.graph().fingerprint());
        byte[] bytes = graph.toBytes();
        AtomicFiles.write(file, out -> out.write(bytes), written -> compare(file, written, probes));
        return card;
    }

    private static ModelGraph.Built build(Path file, ModelRecipe recipe, Learned learned) throws ModelException {
        boolean turned = recipe.views().stream().anyMatch(view -> view.turns() % 2 == 1);
        for (Backbone backbone : recipe.backbones()) {
            if (recipe.views().size() > 1 && backbone.largestBatch() == 1) {
                throw new ModelException(
                        file,
                        "cannot be written: backbone " + backbone.name() + " takes one picture at a time, and the"
                                + " views would be several; train with --views 1");
            }
            if (turned && backbone.input().height() != backbone.input().width()) {
                throw new ModelException(
                        file,
                        "cannot be written: the pictures of backbone " + backbone.name() + " are no squares and"
                                + " cannot be turned in a model; train with --views 1");
            }
        }
        try {
            return ModelGraph.of(recipe, learned.classes().size());
        } catch (IllegalArgumentException e) { // operator sets that do not go together
            throw new ModelException(
                    file, "cannot be written: the backbones do not go into one graph (" + e.getMessage() + ")", e);
        }
    }

    private static ModelCard card(ModelRecipe recipe, Learned learned, Map<InputSpec, String> inputs) {
        List<ModelCard.Input> ports = inputs.entrySet().stream()
                .map(each -> new ModelCard.Input(
                        each.getValue(),
                        each.getKey().height(),
                        each.getKey().width(),
                        each.getKey().interpolation()))
                .toList();
        List<ModelCard.BackboneUsed> backbones = recipe.backbones().stream()
                .map(each -> new ModelCard.BackboneUsed(
                        each.name(),
                        each.fingerprint(),
                        inputs.get(each.input()),
                        each.taps().stream().map(tap -> tap.name()).toList(),
                        each.length(),
                        each.engine(),
                        each.precision()))
                .toList();
        return new ModelCard(
                learned.classes(),
                recipe.crop().id(),
                recipe.views().size(),
                ports,
                backbones,
                learned.head(),
                learned.training(),
                learned.estimates(),
                learned.versions());
    }

    private static void compare(Path file, Path written, List<Probe> probes) throws IOException {
        try (Classifier classifier = Classifier.open(written)) {
            for (Probe probe : probes) {
                double[] found = classifier.classify(probe.picture()).probabilities();
                for (int k = 0; k < found.length; k++) {
                    double expected = probe.probabilities().get(k);
                    if (!(Math.abs(found[k] - expected) <= TOLERANCE)) {
                        throw new ModelException(
                                file,
                                String.format(
                                        Locale.ROOT,
                                        "was not written: the model gives class %s a probability of %.6f where training"
                                                + " gave %.6f; expected a difference of at most %.0e. Please report"
                                                + " this, with the backbones used",
                                        classifier.classes().get(k),
                                        found[k],
                                        expected,
                                        TOLERANCE));
                    }
                }
            }
        }
    }
}
