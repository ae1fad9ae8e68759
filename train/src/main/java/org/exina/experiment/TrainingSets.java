package org.exina.experiment;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.head.Covariates;
import org.exina.head.Head;
import org.exina.head.TrainingSet;
import org.exina.task.Progress;

/**
 * Labelled images and their features, from which heads learn: parts of them as {@link TrainingSet}. Close it to let the
 * features go.
 */
public final class TrainingSets implements AutoCloseable {
    private final LabelledImages images;
    private final FeatureSet features;
    private final List<Covariates> covariates; // one per sample

    private TrainingSets(LabelledImages images, FeatureSet features, List<Covariates> covariates) {
        this.images = images;
        this.features = features;
        this.covariates = List.copyOf(covariates);
    }

    /** Gets the features of images. */
    public static TrainingSets of(LabelledImages images, FeaturePlan plan, FeatureCache cache, Progress progress)
            throws IOException {
        return of(images, plan, Optional.empty(), cache, progress);
    }

    /** Gets the features of images and, for training on only, of their variants. */
    public static TrainingSets of(
            LabelledImages images,
            FeaturePlan plan,
            Optional<TrainingVariants> variants,
            FeatureCache cache,
            Progress progress)
            throws IOException {
        return new TrainingSets(
                images,
                FeatureSet.of(images.sources(), plan, variants, cache, progress),
                Collections.nCopies(images.dataset().size(), Covariates.NONE));
    }

    public LabelledImages images() {
        return images;
    }

    public FeatureSet features() {
        return features;
    }

    /**
     * These for heads that are told how large grains are; gone when this is closed.
     *
     * @param diametersMicrons one per sample, empty where it is not known
     */
    public TrainingSets withDiameters(List<OptionalDouble> diametersMicrons) {
        int samples = images.dataset().size();
        if (diametersMicrons.size() != samples) {
            throw new IllegalArgumentException(
                    "expected a diameter for each of " + samples + " samples, got " + diametersMicrons.size());
        }
        if (features.copies() > 1) {
            throw new IllegalStateException("variants of an image show its grain in other sizes");
        }
        return new TrainingSets(
                images, features, diametersMicrons.stream().map(Covariates::new).toList());
    }

    /** What is known of each sample beside its features. */
    public List<Covariates> covariates() {
        return covariates;
    }

    /** With the features of some parts of the plan; gone when this is closed. */
    TrainingSets only(List<FeaturePlan.Part> parts) {
        return new TrainingSets(images, features.only(parts), covariates);
    }

    /**
     * What a head learns from: some samples, themselves and their variants, with inner folds that tear no group apart.
     *
     * @param samples ascending
     * @param seed of the inner folds
     */
    public TrainingSet of(int[] samples, long seed) {
        return of(samples, images.labels(samples), images.dataset().classes().size(), seed);
    }

    /** What a head learns from samples among which one class is missing; classes after it move up by one. */
    public TrainingSet without(int missing, int[] samples, long seed) {
        int[] labels = Arrays.stream(images.labels(samples))
                .map(label -> label > missing ? label - 1 : label)
                .toArray();
        return of(samples, labels, images.dataset().classes().size() - 1, seed);
    }

    private TrainingSet of(int[] samples, int[] labels, int classes, long seed) {
        int[] inner = images.innerFolds(samples, seed);
        return new TrainingSet(
                features.trainingRows(),
                features.placesOf(samples),
                features.forCopies(labels),
                classes,
                features.forCopies(inner),
                features.forCopies(
                        inner.length == 0 ? inner : images.groupsOf(samples)), // one group only: nothing to leave out
                Arrays.stream(features.forCopies(samples))
                        .mapToObj(covariates::get)
                        .toList());
    }

    /**
     * What a head says of some samples, in their order.
     *
     * @param fold for the record: which part they are
     */
    public List<TestPrediction> predictions(int[] samples, int fold, Head head) {
        return predictions(samples, 0, fold, head);
    }

    List<TestPrediction> predictions(int[] samples, int repeat, int fold, Head head) {
        int[] labels = images.labels(samples);
        int[] groupOf = images.groupsOf(samples);
        float[][] rows = features.rows(samples);
        return IntStream.range(0, samples.length)
                .mapToObj(i -> new TestPrediction(
                        images.dataset().relativePaths().get(samples[i]),
                        repeat,
                        fold,
                        groupOf[i],
                        labels[i],
                        head.probabilities(rows[i], covariates.get(samples[i]))))
                .toList();
    }

    @Override
    public void close() {
        features.close();
    }
}
