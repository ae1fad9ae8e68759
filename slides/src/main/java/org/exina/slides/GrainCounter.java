package org.exina.slides;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.exina.image.RgbImage;
import org.exina.model.Classifier;
import org.exina.model.Prediction;
import org.exina.task.Progress;

/**
 * Finds, classifies and counts the grains of a field: every candidate is cut out and classified, {@link GrainSelector} keeps
 * those that are grains.
 */
public final class GrainCounter {
    /** Another number for other rules: what is kept of a stopped count is good for the same rules only. */
    public static final int RULES = 2;

    private static final int BATCH = 32;

    private final Classifier model;
    private final DetectionSettings card;
    private final boolean acceptAll;
    private final OptionalDouble micronsPerPixel;

    /**
     * A counter of fields of unknown scale, in which grains unlike all trained on stay unknown.
     *
     * @param model still the caller's to close
     */
    public GrainCounter(Classifier model, DetectionSettings card) {
        this(model, card, false, OptionalDouble.empty());
    }

    /**
     * A counter with settings of its own.
     *
     * @param acceptAll whether each grain is named, also one unlike all that the model was trained on
     * @param micronsPerPixel of the fields, for models that go by size; empty where it is not known
     */
    public GrainCounter(Classifier model, DetectionSettings card, boolean acceptAll, OptionalDouble micronsPerPixel) {
        this.model = model;
        this.card = card;
        this.acceptAll = acceptAll;
        this.micronsPerPixel = micronsPerPixel;
    }

    /**
     * Counts a field.
     *
     * @param name see {@link CountedField}
     * @param file see {@link CountedField}
     * @param field its pixels; asked for from several threads where it is large
     * @throws InterruptedIOException when the thread is interrupted
     */
    public CountedField count(String name, Path file, SquareCrop.Reader field, int width, int height, Progress progress)
            throws IOException {
        List<Candidate> candidates = Tiles.find(card.detector(), field, width, height, progress);
        List<CandidatePrediction> answers = new ArrayList<>();
        FieldWarnings remarks = new FieldWarnings();
        for (int from = 0; from < candidates.size(); from += BATCH) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while classifying grains; nothing was written");
            }
            List<Candidate> part = candidates.subList(from, Math.min(candidates.size(), from + BATCH));
            List<RgbImage> cut = new ArrayList<>();
            List<OptionalDouble> diameters = new ArrayList<>();
            for (Candidate each : part) {
                RgbImage around = card.cut(field, width, height, each.box());
                cut.add(around);
                diameters.add(
                        model.usesSize() // measured as in training, not as it was found
                                ? GrainDiameter.microns(around, micronsPerPixel)
                                : OptionalDouble.empty());
                remarks.add(FieldWarnings.seen(field, width, height, each, card, around), each);
            }
            for (Prediction each : model.classify(cut, diameters)) {
                answers.add(new CandidatePrediction(
                        Arrays.stream(each.probabilities()).boxed().toList(), each.isUnknown()));
            }
            progress.report("classifying grains", from + part.size(), candidates.size());
        }
        List<Grain> grains = new GrainSelector(model.classes(), card, acceptAll)
                .grains(candidates, answers, width, height).stream()
                        .map(Detection::grain)
                        .toList();
        return new CountedField(name, file, width, height, grains, remarks.of(grains, field, width, height));
    }
}
