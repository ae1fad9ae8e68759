package org.exina.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.exina.image.Crop;
import org.exina.image.Interpolation;
import org.exina.image.file.ImageFingerprints;

/**
 * What a model file says of itself, in its metadata under {@code exina}, as JSON. Plain records, read and written as they
 * stand; docs/model-file.md explains them to other programs.
 *
 * @param classes labels, in the order of the probabilities
 * @param crop which part of an image it sees, see {@link org.exina.image.Crop}
 * @param views how many dihedral views there are in the graph at most, see {@link BackboneUsed}
 * @param inputs in the order in which backbones take them
 * @param backbones in the order of their features
 * @param head how the features were told apart
 * @param training what it learned from
 * @param estimates how well it will do, by cross-validation on the training data; empty when that was not asked for
 * @param rejection when an image counts as unknown; empty where the model answers every image
 * @param size what it knows of the size of grains; empty where it does not go by size
 * @param framing how its training images show their grains; empty where that cannot be told
 * @param versions of Exina, Java, the system and the engine, by name
 */
public record ModelCard(
        List<String> classes,
        Crop crop,
        int views,
        List<Input> inputs,
        List<BackboneUsed> backbones,
        Head head,
        Training training,
        List<Estimate> estimates,
        Optional<Rejection> rejection, // model files of format 1 have none
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Size> size, // files without stay as they were
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Framing> framing,
        Map<String, String> versions) {
    public ModelCard {
        classes = List.copyOf(classes);
        inputs = List.copyOf(inputs);
        backbones = List.copyOf(backbones);
        estimates = List.copyOf(estimates);
        versions = Map.copyOf(versions);
    }

    /**
     * Images of one size: uint8 (n, heightPx, widthPx, 3), RGB.
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
     * @param settings what its training chose, by name: numbers, words, truth values
     * @param selection what a search for it found; empty when there was no search
     */
    public record Head(
            String id,
            Map<String, Object> settings,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Selection> selection) {
        public Head {
            selection = selection.isPresent() ? selection : Selection.ofSettings(settings);
            settings = Selection.without(settings);
        }

        /** A head that was not searched for. */
        public Head(String id, Map<String, Object> settings) {
            this(id, settings, Optional.empty());
        }
    }

    /**
     * What a search for a head averaged, and among what.
     *
     * @param chosen at least one, their weights 1 together
     * @param tried in the order in which they were tried
     * @param sizeTried with each weight of the size of grains, without it first; none where sizes are not known
     * @param sizes of the classes, in their order; none where the head does not go by size
     * @param notTried for lack of time or images, and why
     */
    public record Selection(
            List<Chosen> chosen,
            List<Tried> tried,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SizeTried> sizeTried,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ClassSize> sizes,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notTried) {
        private static final Set<String> TABLES = Set.of("chosen", "tried", "sizeTried", "sizes", "notTried");

        public Selection {
            chosen = List.copyOf(chosen);
            tried = List.copyOf(tried);
            sizeTried = sizeTried == null ? List.of() : List.copyOf(sizeTried);
            sizes = sizes == null ? List.of() : List.copyOf(sizes);
            notTried = notTried == null ? List.of() : List.copyOf(notTried);
        }

        /**
         * Features and a head that were chosen.
         *
         * @param weight in (0, 1]
         */
        public record Chosen(String title, double weight) {}

        /**
         * Features and a head that were tried.
         *
         * @param features how many
         * @param logLoss of samples whose groups were left out
         * @param errors the same
         * @param weight 0 when it was not chosen
         */
        public record Tried(String title, int features, double logLoss, int errors, double weight) {}

        /**
         * A weight that the size of grains was tried with.
         *
         * @param logLoss of samples whose groups were left out
         * @param errors the same
         */
        public record SizeTried(double weight, double logLoss, int errors) {}

        /** Reads the tables that files had among a head's settings before they were records: a line each, parted by tabs. */
        public static Optional<Selection> ofSettings(Map<String, Object> settings) {
            if (!settings.containsKey("chosen")) {
                return Optional.empty();
            }
            return Optional.of(new Selection(
                    rows(settings, "chosen", " x ", 2)
                            .map(row -> new Chosen(row[1], Double.parseDouble(row[0])))
                            .toList(),
                    rows(settings, "tried", "\t", 5)
                            .map(row -> new Tried(
                                    row[4],
                                    Integer.parseInt(row[2]),
                                    Double.parseDouble(row[0]),
                                    Integer.parseInt(row[1]),
                                    Double.parseDouble(row[3])))
                            .toList(),
                    rows(settings, "sizeTried", "\t", 3)
                            .map(row -> new SizeTried(
                                    Double.parseDouble(row[0]), Double.parseDouble(row[1]), Integer.parseInt(row[2])))
                            .toList(),
                    rows(settings, "sizes", "\t", 2)
                            .map(row -> new ClassSize(Double.parseDouble(row[0]), Double.parseDouble(row[1])))
                            .toList(),
                    rows(settings, "notTried", "\n", 1).map(row -> row[0]).toList()));
        }

        private static Stream<String[]> rows(Map<String, Object> settings, String key, String separator, int columns) {
            return settings.getOrDefault(key, "").toString().lines().map(line -> line.split(separator, columns));
        }

        /** Settings without those tables, in their order. */
        public static Map<String, Object> without(Map<String, Object> settings) {
            Map<String, Object> rest = new LinkedHashMap<>(settings);
            rest.keySet().removeAll(TABLES);
            return Collections.unmodifiableMap(rest);
        }
    }

    /**
     * What it learned from.
     *
     * @param data name of the folder or manifest
     * @param fingerprint SHA-256 over labels, contents and groups in order
     * @param groups how many sets of images stood together
     * @param perClass images of each class, in the order of the classes
     * @param seed of all that is random
     * @param finished when, ISO 8601 in UTC
     * @param seen see {@link ImageFingerprints}
     * @param sampleBits how many bits the samples of images of 16 used: images are to be read as those were. 16 in files
     *     that do not tell; see {@link org.exina.image.file.SampleDepth}
     * @param sampleBitsKnown whether there were such images, or their owner said it
     */
    public record Training(
            String data,
            String fingerprint,
            int pictures,
            int groups,
            List<Integer> perClass,
            long seed,
            String finished,
            String seen,
            Integer sampleBits,
            Boolean sampleBitsKnown) {
        public Training {
            perClass = List.copyOf(perClass);
            sampleBits = sampleBits == null ? 16 : sampleBits; // boxed, since older files have none
            sampleBitsKnown = sampleBitsKnown == null ? sampleBits < 16 : sampleBitsKnown;
        }

        /** From images whose samples use all of their bits. */
        public Training(
                String data,
                String fingerprint,
                int pictures,
                int groups,
                List<Integer> perClass,
                long seed,
                String finished,
                String seen) {
            this(data, fingerprint, pictures, groups, perClass, seed, finished, seen, 16, false);
        }
    }

    /**
     * A cross-validation of the same recipe on the training data.
     *
     * @param n images, each tested once
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
     * When an image counts as unknown.
     *
     * @param method how novelty is computed
     * @param threshold images of more novelty are unknown; novelty is told in the unit that makes this 1
     * @param aim the share of known images that the threshold was set to keep
     * @param kept the share kept of known images not trained on, whole groups left out
     * @param keptLow lower end of the 95 % interval
     * @param keptHigh its upper end
     * @param n images that this was measured on
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
     * How training images were cut around their grains: a count cuts the grains that it finds in the same way.
     *
     * @param square whether they are squares; else each is as wide and high as its grain, but for the margin
     * @param margin the side of a square by the longer side of the grain's box; of others, each side by that of the box
     * @param images that this was measured on
     */
    public record Framing(boolean square, double margin, int images) {
        public Framing {
            if (!(margin >= 1)) {
                throw new IllegalArgumentException("margin must be 1 or more, got " + margin);
            }
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
