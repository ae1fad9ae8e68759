package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.exina.backbone.Backbone;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.OutputKind;
import org.exina.model.Classifier;
import org.exina.model.ModelCard;
import org.exina.model.ModelFormat;
import org.exina.model.Prediction;
import org.exina.model.TrainingImages;
import org.exina.onnx.FileHash;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;

/**
 * Writes model files: one ONNX file with preprocessing, backbones and head, and a {@link ModelCard} in its metadata. See
 * docs/model-file.md.
 */
public final class ModelFile {
    /** How far the file's probabilities may be from the trainer's: features pass through other sums in a graph. */
    private static final double TOLERANCE = 1e-5;
    /** How far the file's novelty may be from the trainer's; it is 1 at the threshold and has no upper end. */
    private static final double NOVELTY_TOLERANCE = 1e-3;

    private ModelFile() {}

    /**
     * All of a card that the recipe does not tell.
     *
     * @param classes labels, in the order of the probabilities
     * @param rejection as in the card; there must be one when the recipe has a familiarity
     * @param images trained on, to be shown beside others; empty for none
     * @param framing as in the card
     */
    public record Learned(
            List<String> classes,
            ModelCard.Head head,
            ModelCard.Training training,
            List<ModelCard.Estimate> estimates,
            Optional<ModelCard.Rejection> rejection,
            TrainingImages images,
            Optional<ModelCard.Framing> framing,
            Map<String, String> versions) {
        public Learned {
            classes = List.copyOf(classes);
            estimates = List.copyOf(estimates);
        }

        /** Of a model of images that are not known to show a grain each. */
        public Learned(
                List<String> classes,
                ModelCard.Head head,
                ModelCard.Training training,
                List<ModelCard.Estimate> estimates,
                Optional<ModelCard.Rejection> rejection,
                TrainingImages images,
                Map<String, String> versions) {
            this(classes, head, training, estimates, rejection, images, Optional.empty(), versions);
        }

        /** Of a model that answers every image. */
        public Learned(
                List<String> classes,
                ModelCard.Head head,
                ModelCard.Training training,
                List<ModelCard.Estimate> estimates,
                Map<String, String> versions) {
            this(classes, head, training, estimates, Optional.empty(), TrainingImages.NONE, versions);
        }
    }

    /**
     * An image and what the trainer says of it.
     *
     * @param probabilities one per class
     * @param novelty empty where the model has none
     * @param diameterMicrons of the grain; empty where it is not told
     */
    public record Probe(
            RgbImage image, List<Double> probabilities, OptionalDouble novelty, OptionalDouble diameterMicrons) {
        public Probe {
            probabilities = List.copyOf(probabilities);
        }

        public Probe(RgbImage image, List<Double> probabilities, OptionalDouble novelty) {
            this(image, probabilities, novelty, OptionalDouble.empty());
        }

        public Probe(RgbImage image, List<Double> probabilities) {
            this(image, probabilities, OptionalDouble.empty());
        }
    }

    /**
     * Makes sure, before long work begins, that a model can be written there.
     *
     * @param others what is read for it
     * @throws ExinaException when it is a folder, or holds something else than a model of Exina's
     * @throws IOException when its folder cannot be made or written
     */
    public static void reserve(Path file, Path... others) throws IOException {
        new OutputKind("model of Exina's", "model.onnx", ModelFile::isOurs).reserve(file, others);
    }

