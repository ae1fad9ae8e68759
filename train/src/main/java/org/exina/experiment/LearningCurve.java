package org.exina.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.dataset.Folds;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.metric.Interval;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Accuracy against images per class. The test folds are the same for all sizes; heads are trained on some images of
 * each class drawn from the other folds, of as many groups as possible, and the accuracies of a few draws are averaged.
 * Plain records, for JSON.
 *
 * @param pictures how many there are
 * @param largest images of a class in the training sets of all images, on average
 * @param points smallest first; the last one is of all images
 * @param forecast what twice the images may give; absent when there are fewer than three sizes
 */
public record LearningCurve(
        int pictures, int classes, double largest, List<Point> points, Optional<LearningCurveFit> forecast) {
    public LearningCurve {
        points = List.copyOf(points);
    }

    /**
     * One size.
     *
     * @param perClass mean number of images of a class in the training sets
     * @param all whether that is all there are
     * @param accuracy mean over the draws
     * @param low lower end of its 95 % interval (Wilson; as many images as were tested, whatever the number of draws)
     * @param high its upper end
     * @param draws how often images were drawn
     */
    public record Point(double perClass, boolean all, double accuracy, double low, double high, int draws) {}

    /**
     * What to run.
     *
     * @param perClass images of each class, ascending, each at least 1; all images are tried in any case
     * @param folds at least 2
     * @param draws of images for each size, at least 1
     */
    public record Settings(HeadSpec head, List<Integer> perClass, int folds, int draws, long seed) {
        public Settings {
            perClass = List.copyOf(perClass);
            if (folds < 2 || draws < 1 || perClass.stream().anyMatch(size -> size < 1)) {
                throw new IllegalArgumentException("expected at least 2 folds, 1 draw and 1 image per class, got "
                        + folds + ", " + draws + " and " + perClass);
            }
        }
    }

    /**
     * One training set.
     *
     * @param size index into the sizes, or their number for all images
     */
    private record Job(int size, int draw, int fold) {}

    /**
     * What came of it.
     *
     * @param used training images
     * @param tested those of the test fold
     */
    private record Result(Job job, int used, List<Integer> tested, List<TestPrediction> predictions) {}

    /**
     * Measures it.
     *
     * @param data still the caller's to close
     * @throws org.exina.dataset.DatasetException when a class stands in one group only, or there are fewer groups than
     *     folds
     */
    public static LearningCurve of(TrainingSets data, Settings settings, Progress progress) throws IOException {
        Folds folds =
                Folds.stratified(data.images().dataset(), data.images().groups(), settings.folds(), settings.seed());
        List<Integer> sizes = settings.perClass().stream()
                .sorted()
                .distinct()
                .filter(size -> size < smallestOfTheLargest(data, folds))
                .toList();
        List<Job> jobs = new ArrayList<>();
        for (int size = 0; size <= sizes.size(); size++) {
            for (int draw = 0; draw < (size == sizes.size() ? 1 : settings.draws()); draw++) {
                for (int fold = 0; fold < folds.count(); fold++) {
                    jobs.add(new Job(size, draw, fold));
                }
            }
        }
        AtomicInteger done = new AtomicInteger();
        List<Callable<Result>> work = new ArrayList<>();
        for (Job job : jobs) {
            work.add(() -> {
                Result result = run(data, settings, folds, job, sizes);
                progress.report("training on fewer images", done.incrementAndGet(), jobs.size());
                return result;
            });
        }
        List<Result> results = Parallel.run(
                work,
                Runtime.getRuntime().availableProcessors(),
                "interrupted while heads were trained; features are kept");
        return collect(data, settings, results, sizes.size());
    }

    /** The least over the folds of what the largest class has to train on: from there on a size would be all images. */
    private static int smallestOfTheLargest(TrainingSets data, Folds folds) {
        int least = Integer.MAX_VALUE;
        for (int fold = 0; fold < folds.count(); fold++) {
            int largest = Arrays.stream(data.images().classSizes(folds.train(fold)))
                    .max()
                    .orElseThrow();
            least = Math.min(least, largest);
        }
        return least;
    }

    private static Result run(TrainingSets data, Settings settings, Folds folds, Job job, List<Integer> sizes)
            throws IOException {
        int[] train = folds.train(job.fold());
        if (job.size() < sizes.size()) {
            long seed = settings.seed() + 1_000_003L * (job.draw() + 1) + 7919L * job.fold();
            train = draw(data, train, sizes.get(job.size()), seed);
        }
        Head head = settings.head().train(data.of(train, settings.seed()), settings.seed());
        int[] test = folds.test(job.fold());
        return new Result(
                job, train.length, Arrays.stream(test).boxed().toList(), data.predictions(test, job.fold(), head));
    }

    /**
     * Some images of each class: one of each group first. A larger size of the same seed holds all of a smaller one.
     *
     * @return ascending
     */
    private static int[] draw(TrainingSets data, int[] samples, int perClass, long seed) {
        int[] labels = data.images().dataset().labels();
        int[] groupOf = data.images().groups().groupOf();
        List<Integer> order = new ArrayList<>(Arrays.stream(samples).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        Map<Integer, Integer> taken = new HashMap<>();
        Set<Integer> groups = new HashSet<>();
        Set<Integer> chosen = new HashSet<>();
        for (boolean first : new boolean[] {true, false}) {
            for (int i : order) {
                boolean fresh = groups.add(groupOf[i]);
                if ((fresh || !first) && !chosen.contains(i) && taken.getOrDefault(labels[i], 0) < perClass) {
                    taken.merge(labels[i], 1, Integer::sum);
                    chosen.add(i);
                }
            }
        }
        return chosen.stream().mapToInt(i -> i).sorted().toArray();
    }

    private static LearningCurve collect(TrainingSets data, Settings settings, List<Result> results, int sizes) {
        int n = data.images().dataset().size();
        int classes = data.images().dataset().classes().size();
        double[][] right = new double[sizes + 1][n]; // share of draws, by size and image
        long[] used = new long[sizes + 1];
        for (Result result : results) {
            int size = result.job().size();
            int draws = size == sizes ? 1 : settings.draws();
            used[size] += result.used();
            for (int i = 0; i < result.tested().size(); i++) {
                right[size][result.tested().get(i)] +=
                        result.predictions().get(i).isCorrect() ? 1.0 / draws : 0;
            }
        }
        double[] perClass = new double[sizes + 1];
        List<Point> points = new ArrayList<>();
        for (int size = 0; size <= sizes; size++) {
            int draws = size == sizes ? 1 : settings.draws();
            perClass[size] = (double) used[size] / ((long) draws * settings.folds() * classes);
            double accuracy = Arrays.stream(right[size]).sum() / n;
            Interval interval = Interval.wilson(Math.min(n, Math.round(accuracy * n)), n);
            points.add(new Point(
                    perClass[size],
                    size == sizes,
                    accuracy,
                    Math.min(accuracy, interval.low()),
                    Math.max(accuracy, interval.high()),
                    draws));
        }
        Optional<LearningCurveFit> forecast = LearningCurveFit.of(perClass, right, settings.seed());
        return new LearningCurve(n, classes, perClass[sizes], points, forecast);
    }
}
