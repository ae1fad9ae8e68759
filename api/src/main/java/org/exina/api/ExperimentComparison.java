package org.exina.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exina.experiment.TestPrediction;
import org.exina.io.ExinaException;
import org.exina.metric.McNemar;
import org.exina.study.ExperimentFolder;

/**
 * Two experiments on the images that both were tested on.
 *
 * @param n such images
 * @param onlyFirst images that only the first gets right
 * @param p see {@link McNemar}
 */
public record ExperimentComparison(
        String first,
        String second,
        int n,
        double firstAccuracy,
        double secondAccuracy,
        int onlyFirst,
        int onlySecond,
        double p) {
    /**
     * Compares two experiments, image by image.
     *
     * @throws ExinaException when they have no image in common, or tell other classes apart
     */
    static ExperimentComparison of(ExperimentFolder a, ExperimentFolder b) throws IOException {
        String both = a.record().id() + " and " + b.record().id();
        if (!a.record().classes().equals(b.record().classes())) {
            throw new ExinaException(both + " tell other classes apart and cannot be compared");
        }
        Map<String, TestPrediction> others =
                b.predictions().stream().collect(Collectors.toMap(TestPrediction::path, Function.identity()));
        List<TestPrediction> first = new ArrayList<>();
        List<TestPrediction> second = new ArrayList<>();
        for (TestPrediction each : a.predictions()) {
            if (others.containsKey(each.path())) {
                first.add(each);
                second.add(others.get(each.path()));
            }
        }
        if (first.isEmpty()) {
            throw new ExinaException(
                    b.path(), both + " were tested on no image in common; give them the same crop, split and seed");
        }
        McNemar test = McNemar.of(labels(first), predicted(first), predicted(second));
        return new ExperimentComparison(
                a.record().id(),
                b.record().id(),
                first.size(),
                accuracy(first),
                accuracy(second),
                test.onlyFirst(),
                test.onlySecond(),
                test.p());
    }

    private static int[] labels(List<TestPrediction> predictions) {
        return predictions.stream().mapToInt(TestPrediction::label).toArray();
    }

    private static int[] predicted(List<TestPrediction> predictions) {
        return predictions.stream().mapToInt(TestPrediction::predicted).toArray();
    }

    private static double accuracy(List<TestPrediction> predictions) {
        return (double) predictions.stream().filter(TestPrediction::isCorrect).count() / predictions.size();
    }
}
