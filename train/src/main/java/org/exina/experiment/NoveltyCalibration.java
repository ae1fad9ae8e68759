package org.exina.experiment;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.exina.head.NoveltyDetector;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.metric.Interval;
import org.exina.model.ModelCard;
import org.exina.model.TrainingImages;
import org.exina.onnx.OnnxGraph;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** What a model file is told of the images it knows: a familiarity, what share of known images it keeps, thumbnails. */
final class NoveltyCalibration {
    /** The share of known images that are to be answered. */
    static final double AIM = 0.95;

    private static final float QUALITY = 0.7f;

    private final NoveltyDetector detector;
    private final ModelCard.Rejection rejection;
    private final TrainingImages images;

    private NoveltyCalibration(NoveltyDetector detector, ModelCard.Rejection rejection, TrainingImages images) {
        this.detector = detector;
        this.rejection = rejection;
        this.images = images;
    }

    /**
     * Trains on some images.
     *
     * @param samples ascending
     * @param thumbnails whether to keep small copies of the images
     * @return empty when there are too few groups to leave any out
     */
    static Optional<NoveltyCalibration> train(
            TrainingSets data, int[] samples, long seed, boolean thumbnails, Progress progress) throws IOException {
        progress.report("learning what is known", 0, 1);
        Optional<NoveltyDetector> trained =
                NoveltyDetector.train(data.of(samples, seed), data.features().blockLengths(), AIM);
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        Optional<ModelCard.Rejection> rejection = measured(data, samples, seed, trained.get(), progress);
        if (rejection.isEmpty()) {
            return Optional.empty();
        }
        TrainingImages images = thumbnails ? images(data, samples, trained.get(), progress) : TrainingImages.NONE;
        return Optional.of(new NoveltyCalibration(trained.get(), rejection.get(), images));
    }

    /** Each inner fold's images, by a familiarity trained on the others. */
    private static Optional<ModelCard.Rejection> measured(
            TrainingSets data, int[] samples, long seed, NoveltyDetector whole, Progress progress) throws IOException {
        int[] folds = data.images().innerFolds(samples, seed);
        int count = Arrays.stream(folds).max().orElse(-1) + 1;
        int kept = 0;
        int n = 0;
        for (int fold = 0; fold < count; fold++) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while learning what is known; no model was written");
            }
            int tested = fold;
            int[] rest = pick(samples, folds, other -> other != tested);
            if (Arrays.stream(data.images().classSizes(rest)).anyMatch(size -> size == 0)) {
                continue; // a class that this fold has alone would count as unknown
            }
            Optional<NoveltyDetector> without =
                    NoveltyDetector.train(data.of(rest, seed), data.features().blockLengths(), AIM);
            if (without.isPresent()) {
                for (float[] row : data.features().rows(pick(samples, folds, other -> other == tested))) {
                    kept += without.get().novelty(row) <= NoveltyDetector.LIMIT ? 1 : 0;
                    n++;
                }
            }
            progress.report("learning what is known", fold + 1, count);
        }
        if (n == 0) {
            return Optional.empty();
        }
        Interval interval = Interval.wilson(kept, n);
        return Optional.of(new ModelCard.Rejection(
                whole.method(), NoveltyDetector.LIMIT, AIM, (double) kept / n, interval.low(), interval.high(), n));
    }

    private static int[] pick(int[] samples, int[] folds, IntPredicate which) {
        return IntStream.range(0, samples.length)
                .filter(i -> which.test(folds[i]))
                .map(i -> samples[i])
                .toArray();
    }

    private static TrainingImages images(TrainingSets data, int[] samples, NoveltyDetector detector, Progress progress)
            throws IOException {
        int[] labels = Arrays.stream(samples)
                .map(i -> data.images().dataset().labels()[i])
                .toArray();
        int[] chosen =
                TrainingImages.chosen(labels, data.images().dataset().classes().size());
        AtomicInteger done = new AtomicInteger();
        List<Callable<TrainingImages.Image>> work = new ArrayList<>();
        for (int i : chosen) {
            work.add(() -> {
                TrainingImages.Image made =
                        image(data, samples[i], detector.leftOut().get(i));
                progress.report("making small images", done.incrementAndGet(), chosen.length);
                return made;
            });
        }
        return new TrainingImages(Parallel.run(
                work,
                Runtime.getRuntime().availableProcessors(),
                "interrupted while images were made small; no model was written"));
    }

    private static TrainingImages.Image image(TrainingSets data, int sample, List<Double> coordinates)
            throws IOException {
        RgbImage whole = data.images().dataset().samples().get(sample).source().pixels();
        byte[] jpeg = ImageEncoder.jpeg(ImageEncoder.thumbnail(whole, TrainingImages.SIDE_PX), QUALITY);
        return new TrainingImages.Image(
                data.images().dataset().relativePaths().get(sample),
                data.images().dataset().samples().get(sample).label(),
                coordinates.stream().map(Double::floatValue).toList(),
                Base64.getEncoder().encodeToString(jpeg));
    }

    ModelCard.Rejection rejection() {
        return rejection;
    }

    TrainingImages images() {
        return images;
    }

    double novelty(float[] row) {
        return detector.novelty(row);
    }

    ModelRecipe.Placed addTo(OnnxGraph graph, String features) {
        NoveltyDetector.Nodes nodes = detector.toOnnx(graph, features);
        return new ModelRecipe.Placed(nodes.novelty(), nodes.coordinates(), detector.axes());
    }
}
