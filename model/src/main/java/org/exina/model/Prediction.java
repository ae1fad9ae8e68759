package org.exina.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What a model says of one image. Immutable. */
public final class Prediction {
    private final List<String> classes;
    private final double[] probabilities;
    private final Optional<FeaturePosition> place;
    private final OptionalDouble diameterMicrons;

    Prediction(
            List<String> classes,
            double[] probabilities,
            Optional<FeaturePosition> place,
            OptionalDouble diameterMicrons) {
        this.classes = classes;
        this.probabilities = probabilities;
        this.place = place;
        this.diameterMicrons = diameterMicrons;
    }

    /**
     * Where an image lies among those trained on.
     *
     * @param threshold novelty above it is unknown
     */
    record FeaturePosition(double novelty, double threshold, List<Float> coordinates) {
        FeaturePosition {
            coordinates = List.copyOf(coordinates);
        }
    }

    /** A class and how likely it is, in [0, 1]. */
    public record Ranked(String label, double probability) {
        /** "Quercus 97.9 %". */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %.1f %%", label, 100 * probability);
        }
    }

    /** Whether the image is unlike all that the model was trained on, so that no class of it is to be believed. */
    public boolean isUnknown() {
        return place.isPresent() && place.get().novelty() > place.get().threshold();
    }

    /** 0 or more; how far the image is from all trained on, see {@link ModelCard.Rejection}. Empty in older models. */
    public OptionalDouble novelty() {
        return place.isPresent() ? OptionalDouble.of(place.get().novelty()) : OptionalDouble.empty();
    }

    /** Where it lies, in the space of {@link TrainingImages}; empty in models without. */
    public List<Float> coordinates() {
        return place.map(FeaturePosition::coordinates).orElse(List.of());
    }

    /** The diameter of the grain that the answer goes by; empty where it was not told, or the model does not go by it. */
    public OptionalDouble diameterMicrons() {
        return diameterMicrons;
    }

    /** The likeliest class, whether the image is known or not. */
    public String label() {
        return top(1).get(0).label();
    }

    /** One per class, in the model's order, summing to 1; the caller's own array. */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /**
     * The likeliest classes first; of equals, in the model's order.
     *
     * @param k at least 1; all when there are fewer
     */
    public List<Ranked> top(int k) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a])) // stable
                .limit(k)
                .map(i -> new Ranked(classes.get(i), probabilities[i]))
                .toList();
    }
}
