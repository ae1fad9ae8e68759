package org.exina.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.image.Interpolation;
import org.exina.image.file.SeenPictures;

/**
 * What a model file says of itself, in its metadata under {@code exina}, as JSON. Plain records, read and written as they
 * stand; docs/model-file.md explains them to other programs.
 *
 * @param classes labels, in the order of the probabilities
 * @param crop which part of a picture it sees, see {@link org.exina.image.Crop}
 * @param views how many dihedral views there are in the graph at most, see {@link BackboneUsed}
 * @param inputs in the order in which backbones take them
 * @param backbones in the order of their features
 * @param head how the features were told apart
 * @param training what it learned from
 * @param estimates how well it will do, by cross-validation on the training data; empty when that was not asked for
 * @param rejection when a picture counts as unknown: one, or none where the model answers every picture
 * @param size what it knows of the size of grains: one, or none where it does not go by size
 * @param versions of Exina, Java, the system and the engine, by name
 */
public record ModelCard(
        List<String> classes,
        String crop,
        int views,
        List<Input> inputs,
        List<BackboneUsed> backbones,
        Head head,
        Training training,
        List<Estimate> estimates,
        List<Rejection> rejection,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Size> size, // files without stay as they were
        Map<String, String> versions) {
    public ModelCard {
        classes = List.copyOf(classes);
        inputs = List.copyOf(inputs);
        backbones = List.copyOf(backbones);
        estimates = List.copyOf(estimates);
        rejection = rejection == null ? List.of() : List.copyOf(rejection); // model files of format 1 have none
        size = size == null ? List.of() : List.copyOf(size);
        versions = Map.copyOf(versions);
    }

    /**
     * Pictures of one size: uint8 (n, heightPx, widthPx, 3), RGB.
     *
     * @param name of the graph's input
     */
    public record Input(String name, int heightPx, int widthPx, Interpolation interpolation) {}

    /**
     * A frozen network inside; one whose features are taken with different numbers of views is there for each.
     *
     * @param input the name of the input it takes
     * @param views over how many views its features are averaged; 0 in files of format 1: all
     */
    public record BackboneUsed(
            String name,
            String fingerprint,
            String input,
            Integer views,
            List<String> taps,
            int features,
            String engine,
            String precision) {
        public BackboneUsed {
            views = views == null ? 0 : views; // boxed, since files of format 1 have none
            taps = List.copyOf(taps);
        }
    }

    /**
     * The head that answers: how it was asked for, and what came of its training.
     *
     * @param id as the user asks for it
     * @param settings what its training chose
     */
    public record Head(String id, Map<String, String> settings) {
        public Head {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * What it learned from.
     *
     * @param data name of the folder or manifest
     * @param fingerprint SHA-256 over labels, contents and groups in order
     * @param groups how many sets of pictures stood together
     * @param perClass pictures of each class, in the order of the classes
     * @param seed of all that is random
     * @param finished when, ISO 8601 in UTC
     * @param seen see {@link SeenPictures}
     */
    public record Training(
            String data,
            String fingerprint,
            int pictures,
            int groups,
            List<Integer> perClass,
            long seed,
            String finished,
            String seen) {
        public Training {
            perClass = List.copyOf(perClass);
        }
    }

    /**
     * A cross-validation of the same recipe on the training data.
     *
     * @param n pictures, each tested once
     * @param accuracyLow lower end of the 95 % interval
     * @param accuracyHigh its upper end
     */
    public record Estimate(
            int folds,
            int n,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            double macroF1,
            double logLoss,
            double calibrationError) {}

    /**
     * When a picture counts as unknown.
     *
     * @param method how novelty is computed
     * @param threshold pictures of more novelty are unknown; novelty is told in the unit that makes this 1
     * @param aim the share of known pictures that the threshold was set to keep
     * @param kept the share kept of known pictures not trained on, whole groups left out
     * @param keptLow lower end of the 95 % interval
     * @param keptHigh its upper end
     * @param n pictures that this was measured on
     */
    public record Rejection(
            String method, double threshold, double aim, double kept, double keptLow, double keptHigh, int n) {
        public Rejection {
            if (!(threshold > 0)) {
                throw new IllegalArgumentException("threshold must be greater than 0, got " + threshold);
            }
        }
    }

    /**
     * What a model that goes by the size of grains knows of it: the logarithm of each class's diameter is taken to be
     * normal. Diameters are those of circles of the grains' area.
     *
     * @param input the name of the graph's input that takes diameters in micrometres; 0 or less: not known
     * @param weight of the logarithm of the density, in (0, 1]
     * @param perClass in the order of the classes
     */
    public record Size(String input, double weight, List<ClassSize> perClass) {
        public Size {
            perClass = List.copyOf(perClass);
        }
    }

    /**
     * Diameters of a class in micrometres.
     *
     * @param mean the geometric one
     * @param deviation the standard deviation: that of the logarithm, times the mean
     */
    public record ClassSize(double mean, double deviation) {
        /** "41.0 \u00b1 5.1". */
        public String text() {
            return String.format(Locale.ROOT, "%.1f \u00b1 %.1f", mean, deviation);
        }
    }
}
