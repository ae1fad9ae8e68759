package org.exina.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Folds;
import org.exina.head.NoveltyDetector;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.exina.metric.Auroc;
import org.exina.metric.Interval;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * How well a model will say that it does not know: each class in turn is left out of training and stands for images
 * that nobody taught. Known and unknown images alike are those of a fold that was not trained on, so that each image
 * is asked about once while its class is unknown, and once for each other class while it is known.
 *
 * @param folds that the images were split into
 * @param classes in the order of the data set
 */
public record OpenSetEvaluation(int folds, long seed, List<PerClass> classes) {
    public OpenSetEvaluation {
        classes = List.copyOf(classes);
    }

    /**
     * What became of one class left out.
     *
     * @param unknown images of it
     * @param auroc how often one of its images has more novelty than an image of the other classes
     * @param rejected share of its images that were called unknown
     * @param known images of the other classes
     * @param kept share of those that were not
     */
    public record PerClass(String label, int unknown, double auroc, double rejected, int known, double kept) {}

    /** Novelties of the images of one fold, one class left out. */
    private record Part(int left, List<Double> unknown, List<Double> known) {}

    /**
     * Runs it: one training for each class and fold.
     *
     * @param data still the caller's to close
     * @throws DatasetException when there are fewer than 3 classes, a class stands in one group only, or there are too few
     *     groups for the folds
     * @throws java.io.InterruptedIOException when the thread is interrupted
     */
    public static OpenSetEvaluation run(TrainingSets data, int folds, long seed, Progress progress) throws IOException {
        List<String> labels = data.images().dataset().classes();
        if (labels.size() < 3) {
            throw new DatasetException(
                    data.images().dataset().root(),
                    "expected at least 3 classes, so that 2 are left when one is left out; found " + labels.size());
        }
        Folds dealt = Folds.stratified(data.images().dataset(), data.images().groups(), folds, seed);
        int total = folds * labels.size();
        AtomicInteger done = new AtomicInteger();
        List<Callable<Part>> work = new ArrayList<>();
        for (int t = 0; t < total; t++) {
            int left = t / folds;
            int fold = t % folds;
            work.add(() -> {
                Part part = part(data, dealt.train(fold), dealt.test(fold), left, seed);
                progress.report("leaving out each class", done.incrementAndGet(), total);
                return part;
            });
        }
        List<Part> parts = Parallel.run(
                work,
                Runtime.getRuntime().availableProcessors(),
                "interrupted while classes were left out; features are kept");
        return new OpenSetEvaluation(
                folds,
                seed,
                IntStream.range(0, labels.size())
                        .mapToObj(k -> tally(labels.get(k), k, parts))
                        .toList());
    }

    private static Part part(TrainingSets data, int[] train, int[] test, int left, long seed) throws ExinaException {
        int[] labels = data.images().dataset().labels();
        int[] rest = Arrays.stream(train).filter(i -> labels[i] != left).toArray();
        TrainingSet set = data.without(left, rest, seed);
        Optional<NoveltyDetector> trained =
                NoveltyDetector.train(set, data.features().blockLengths(), NoveltyCalibration.AIM);
        if (trained.isEmpty()) {
            throw new DatasetException(
                    data.images().dataset().root(),
                    "without class " + data.images().dataset().classes().get(left)
                            + " no group can be left out of training; expected more images or groups");
        }
        List<Double> unknown = new ArrayList<>();
        List<Double> known = new ArrayList<>();
        float[][] rows = data.features().rows(test);
        for (int i = 0; i < test.length; i++) {
            (labels[test[i]] == left ? unknown : known).add(trained.get().novelty(rows[i]));
        }
        return new Part(left, unknown, known);
    }

    private static PerClass tally(String label, int left, List<Part> parts) {
        List<Part> own = parts.stream().filter(part -> part.left() == left).toList();
        double[] unknown = all(own.stream().map(Part::unknown).toList());
        double[] known = all(own.stream().map(Part::known).toList());
        double rejected = share(unknown, true);
        return new PerClass(
                label, unknown.length, Auroc.of(unknown, known), rejected, known.length, share(known, false));
    }

    private static double[] all(List<List<Double>> lists) {
        return lists.stream().flatMap(List::stream).mapToDouble(d -> d).toArray();
    }

    private static double share(double[] novelties, boolean above) {
        return (double) count(novelties, above) / novelties.length;
    }

    private static long count(double[] novelties, boolean above) {
        return Arrays.stream(novelties)
                .filter(novelty -> novelty > NoveltyDetector.LIMIT == above)
                .count();
    }

    public double meanAuroc() {
        return classes.stream().mapToDouble(PerClass::auroc).average().orElseThrow();
    }

    /** Of the mean over the classes, by the spread between them; at most 1. */
    public Interval meanAurocInterval() {
        double mean = meanAuroc();
        double squares = classes.stream()
                .mapToDouble(each -> (each.auroc() - mean) * (each.auroc() - mean))
                .sum();
        double half = 1.96 * Math.sqrt(squares / (classes.size() - 1) / classes.size());
        return new Interval(Math.max(0, mean - half), Math.min(1, mean + half));
    }

    /** Share of all images that were called unknown while their class was. */
    public double rejected() {
        return classes.stream().mapToDouble(c -> c.rejected() * c.unknown()).sum()
                / classes.stream().mapToInt(PerClass::unknown).sum();
    }

    /** Share of images that were answered while their class was known. */
    public double kept() {
        return classes.stream().mapToDouble(c -> c.kept() * c.known()).sum()
                / classes.stream().mapToInt(PerClass::known).sum();
    }
}
