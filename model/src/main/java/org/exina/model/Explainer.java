package org.exina.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.task.Progress;

/** Tells why a model file says what it says. Needs nothing but the file. Close it when done. */
public final class Explainer implements AutoCloseable {
    private final Classifier classifier;
    private final AttributionMethod source;

    private Explainer(Classifier classifier, AttributionMethod source) {
        this.classifier = classifier;
        this.source = source;
    }

    /**
     * Opens a model file. Heat maps are exact where its head is linear over averages of maps, else made by covering places.
     *
     * @throws ExinaException as {@link Classifier#open} does
     */
    public static Explainer open(Path model) throws IOException {
        Classifier classifier = Classifier.open(model);
        try {
            Optional<AttributionMethod> exact = Activation.of(classifier);
            return new Explainer(classifier, exact.orElseGet(() -> new Occlusion(classifier)));
        } catch (IOException | RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    /** Opens a model file, to explain by covering places whatever the model is. */
    public static Explainer byOcclusion(Path model) throws IOException {
        Classifier classifier = Classifier.open(model);
        return new Explainer(classifier, new Occlusion(classifier));
    }

    public ModelCard card() {
        return classifier.card();
    }

    /** As {@link Classifier#sampleBits(List)}. */
    public int sampleBits(List<Path> images) {
        return classifier.sampleBits(images);
    }

    /** As {@link Classifier#isWholeFileChecked}. */
    public boolean isWholeFileChecked() {
        return classifier.isWholeFileChecked();
    }

    /** How heat maps are made: see {@link Explanation#method}. */
    public String method() {
        return source.method();
    }

    /**
     * Explains what is said of an image.
     *
     * @param label the class to speak of; empty for the likeliest
     * @param nearest how many training images to name
     * @throws IllegalArgumentException when the model has no such class
     */
    public Explanation explain(RgbImage image, Optional<String> label, int nearest, Progress progress)
            throws IOException {
        return explain(image, OptionalDouble.empty(), label, nearest, progress);
    }

    /**
     * Explains what is said of a grain of known size. What the size says is the same wherever one looks, so the heat is
     * of the image alone.
     *
     * @param diameterMicrons of the grain, for models that go by size; empty where it is not known
     */
    public Explanation explain(
            RgbImage image, OptionalDouble diameterMicrons, Optional<String> label, int nearest, Progress progress)
            throws IOException {
        Prediction prediction = classifier.classify(image, diameterMicrons);
        String about = label.orElse(prediction.label());
        int index = classifier.classes().indexOf(about);
        if (index < 0) {
            throw new IllegalArgumentException("expected a class of " + classifier.classes() + ", got " + about);
        }
        ModelCard.Input input = card().inputs().get(0);
        RgbImage seen = card().crop().inShape(image, input.widthPx(), input.heightPx());
        List<TrainingImages.Near> near = prediction.coordinates().isEmpty()
                ? List.of()
                : classifier.images().nearest(prediction.coordinates(), nearest);
        return new Explanation(
                seen,
                prediction,
                classifier.why(prediction),
                classifier.sizes(prediction),
                about,
                source.method(),
                source.map(image, index, progress),
                near);
    }

    @Override
    public void close() {
        source.close();
        classifier.close();
    }
}
