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
import org.exina.head.Familiarity;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.metric.Interval;
import org.exina.model.ModelCard;
import org.exina.model.TrainingPictures;
import org.exina.onnx.OnnxGraph;
import org.exina.task.Progress;
import org.exina.task.SideBySide;

/** What a model file is told of the pictures it knows: a familiarity, what share of known pictures it keeps, thumbnails. */
final class Known {
    /** The share of known pictures that are to be answered. */
    static final double AIM = 0.95;

    private static final float QUALITY = 0.7f;

    private final Familiarity familiarity;
    private final ModelCard.Rejection rejection;
    private final TrainingPictures pictures;

    private Known(Familiarity familiarity, ModelCard.Rejection rejection, TrainingPictures pictures) {
        this.familiarity = familiarity;
        this.rejection = rejection;
        this.pictures = pictures;
    }

    /**
     * Trains on some pictures.
     *
     * @param samples ascending
     * @param thumbnails whether to keep small copies of the pictures
     * @return empty when there are too few groups to leave any out
     */
    static Optional<Known> train(TrainingSets data, int[] samples, long seed, boolean thumbnails, Progress progress)
            throws IOException {
        progress.report("learning what is known", 0, 1);
        Optional<Familiarity> trained =
                Familiarity.train(data.of(samples, seed), data.features().blockLengths(), AIM);
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        Optional<ModelCard.Rejection> rejection = measured(data, samples, seed, trained.get(), progress);
        if (rejection.isEmpty()) {
            return Optional.empty();
        }
        TrainingPictures pictures =
                thumbnails ? pictures(data, samples, trained.get(), progress) : TrainingPictures.NONE;
        return Optional.of(new Known(trained.get(), rejection.get(), pictures));
    }

    /** Each inner fold's pictures, by a familiarity trained on the others. */
    private static Optional<ModelCard.Rejection> measured(
            TrainingSets data, int[] samples, long seed, Familiarity whole, Progress progress) throws IOException {
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
            Optional<Familiarity> without =
                    Familiarity.train(data.of(rest, seed), data.features().blockLengths(), AIM);
            if (without.isPresent()) {
                for (float[] row : data.features().rows(pick(samples, folds, other -> other == tested))) {
                    kept += without.get().novelty(row) <= Familiarity.LIMIT ? 1 : 0;
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
                whole.method(), Familiarity.LIMIT, AIM, (double) kept / n, interval.low(), interval.high(), n));
    }

    private static int[] pick(int[] samples, int[] folds, IntPredicate which) {
        return IntStream.range(0, samples.length)
                .filter(i -> which.test(folds[i]))
                .map(i -> samples[i])
                .toArray();
    }

    private static TrainingPictures pictures(
            TrainingSets data, int[] samples, Familiarity familiarity, Progress progress) throws IOException {
        int[] labels = Arrays.stream(samples)
                .map(i -> data.images().dataset().labels()[i])
                .toArray();
        int[] chosen = TrainingPictures.chosen(
                labels, data.images().dataset().classes().size());
        AtomicInteger done = new AtomicInteger();
        List<Callable<TrainingPictures.Picture>> work = new ArrayList<>();
        for (int i : chosen) {
            work.add(() -> {
                TrainingPictures.Picture made =
                        picture(data, samples[i], familiarity.leftOut().get(i));
                progress.report("making small pictures", done.incrementAndGet(), chosen.length);
                return made;
            });
        }
        return new TrainingPictures(SideBySide.run(
                work,
                Runtime.getRuntime().availableProcessors(),
                "interrupted while pictures were made small; no model was written"));
    }

    private static TrainingPictures.Picture picture(TrainingSets data, int sample, List<Double> coordinates)
            throws IOException {
        RgbImage whole = data.images().dataset().samples().get(sample).source().pixels();
        byte[] jpeg = ImageEncoder.jpeg(ImageEncoder.thumbnail(whole, TrainingPictures.SIDE_PX), QUALITY);
        return new TrainingPictures.Picture(
                data.images().dataset().relativePaths().get(sample),
                data.images().dataset().samples().get(sample).label(),
                coordinates.stream().map(Double::floatValue).toList(),
                Base64.getEncoder().encodeToString(jpeg));
    }

    ModelCard.Rejection rejection() {
        return rejection;
    }

    TrainingPictures pictures() {
        return pictures;
    }

    double novelty(float[] row) {
        return familiarity.novelty(row);
    }

    ModelRecipe.Placed addTo(OnnxGraph graph, String features) {
        Familiarity.Nodes nodes = familiarity.toOnnx(graph, features);
        return new ModelRecipe.Placed(nodes.novelty(), nodes.coordinates(), familiarity.axes());
    }
}
