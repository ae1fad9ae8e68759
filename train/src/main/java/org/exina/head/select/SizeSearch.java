package org.exina.head.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.exina.head.Covariates;
import org.exina.head.Temperature;
import org.exina.head.TrainingSet;

/**
 * How much the size of grains is to count beside what was chosen: with each weight every sample is judged by what is said
 * of it, and by sizes that were learned, without its group.
 */
final class SizeSearch {
    private static final List<Double> WEIGHTS = List.of(0.25, 0.5, 1.0);
    /** Of likelihood, as a logarithm: by chance a weight gains as much in one of 20 cases (Wilks 1938: 1.92). */
    private static final double LEAST_LIKELIHOOD = 2;

    private final double[][] probabilities; // (samples, classes), an empty row where nothing is said
    private final int[] labels;
    private final List<Covariates> covariates;
    private final List<Optional<Sizes>> sizes; // for each sample, of others

    private SizeSearch(
            double[][] probabilities, int[] labels, List<Covariates> covariates, List<Optional<Sizes>> sizes) {
        this.probabilities = probabilities;
        this.labels = labels;
        this.covariates = covariates;
        this.sizes = sizes;
    }

    /**
     * Tries every weight.
     *
     * @param probabilities calibrated, of each sample when its group was left out; empty rows do not count
     * @param logLoss of these
     * @return none where no diameter is known, else all but weight 0; that of least log loss is chosen, when it gains as much as any addition must, and more
     *     than chance does
     */
    static List<SelectionResult.Size> run(TrainingSet set, double[][] probabilities, double logLoss) {
        int[] labels = IntStream.range(0, set.samples()).map(set::label).toArray();
        SizeSearch search = new SizeSearch(probabilities, labels, set.covariates(), leftOut(set, labels));
        List<Judgement> all = WEIGHTS.stream()
                .flatMap(weight -> search.judge(weight).stream())
                .toList();
        Optional<Judgement> best =
                all.stream().min(Comparator.comparingDouble(each -> each.size().logLoss()));
        boolean gains = best.isPresent()
                && best.get().size().logLoss() < logLoss * (1 - Selection.LEAST_GAIN)
                && search.isNoChance(best.get().probabilities(), set.groups());
        return all.stream()
                .map(Judgement::size)
                .map(size -> gains && size.equals(best.get().size()) ? size.asChosen() : size)
                .toList();
    }

    private record Judgement(SelectionResult.Size size, List<double[]> rows) {
        double[][] probabilities() {
            return rows.toArray(double[][]::new);
        }
    }

    /**
     * Whether it gains more likelihood than chance does, each group counted as one sample. On 60 samples that look alike,
     * sizes that tell nothing lowered the log loss by 2 %.
     */
    private boolean isNoChance(double[][] sized, List<int[]> groups) {
        return groups.stream()
                        .mapToDouble(group -> Arrays.stream(group)
                                .filter(i -> probabilities[i].length > 0)
                                .mapToDouble(i -> ScoredCandidate.loss(probabilities[i], labels[i])
                                        - ScoredCandidate.loss(sized[i], labels[i]))
                                .average()
                                .orElse(0))
                        .sum()
                > LEAST_LIKELIHOOD;
    }

    private static List<Optional<Sizes>> leftOut(TrainingSet set, int[] labels) {
        List<Optional<Sizes>> sizes = new ArrayList<>(Collections.nCopies(labels.length, Optional.empty()));
        for (int[] group : set.groups()) {
            List<Covariates> others = new ArrayList<>(set.covariates());
            Arrays.stream(group).forEach(i -> others.set(i, Covariates.NONE));
            Optional<Sizes> learned = Sizes.of(others, labels, set.classes());
            Arrays.stream(group).forEach(i -> sizes.set(i, learned));
        }
        return sizes;
    }

    /** Empty when there is no sample to judge by. */
    private Optional<Judgement> judge(double weight) {
        double[][] sized = new double[labels.length][];
        for (int i = 0; i < sized.length; i++) {
            OptionalDouble diameter = covariates.get(i).diameterMicrons();
            sized[i] = probabilities[i].length > 0
                            && diameter.isPresent()
                            && sizes.get(i).isPresent()
                    ? SizedHead.sized(
                            probabilities[i],
                            diameter.getAsDouble(),
                            sizes.get(i).get(),
                            weight)
                    : new double[0];
        }
        if (Arrays.stream(sized).allMatch(row -> row.length == 0)) {
            return Optional.empty();
        }
        double temperature = Temperature.of(sized, labels);
        double[][] all = new double[labels.length][];
        for (int i = 0; i < all.length; i++) {
            all[i] = sized[i].length > 0 ? Temperature.applied(sized[i], temperature) : probabilities[i];
        }
        SelectionResult.Size size = new SelectionResult.Size(
                weight, temperature, ScoredCandidate.logLoss(all, labels), ScoredCandidate.errors(all, labels), false);
        return Optional.of(new Judgement(size, List.of(all)));
    }
}
