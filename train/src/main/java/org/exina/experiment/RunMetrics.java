package org.exina.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.metric.Calibration;
import org.exina.metric.ConfusionMatrix;
import org.exina.metric.Interval;
import org.exina.metric.LogLoss;
import org.exina.metric.TopK;

/** Metrics of predictions. */
public final class RunMetrics {
    private static final int BINS = 10;
    private static final int TOP = 3;

    private RunMetrics() {}

    /**
     * All metrics; intervals count each image once, however many repeats there are.
     *
     * @param predictions at least one, repeat by repeat; every repeat has the same images
     */
    public static RunRecord.Metrics of(
            List<TestPrediction> predictions,
            List<String> classes,
            RunRecord.FeatureWork features,
            double headSeconds) {
        int[] labels = predictions.stream().mapToInt(TestPrediction::label).toArray();
        int[] predicted =
                predictions.stream().mapToInt(TestPrediction::predicted).toArray();
        double[][] probabilities =
                predictions.stream().map(TestPrediction::probabilities).toArray(double[][]::new);
        int repeats = 1 + predictions.get(predictions.size() - 1).repeat();
        int n = predictions.size() / repeats;
        ConfusionMatrix matrix = ConfusionMatrix.of(labels, predicted, classes.size());
        Interval interval = Interval.wilson(Math.round((double) matrix.correct() / repeats), n);
        Calibration calibration = Calibration.of(probabilities, labels, BINS);
        return new RunRecord.Metrics(
                n,
                (int) matrix.errors(),
                matrix.accuracy(),
                interval.low(),
                interval.high(),
                repeatAccuracies(predictions, repeats),
                TopK.accuracy(probabilities, labels, Math.min(TOP, classes.size())),
                matrix.macroF1(),
                LogLoss.of(probabilities, labels),
                calibration.expectedCalibrationError(),
                reliability(calibration),
                perClass(matrix, classes),
                counts(matrix),
                features,
                headSeconds);
    }

    private static List<Double> repeatAccuracies(List<TestPrediction> predictions, int repeats) {
        long[] correct = new long[repeats];
        for (TestPrediction prediction : predictions) {
            if (prediction.isCorrect()) {
                correct[prediction.repeat()]++;
            }
        }
        return IntStream.range(0, repeats)
                .mapToObj(r -> (double) correct[r] * repeats / predictions.size())
                .toList();
    }

    private static List<RunRecord.Bin> reliability(Calibration calibration) {
        return calibration.bins().stream()
                .filter(bin -> bin.count() > 0)
                .map(bin -> new RunRecord.Bin(bin.low(), bin.high(), bin.count(), bin.confidence(), bin.accuracy()))
                .toList();
    }

    private static List<RunRecord.PerClass> perClass(ConfusionMatrix matrix, List<String> classes) {
        return IntStream.range(0, classes.size())
                .mapToObj(k -> new RunRecord.PerClass(
                        classes.get(k), (int) matrix.support(k), matrix.precision(k), matrix.recall(k), matrix.f1(k)))
                .toList();
    }

    private static List<List<Integer>> counts(ConfusionMatrix matrix) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int k = 0; k < matrix.classes(); k++) {
            int label = k;
            rows.add(IntStream.range(0, matrix.classes())
                    .mapToObj(j -> (int) matrix.count(label, j))
                    .toList());
        }
        return rows;
    }
}
