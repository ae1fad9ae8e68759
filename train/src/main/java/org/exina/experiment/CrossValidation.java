package org.exina.experiment;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Folds;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.select.AutomaticHead;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Stratified grouped k-fold cross-validation: every image is tested once in each repeat, by a head trained without its
 * fold. Whatever the head chooses for itself it chooses by folds inside its training set. Folds run side by side, one
 * thread each; the numbers do not depend on how many.
 */
public final class CrossValidation {
    private final TrainingSets data;
    private final Settings settings;
    private final List<TestPrediction> predictions;
    private final List<RunRecord.HeadTrained> heads;
    private final double seconds;

    private CrossValidation(
            TrainingSets data,
            Settings settings,
            List<TestPrediction> predictions,
            List<RunRecord.HeadTrained> heads,
            double seconds) {
        this.data = data;
        this.settings = settings;
        this.predictions = List.copyOf(predictions);
        this.heads = List.copyOf(heads);
        this.seconds = seconds;
    }

    /**
     * What to run.
     *
     * @param folds at least 2
     * @param repeats how many times, split anew with the next seed: at least 1
     */
    public record Settings(HeadSpec head, int folds, int repeats, long seed) {
        public Settings {
            if (folds < 2 || repeats < 1) {
                throw new IllegalArgumentException(
                        "expected at least 2 folds and 1 repeat, got " + folds + " and " + repeats);
            }
        }
    }

    /**
     * What one fold gave.
     *
     * @param test the samples tested, in the order of the predictions
     */
    private record Tested(List<Integer> test, List<TestPrediction> predictions, RunRecord.HeadTrained head) {}

    /**
     * Runs it.
     *
     * @param data still the caller's to close
     * @throws DatasetException when a class stands in one group only, or there are fewer groups than folds
     * @throws ExinaException when a backbone was tuned on some of the images
     * @throws InterruptedIOException when the thread is interrupted
     */
    public static CrossValidation run(TrainingSets data, Settings settings, Progress progress) throws IOException {
        SeenImages.requireNone(data.images(), data.features().plan().backbones());
        return run(data, data.images().groups().groupOf(), settings, progress);
    }

    /**
     * Runs it with folds that tear groups apart: a duplicate of a tested image may have been trained on. Too good to
     * be believed; only to show by how much.
     */
    public static CrossValidation leaky(TrainingSets data, Settings settings, Progress progress) throws IOException {
        int[] alone = IntStream.range(0, data.images().dataset().size()).toArray();
        return run(data, alone, settings, progress);
    }

    private static CrossValidation run(TrainingSets data, int[] groups, Settings settings, Progress progress)
            throws IOException {
        long start = System.nanoTime();
        int folds = settings.folds();
        List<Folds> dealt = new ArrayList<>();
        for (int r = 0; r < settings.repeats(); r++) {
            dealt.add(Folds.stratified(data.images().dataset(), groups, folds, settings.seed() + r));
        }
        int total = folds * settings.repeats();
        String phase = "training and testing: " + settings.head().id();
        progress.report(phase, 0, total);
        AtomicInteger done = new AtomicInteger();
        List<Callable<Tested>> work = new ArrayList<>();
        for (int t = 0; t < total; t++) {
            int repeat = t / folds;
            int fold = t % folds;
            work.add(() -> {
                Tested tested = test(data, settings, dealt.get(repeat), repeat, fold);
                progress.report(phase, done.incrementAndGet(), total);
                return tested;
            });
        }
        List<Tested> all = Parallel.run(
                work,
                Runtime.getRuntime().availableProcessors(),
                "interrupted while heads were trained; features are kept");
        return collect(data, settings, all, start);
    }

    public Settings settings() {
        return settings;
    }

    /** In the order of the data set, repeat by repeat. */
    public List<TestPrediction> predictions() {
        return predictions;
    }

    public List<RunRecord.HeadTrained> heads() {
        return heads;
    }

    public double seconds() {
        return seconds;
    }

    /** What came out, computed from the predictions. */
    public RunRecord.Metrics metrics() {
        return RunMetrics.of(
                predictions, data.images().dataset().classes(), RunRecord.FeatureWork.of(data.features()), seconds);
    }

    /**
     * Writes all of it to a folder, see {@link RunFolder}.
     *
     * @param budget what a search for the head was given; zero when there was none
     * @param seconds the whole run took
     * @param versions by name, see {@link RunRecord#versions}
     */
    public RunFolder write(Path folder, Duration budget, double seconds, Map<String, String> versions)
            throws IOException {
        RunRecord.Settings asked = new RunRecord.Settings(
                data.features().plan().backbones().stream().map(Backbone::name).toList(),
                settings.head().id(),
                settings.folds(),
                settings.repeats(),
                settings.seed(),
                data.features().plan().crop(),
                data.features().plan().views().size(),
                data.images().groupBy(),
                data.features().variants().map(each -> each.augmentation().id()).orElse(""),
                data.features().variants().map(TrainingVariants::count).orElse(0),
                data.features().plan().batch(),
                budget.toSeconds(),
                Optional.empty());
        RunRecord record = new RunRecord(
                RunRecord.FORMAT,
                RunRecord.Kind.CROSSVAL,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seconds,
                asked,
                RunRecord.Data.of(
                        data.images(), data.images().dataset().source().toString()),
                RunRecord.BackboneUsed.of(data.features().plan()),
                metrics(),
                heads,
                versions);
        return RunFolder.write(folder, record, predictions, data.images().audit());
    }

    private static CrossValidation collect(TrainingSets data, Settings settings, List<Tested> all, long start) {
        int folds = settings.folds();
        int images = data.images().dataset().size();
        TestPrediction[] predictions = new TestPrediction[all.size() / folds * images];
        List<RunRecord.HeadTrained> heads = new ArrayList<>();
        for (int t = 0; t < all.size(); t++) {
            Tested tested = all.get(t);
            for (int i = 0; i < tested.test().size(); i++) {
                predictions[t / folds * images + tested.test().get(i)] =
                        tested.predictions().get(i);
            }
            heads.add(tested.head());
        }
        return new CrossValidation(data, settings, List.of(predictions), heads, (System.nanoTime() - start) / 1e9);
    }

    private static Tested test(TrainingSets data, Settings settings, Folds folds, int repeat, int fold)
            throws IOException {
        Head head = settings.head().train(data.of(folds.train(fold), settings.seed()), settings.seed());
        int[] test = folds.test(fold);
        List<TestPrediction> predictions = data.predictions(test, repeat, fold, head);
        return new Tested(
                Arrays.stream(test).boxed().toList(),
                predictions,
                new RunRecord.HeadTrained(repeat, fold, Json.fields(head.report()), AutomaticHead.selection(head)));
    }
}
