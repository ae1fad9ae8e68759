package org.exina.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.io.ExinaException;
import org.exina.metric.McNemar;
import org.exina.metric.PairedDifference;

/**
 * Two classifiers tested on the same images. Where images were tested several times, the answer is that of the mean
 * probabilities. Plain records, for JSON.
 *
 * @param n images that both were tested on
 * @param difference accuracy of the second less that of the first
 * @param low lower end of its 95 % interval, see {@link PairedDifference}
 * @param high its upper end
 * @param onlyFirst images that only the first gets right
 * @param onlySecond images that only the second gets right
 * @param p see {@link McNemar}
 * @param changed images with different answers: those only the first gets right, those only the second does, others;
 *     of each the surest first
 */
public record PairedComparison(
        String first,
        String second,
        int n,
        double firstAccuracy,
        double secondAccuracy,
        double difference,
        double low,
        double high,
        int onlyFirst,
        int onlySecond,
        double p,
        List<Changed> changed) {
    public PairedComparison {
        changed = List.copyOf(changed);
    }

    /** Who is right on an image that both answer differently. */
    public enum Right {
        FIRST,
        SECOND,
        NEITHER
    }

    /** An image and both answers, each with its probability. */
    public record Changed(
            String path,
            String label,
            Right right,
            String first,
            double firstProbability,
            String second,
            double secondProbability) {}

    /** What one of them says. */
    private record PairedPrediction(String label, String predicted, double probability) {
        boolean isCorrect() {
            return label.equals(predicted);
        }
    }

    /**
     * Some tested images.
     *
     * @param name for people
     * @param classes class indices of the predictions point here
     */
    public record Tested(String name, List<String> classes, List<TestPrediction> predictions) {
        public Tested {
            classes = List.copyOf(classes);
            predictions = List.copyOf(predictions);
        }
    }

    /**
     * Compares two runs.
     *
     * @throws ExinaException when they had other images, other labels or other folds, saying what
     */
    public static PairedComparison of(RunFolder first, RunFolder second) throws ExinaException {
        String other = difference(first, second);
        if (!other.isEmpty()) {
            throw new ExinaException(
                    second.path(),
                    "cannot be compared with " + first.path() + ": " + other
                            + "; both must be tested on the same images in the same folds (same data, number of"
                            + " folds, repeats, seed and groups)");
        }
        return of(tested(first), tested(second));
    }

    private static Tested tested(RunFolder run) {
        return new Tested(run.path().toString(), run.classes(), run.predictions());
    }

    private static String difference(RunFolder first, RunFolder second) {
        RunRecord.Settings a = first.record().settings();
        RunRecord.Settings b = second.record().settings();
        if (!first.classes().equals(second.classes())) {
            return "its classes are " + second.classes() + ", not " + first.classes();
        }
        if (first.record().data().pictures() != second.record().data().pictures()) {
            return "it had " + second.record().data().pictures() + " images, not "
                    + first.record().data().pictures();
        }
        for (int i = 0;
                i < Math.min(first.predictions().size(), second.predictions().size());
                i++) {
            TestPrediction x = first.predictions().get(i);
            TestPrediction y = second.predictions().get(i);
            if (!x.path().equals(y.path())) {
                return "it was tested on " + y.path() + " where the other was on " + x.path();
            } else if (x.label() != y.label()) {
                return x.path() + " had the label " + second.classes().get(y.label()) + ", not "
                        + first.classes().get(x.label());
            }
        }
        if (a.folds() != b.folds() || a.repeats() != b.repeats() || a.seed() != b.seed()) {
            return "it had " + folds(b) + ", not " + folds(a);
        }
        for (int i = 0; i < first.predictions().size(); i++) {
            if (first.predictions().get(i).fold() != second.predictions().get(i).fold()) {
                return first.predictions().get(i).path()
                        + " stood in another fold, since other images were kept together";
            }
        }
        return first.record().data().fingerprint().equals(second.record().data().fingerprint())
                ? ""
                : "the images' content has changed between them";
    }

    private static String folds(RunRecord.Settings settings) {
        return settings.folds() + " folds, " + settings.repeats() + (settings.repeats() == 1 ? " repeat" : " repeats")
                + " and seed " + settings.seed();
    }

    /**
     * Compares two on the images that both were tested on.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PairedComparison of(Tested first, Tested second) {
        Map<String, PairedPrediction> others = answers(second);
        Map<String, PairedPrediction> ours = answers(first);
        List<Changed> changed = new ArrayList<>();
        int[] right = new int[4]; // neither, only first, only second, both
        for (TestPrediction prediction : first.predictions()) {
            PairedPrediction a = ours.get(prediction.path());
            PairedPrediction b = others.get(prediction.path());
            if (prediction.repeat() > 0 || b == null) {
                continue;
            }
            right[(a.isCorrect() ? 1 : 0) + (b.isCorrect() ? 2 : 0)]++;
            if (!a.predicted().equals(b.predicted())) {
                Right who = a.isCorrect() ? Right.FIRST : b.isCorrect() ? Right.SECOND : Right.NEITHER;
                changed.add(new Changed(
                        prediction.path(),
                        a.label(),
                        who,
                        a.predicted(),
                        a.probability(),
                        b.predicted(),
                        b.probability()));
            }
        }
        changed.sort(Comparator.comparing(Changed::right)
                .thenComparing(c -> -Math.max(c.firstProbability(), c.secondProbability())));
        int n = right[0] + right[1] + right[2] + right[3];
        if (n == 0) {
            throw new IllegalArgumentException(
                    first.name() + " and " + second.name() + " were tested on no image in common");
        }
        PairedDifference difference = PairedDifference.of(right[1], right[2], n);
        return new PairedComparison(
                first.name(),
                second.name(),
                n,
                (double) (right[1] + right[3]) / n,
                (double) (right[2] + right[3]) / n,
                difference.difference(),
                difference.low(),
                difference.high(),
                right[1],
                right[2],
                McNemar.of(right[1], right[2]).p(),
                changed);
    }

    /** By path: the likeliest class of the mean probabilities over the repeats. */
    private static Map<String, PairedPrediction> answers(Tested tested) {
        Map<String, double[]> sums = new HashMap<>();
        Map<String, Integer> times = new HashMap<>();
        Map<String, Integer> labels = new HashMap<>();
        for (TestPrediction each : tested.predictions()) {
            double[] sum = sums.computeIfAbsent(
                    each.path(), any -> new double[tested.classes().size()]);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += each.probability(k);
            }
            times.merge(each.path(), 1, Integer::sum);
            labels.put(each.path(), each.label());
        }
        Map<String, PairedPrediction> answers = new HashMap<>();
        sums.forEach((path, sum) -> {
            int best = 0;
            for (int k = 1; k < sum.length; k++) {
                best = sum[k] > sum[best] ? k : best;
            }
            answers.put(
                    path,
                    new PairedPrediction(
                            tested.classes().get(labels.get(path)),
                            tested.classes().get(best),
                            sum[best] / times.get(path)));
        });
        return answers;
    }
}
