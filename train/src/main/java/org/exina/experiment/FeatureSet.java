package org.exina.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Tap;
import org.exina.features.ExtractionResult;
import org.exina.features.FeatureCache;
import org.exina.features.FeatureExtractor;
import org.exina.features.FeaturePlan;
import org.exina.head.FeatureRows;
import org.exina.head.select.FeatureBlock;
import org.exina.image.file.ImageSource;
import org.exina.task.Progress;

/** The features of images and, for training on only, of their variants: a row for each. Close it to let them go. */
public final class FeatureSet implements AutoCloseable {
    private final FeaturePlan plan;
    private final Optional<TrainingVariants> variants;
    private final ExtractionResult extraction;
    private final List<ExtractionResult> varied;
    private FeatureRows all; // of all samples, then of their variants; read when first asked for

    private FeatureSet(FeaturePlan plan, Optional<TrainingVariants> variants, List<ExtractionResult> extractions) {
        this.plan = plan;
        this.variants = variants;
        this.extraction = extractions.get(0);
        this.varied = List.copyOf(extractions.subList(1, extractions.size()));
    }

    /** Gets the features of images, from the cache or by the plan's networks. */
    static FeatureSet of(
            List<ImageSource> images,
            FeaturePlan plan,
            Optional<TrainingVariants> variants,
            FeatureCache cache,
            Progress progress)
            throws IOException {
        List<FeaturePlan> plans = new ArrayList<>(List.of(plan));
        variants.ifPresent(wanted -> plans.addAll(wanted.plans(plan)));
        List<ExtractionResult> extractions = new ArrayList<>();
        try {
            for (FeaturePlan each : plans) {
                extractions.add(new FeatureExtractor(cache).extract(images, each, progress));
            }
            return new FeatureSet(plan, variants, extractions);
        } catch (IOException | RuntimeException e) {
            extractions.forEach(extraction -> extraction.features().close());
            throw e;
        }
    }

    /** How the features were made. */
    public FeaturePlan plan() {
        return plan;
    }

    /** What was trained on besides the images. */
    Optional<TrainingVariants> variants() {
        return variants;
    }

    /** Of the images themselves. */
    public ExtractionResult extraction() {
        return extraction;
    }

    /** Of the images, then of each of their variants. */
    List<ExtractionResult> extractions() {
        return Stream.concat(Stream.of(extraction), varied.stream()).toList();
    }

    /** Where the columns come from, in their order. */
    public List<FeatureBlock> blocks() {
        List<FeatureBlock> blocks = new ArrayList<>();
        int column = 0;
        for (FeaturePlan.Part part : plan.parts()) {
            for (Tap tap : part.backbone().taps()) {
                blocks.add(new FeatureBlock(
                        BackboneSpec.nameOf(part.backbone().name()),
                        part.views(),
                        tap.name(),
                        tap.pooling(),
                        column,
                        column + tap.features()));
                column += tap.features();
            }
        }
        return blocks;
    }

    /** How many features each tap of each part gives, in their order. */
    public List<Integer> blockLengths() {
        return blocks().stream().map(block -> block.to() - block.from()).toList();
    }

    /** The features of some parts of the plan; gone when this is closed. */
    FeatureSet only(List<FeaturePlan.Part> parts) {
        int[] columns = plan.columnsOf(parts);
        List<ExtractionResult> chosen = extractions().stream()
                .map(each -> new ExtractionResult(
                        each.features().columns(columns), each.computed(), each.cached(), each.seconds()))
                .toList();
        return new FeatureSet(plan.only(parts), variants, chosen);
    }

    /**
     * Features of some samples.
     *
     * @return (indices, columns)
     */
    public float[][] rows(int[] indices) {
        return extraction.features().toArray(indices);
    }

    /** Rows to train on for each sample: itself, then its variants. */
    int copies() {
        return 1 + varied.size();
    }

    /**
     * Features of some samples, then of their first variants, and so on.
     *
     * @return (copies x indices, columns)
     */
    float[][] trainingRows(int[] indices) {
        return extractions().stream()
                .flatMap(each -> Arrays.stream(each.features().toArray(indices)))
                .toArray(float[][]::new);
    }

    /** {@link #trainingRows(int[])} of all samples, which training sets share. */
    synchronized FeatureRows trainingRows() {
        if (all == null) {
            all = new FeatureRows(trainingRows(
                    IntStream.range(0, extraction.features().rows()).toArray()));
        }
        return all;
    }

    /** Where the rows of some samples stand in {@link #trainingRows()}: their own, then of their first variants, and so on. */
    int[] placesOf(int[] samples) {
        int all = extraction.features().rows();
        return IntStream.range(0, copies() * samples.length)
                .map(i -> i / samples.length * all + samples[i % samples.length])
                .toArray();
    }

    /** What is known of some samples, for each row to train on. */
    int[] forCopies(int[] values) {
        return IntStream.range(0, copies() * values.length)
                .map(i -> values[i % values.length])
                .toArray();
    }

    @Override
    public synchronized void close() {
        all = null;
        extractions().forEach(each -> each.features().close());
    }
}
