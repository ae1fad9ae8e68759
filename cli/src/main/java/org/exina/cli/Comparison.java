package org.exina.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exina.experiment.Outcome;
import org.exina.metric.McNemar;
import org.exina.study.ExperimentFolder;

/**
 * Two experiments on the pictures that both were tested on.
 *
 * @param n such pictures
 * @param onlyFirst pictures that only the first gets right
 * @param p see {@link McNemar}
 */
record Comparison(
        String first,
        String second,
        int n,
        double firstAccuracy,
        double secondAccuracy,
        int onlyFirst,
        int onlySecond,
        double p) {
    private static final double UNLIKELY = 0.05;

    /**
     * Compares two experiments, picture by picture.
     *
     * @throws UsageException when they have no picture in common, or tell other classes apart
     */
    static Comparison of(ExperimentFolder a, ExperimentFolder b) throws IOException {
        String both = a.record().id() + " and " + b.record().id();
        if (!a.record().classes().equals(b.record().classes())) {
            throw new UsageException(both + " tell other classes apart and cannot be compared");
        }
        Map<String, Outcome> others =
                b.outcomes().stream().collect(Collectors.toMap(Outcome::path, Function.identity()));
        List<Outcome> first = new ArrayList<>();
        List<Outcome> second = new ArrayList<>();
        for (Outcome each : a.outcomes()) {
            if (others.containsKey(each.path())) {
                first.add(each);
                second.add(others.get(each.path()));
            }
        }
        if (first.isEmpty()) {
            throw new UsageException(
                    both + " were tested on no picture in common; give them the same crop, split and seed");
        }
        McNemar test = McNemar.of(labels(first), predicted(first), predicted(second));
        return new Comparison(
                a.record().id(),
                b.record().id(),
                first.size(),
                accuracy(first),
                accuracy(second),
                test.onlyFirst(),
                test.onlySecond(),
                test.p());
    }

    private static int[] labels(List<Outcome> outcomes) {
        return outcomes.stream().mapToInt(Outcome::label).toArray();
    }

    private static int[] predicted(List<Outcome> outcomes) {
        return outcomes.stream().mapToInt(Outcome::predicted).toArray();
    }

    private static double accuracy(List<Outcome> outcomes) {
        return (double) outcomes.stream().filter(Outcome::isCorrect).count() / outcomes.size();
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%s: %.1f %%%n%s: %.1f %%%nof %d pictures that both were tested on; only the first is right on %d, only the"
                        + " second on %d%np = %.3f (McNemar): %s",
                first,
                100 * firstAccuracy,
                second,
                100 * secondAccuracy,
                n,
                onlyFirst,
                onlySecond,
                p,
                p < UNLIKELY
                        ? "so large a difference would be unlikely by chance"
                        : "so small a difference may well be chance");
    }
}
