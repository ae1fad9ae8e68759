package org.exina.experiment;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Folds;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.store.Progress;

/**
 * Stratified grouped k-fold cross-validation: every picture is tested once in each repeat, by a head trained without its
 * fold. Whatever the head chooses for itself it chooses by folds inside its training set. Folds run side by side, one
 * thread each; the numbers do not depend on how many.
 */
public final class CrossValidation {
    /** Folds inside each training set. */
    static final int INNER_FOLDS = 5;

    private final LabelledFeatures data;
    private final Settings settings;
    private final List<Outcome> outcomes;
    private final List<RunRecord.HeadTrained> heads;
    private final double seconds;

    private CrossValidation(
            LabelledFeatures data,
            Settings settings,
            List<Outcome> outcomes,
            List<RunRecord.HeadTrained> heads,
            double seconds) {
        this.data = data;
        this.settings = settings;
        this.outcomes = List.copyOf(outcomes);
        this.heads = List.copyOf(heads);
        this.seconds = seconds;
    }

    /**
     * What to run.
     *
     * @param folds at least 2
     * @param repeats how many times, dealt anew with the next seed: at least 1
     */
    public record Settings(HeadSpec head, int folds, int repeats, long seed) {
        public Settings {
            if (folds < 2 || repeats < 1) {
                throw new IllegalArgumentException(
                        "expected at least 2 folds and 1 repeat, got " + folds + " and " + repeats);
            }
        }
    }

    /** What one fold gave. @param test the samples tested, in the order of the outcomes */
    private record Tested(List<Integer> test, List<Outcome> outcomes, Map<String, String> settings) {}

    /**
     * Runs it.
     *
     * @param data still the caller's to close
     * @throws DatasetException when a class stands in one group only, or there are fewer groups than folds
     * @throws InterruptedIOException when the thread is interrupted
     */
    public static CrossValidation run(LabelledFeatures data, Settings settings, Progress progress) throws IOException {
        long start = System.nanoTime();
        int folds = settings.folds();
        List<Folds> dealt = new ArrayList<>();
        for (int r = 0; r < settings.repeats(); r++) {
            dealt.add(Folds.stratified(data.dataset(), data.groups(), folds, settings.seed() + r));
        }
        int total = folds * settings.repeats();
        AtomicInteger done = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(total, Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<Tested>> running = new ArrayList<>();
            for (int t = 0; t < total; t++) {
                int repeat = t / folds;
                int fold = t % folds;
                running.add(workers.submit(() -> {
                    Tested tested = test(data, settings, dealt.get(repeat), repeat, fold);
                    progress.report("training and testing: " + settings.head().id(), done.incrementAndGet(), total);
                    return tested;
                }));
            }
            return collect(data, settings, running, start);
        } finally {
            stop(workers);
        }
    }

    public Settings settings() {
        return settings;
    }

    /** In the order of the data set, repeat by repeat. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    public List<RunRecord.HeadTrained> heads() {
        return heads;
    }

    public double seconds() {
        return seconds;
    }

    /** What came out, computed from the outcomes. */
    public RunRecord.Figures figures() {
        return Tally.figures(outcomes, data.dataset().classes(), data.work(), seconds);
    }

    /**
     * Writes all of it to a folder, see {@link RunFolder}.
     *
     * @param source what the user named as the data
     * @param seconds the whole run took
     * @param versions by name, see {@link RunRecord#versions}
     */
    public RunFolder write(Path folder, String source, double seconds, Map<String, String> versions)
            throws IOException {
        RunRecord.Settings asked = new RunRecord.Settings(
                data.plan().backbones().stream().map(Backbone::name).toList(),
                settings.head().id(),
                settings.folds(),
                settings.repeats(),
                settings.seed(),
                data.plan().crop().id(),
                data.plan().views().size(),
                data.groupBy(),
                data.augment());
        RunRecord record = new RunRecord(
                RunRecord.FORMAT,
                "crossval",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seconds,
                asked,
                data.record(source),
                data.backbones(),
                figures(),
                heads,
                versions);
        return RunFolder.write(folder, record, outcomes, data.audit());
    }

    private static CrossValidation collect(
            LabelledFeatures data, Settings settings, List<Future<Tested>> running, long start) throws IOException {
        int folds = settings.folds();
        int pictures = data.dataset().size();
        Outcome[] outcomes = new Outcome[running.size() / folds * pictures];
        List<RunRecord.HeadTrained> heads = new ArrayList<>();
        for (int t = 0; t < running.size(); t++) {
            Tested tested = await(running.get(t));
            for (int i = 0; i < tested.test().size(); i++) {
                outcomes[t / folds * pictures + tested.test().get(i)] =
                        tested.outcomes().get(i);
            }
            heads.add(new RunRecord.HeadTrained(t / folds, t % folds, tested.settings()));
        }
        return new CrossValidation(data, settings, List.of(outcomes), heads, (System.nanoTime() - start) / 1e9);
    }

    /** Waits for the folds that are being trained, since the features are the caller's to close after this. */
    private static void stop(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Tested test(LabelledFeatures data, Settings settings, Folds folds, int repeat, int fold) {
        Head head = trained(data, folds.train(fold), settings.head(), settings.seed());
        int[] labels = data.dataset().labels();
        int[] groupOf = data.groups().groupOf();
        int[] test = folds.test(fold);
        float[][] rows = data.rows(test);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < test.length; i++) {
            outcomes.add(new Outcome(
                    data.dataset().relativePaths().get(test[i]),
                    repeat,
                    fold,
                    groupOf[test[i]],
                    labels[test[i]],
                    head.probabilities(rows[i])));
        }
        return new Tested(Arrays.stream(test).boxed().toList(), outcomes, head.settings());
    }

    /** A head trained on some samples of a data set and on their variants, with inner folds that tear no group apart. */
    static Head trained(LabelledFeatures data, int[] train, HeadSpec spec, long seed) {
        int[] labels = pick(data.dataset().labels(), train);
        int[] groups = pick(data.groups().groupOf(), train);
        int[] inner = InnerFolds.of(labels, groups, INNER_FOLDS, seed);
        int classes = data.dataset().classes().size();
        int[] together = inner.length == 0 ? inner : groups; // one group only: there is nothing to leave out
        return spec.train(
                new TrainingSet(
                        data.trainingRows(train),
                        repeated(labels, data.copies()),
                        classes,
                        repeated(inner, data.copies()),
                        repeated(together, data.copies())),
                seed);
    }

    private static int[] repeated(int[] values, int times) {
        return IntStream.range(0, times * values.length)
                .map(i -> values[i % values.length])
                .toArray();
    }

    private static int[] pick(int[] values, int[] indices) {
        return Arrays.stream(indices).map(i -> values[i]).toArray();
    }

    private static Tested await(Future<Tested> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while heads were trained; features are kept");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