    private static boolean isOurs(Path file) throws IOException {
        try {
            return OnnxGraph.parse(Files.readAllBytes(file)).metadata().containsKey(ModelFormat.FORMAT_KEY);
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
     * @throws ExinaException when a backbone does not allow it, or probabilities differ by more than 1e-5, novelty by more
     *     than 1e-3
     */
    public static ModelCard write(Path file, ModelRecipe recipe, Learned learned, List<Probe> probes)
            throws IOException {
        if (probes.isEmpty()) {
            throw new IllegalArgumentException("expected at least 1 probe");
        }
        if (recipe.familiarity().isPresent() != learned.rejection().isPresent()) {
            throw new IllegalArgumentException("expected a familiarity and a rejection, or neither of them");
        }
        ModelGraph.Built built = build(file, recipe, learned);
        ModelCard card = card(recipe, learned, built.inputs());
        OnnxGraph graph = built.graph()
                .metadata(ModelFormat.FORMAT_KEY, Integer.toString(ModelFormat.FORMAT))
                .metadata(ModelFormat.CARD, Json.write(card));
        if (!learned.images().all().isEmpty()) {
            graph.metadata(ModelFormat.IMAGES, learned.images().text());
        }
        byte[] bytes = FileHash.seal(graph, ModelFormat.FINGERPRINT);
        AtomicFiles.write(file, out -> out.write(bytes), written -> compare(file, written, probes));
        return card;
    }

    private static ModelGraph.Built build(Path file, ModelRecipe recipe, Learned learned) throws ExinaException {
        for (Backbone backbone : recipe.backbones()) {
            List<DihedralView> views = recipe.views().subList(0, recipe.viewsOf(backbone));
            boolean turned = views.stream().anyMatch(view -> view.turns() % 2 == 1);
            if (views.size() > 1 && backbone.largestBatch() == 1) {
                throw new ExinaException(
                        file,
                        "cannot be written: backbone " + backbone.name() + " takes one image at a time, and the"
                                + " views would be several; train with 1 view");
            }
            if (turned && backbone.input().height() != backbone.input().width()) {
                throw new ExinaException(
                        file,
                        "cannot be written: the images of backbone " + backbone.name() + " are no squares and"
                                + " cannot be turned in a model; train with 1 view");
            }
        }
        try {
            return ModelGraph.of(recipe, learned.classes().size());
        } catch (IllegalArgumentException e) { // operator sets that do not go together
            throw new ExinaException(
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
        List<ModelCard.BackboneUsed> backbones = recipe.parts().stream()
                .map(part -> used(part, inputs.get(part.backbone().input())))
                .toList();
        return new ModelCard(
                learned.classes(),
                recipe.crop(),
                recipe.views().size(),
                ports,
                backbones,
                learned.head(),
                learned.training(),
                learned.estimates(),
                learned.rejection(),
                recipe.size(),
                learned.framing(),
                learned.versions());
    }

    private static ModelCard.BackboneUsed used(ModelRecipe.Part part, String input) {
        Backbone backbone = part.backbone();
        return new ModelCard.BackboneUsed(
                backbone.name(),
                backbone.fingerprint(),
                input,
                part.views(),
                backbone.taps().stream().map(tap -> tap.name()).toList(),
                backbone.length(),
                backbone.engine(),
                backbone.precision());
    }

    private static void compare(Path file, Path written, List<Probe> probes) throws IOException {
        try (Classifier classifier = Classifier.open(written)) {
            for (Probe probe : probes) {
                Prediction found = classifier.classify(probe.image(), probe.diameterMicrons());
                for (int k = 0; k < probe.probabilities().size(); k++) {
                    String what = "class " + classifier.classes().get(k) + " a probability";
                    double expected = probe.probabilities().get(k);
                    compare(file, what, found.probabilities()[k], expected, TOLERANCE);
                }
                if (probe.novelty().isPresent()) {
                    double expected = probe.novelty().getAsDouble();
                    double tolerance = NOVELTY_TOLERANCE * Math.max(1, expected);
                    compare(file, "an image a novelty", found.novelty().orElseThrow(), expected, tolerance);
                }
            }
        }
    }

    private static void compare(Path file, String what, double found, double expected, double tolerance)
            throws ExinaException {
        if (!(Math.abs(found - expected) <= tolerance)) {
            throw new ExinaException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "was not written: the model gives %s of %.6f where training gave %.6f; expected a difference"
                                    + " of at most %.0e. Please report this, with the backbones used",
                            what,
                            found,
                            expected,
                            tolerance));
        }
    }
}
