package org.exina.finetune;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.TrainedBackbone;
import org.exina.dataset.Folds;
import org.exina.experiment.InnerFolds;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TestPrediction;
import org.exina.experiment.TrainingSets;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.Softmax;
import org.exina.head.TrainingSet;
import org.exina.image.RgbImage;
import org.exina.io.Json;
import org.exina.task.Parallel;
import org.exina.task.Progress;
import org.exina.torch.Engine;

/**
 * Cross-validation of tuning: for each fold the network is tuned anew on the others, the head is trained on what it then
 * gives, and both are tested on the fold that neither has seen. The folds are those of {@code CrossValidation}. Each fold
 * is kept when it is done.
 */
final class TunedFolds {
    private static final String INTERRUPTED =
            "interrupted while a fold was tested; the tuned network is kept, and begun again it goes on";
    private static final int BATCH = 16; // images decoded at a time

    private final TrainingSets data;
    private final FineTuning tuning;
    private final FineTuning.BaseNetwork source;
    private final BackboneSpec spec;
    private final HeadSpec head;
    private final long seed;
    private final int threads;
    private final Path work;

    TunedFolds(
            TrainingSets data,
            FineTuning tuning,
            FineTuning.BaseNetwork source,
            BackboneSpec spec,
            HeadSpec head,
            TuningSettings settings,
            Path work) {
        this.data = data;
        this.tuning = tuning;
        this.source = source;
        this.spec = spec;
        this.head = head;
        this.seed = settings.seed();
        this.threads = settings.passes().threads();
        this.work = work;
    }

    /** What all folds gave, in the order of the data set. */
    record Result(
            List<TestPrediction> softmax,
            List<TestPrediction> head,
            List<RunRecord.HeadTrained> settings,
            double seconds) {}

    Result run(int count, Progress progress) throws IOException {
        Folds folds = Folds.stratified(data.images().dataset(), data.images().groups(), count, seed);
        TestPrediction[] softmax = new TestPrediction[data.images().dataset().size()];
        TestPrediction[] heads = new TestPrediction[data.images().dataset().size()];
        List<RunRecord.HeadTrained> settings = new ArrayList<>();
        double seconds = 0;
        for (int fold = 0; fold < count; fold++) {
            FoldResult done = fold(folds, fold, progress);
            int[] test = folds.test(fold);
            for (int i = 0; i < test.length; i++) {
                softmax[test[i]] = prediction(test[i], fold, done.softmax().get(i));
                heads[test[i]] = prediction(test[i], fold, done.head().get(i));
            }
            settings.add(new RunRecord.HeadTrained(0, fold, done.settings()));
            seconds += done.seconds();
        }
        return new Result(List.of(softmax), List.of(heads), settings, seconds);
    }

    private TestPrediction prediction(int sample, int fold, List<Double> probabilities) {
        return new TestPrediction(
                data.images().dataset().relativePaths().get(sample),
                0,
                fold,
                data.images().groups().groupOf()[sample],
                data.images().dataset().labels()[sample],
                probabilities.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private FoldResult fold(Folds folds, int fold, Progress progress) throws IOException {
        int[] train = folds.train(fold);
        Path file = work.resolve("fold-" + fold + ".json");
        if (Files.isRegularFile(file)) {
            FoldResult before = Json.read(file, FoldResult.class);
            if (before.key().equals(tuning.key(train))) {
                return before;
            }
        }
        long start = System.nanoTime();
        String phase = "fold " + (fold + 1) + " of " + folds.count() + ", tuning, images";
        Path checkpoint = work.resolve("fold-" + fold + ".checkpoint");
        TunedNetwork tuned = tuning.run(train, checkpoint, phase, progress);
        FoldResult result = tested(tuned, folds, fold, start, progress);
        Json.write(file, result);
        Files.deleteIfExists(checkpoint);
        return result;
    }

    private FoldResult tested(TunedNetwork tuned, Folds folds, int fold, long start, Progress progress)
            throws IOException {
        int[] train = folds.train(fold);
        int[] test = folds.test(fold);
        try (Backbone backbone = TrainedBackbone.of(source.network(), tuned.weights(), spec)) {
            String phase = "fold " + (fold + 1) + " of " + folds.count() + ", features";
            float[][] rows = features(backbone, train, phase, progress);
            int[] labels = data.images().labels(train);
            int[] groups = data.images().groupsOf(train);
            int[] inner = InnerFolds.of(labels, groups, InnerFolds.COUNT, seed);
            TrainingSet set = new TrainingSet(
                    rows, labels, data.images().dataset().classes().size(), inner, inner.length == 0 ? inner : groups);
            Head trained = head.train(set, seed);
            List<List<Double>> softmax = new ArrayList<>();
            List<List<Double>> heads = new ArrayList<>();
            for (float[] row : features(backbone, test, phase + " to test", progress)) {
                softmax.add(boxed(Softmax.of(tuned.scores(row))));
                heads.add(boxed(trained.probabilities(row)));
            }
            Map<String, Object> settings = Json.fields(trained.report());
            settings.put("tuningEpochs", tuned.history().epochs());
            settings.put("tuningKeptEpoch", tuned.keptEpoch());
            settings.put("tuningEngine", Engine.version());
            return new FoldResult(tuning.key(train), softmax, heads, settings, (System.nanoTime() - start) / 1e9);
        }
    }

    private float[][] features(Backbone backbone, int[] samples, String phase, Progress progress) throws IOException {
        TuningImages images = new TuningImages(data);
        float[][] rows = new float[samples.length][];
        for (int from = 0; from < samples.length; from += BATCH) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException(INTERRUPTED);
            }
            List<Callable<RgbImage>> part = new ArrayList<>();
            for (int sample : Arrays.copyOfRange(samples, from, Math.min(samples.length, from + BATCH))) {
                part.add(() -> images.plain(sample));
            }
            float[][] some = backbone.features(Parallel.run(part, threads, INTERRUPTED));
            System.arraycopy(some, 0, rows, from, some.length);
            progress.report(phase, from + some.length, samples.length);
        }
        return rows;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
