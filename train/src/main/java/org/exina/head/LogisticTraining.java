package org.exina.head;

import java.util.Arrays;
import org.exina.matrix.Lbfgs;
import org.exina.task.Progress;

/** Trains multinomial logistic regression, choosing the penalty by inner folds where it is not given. */
final class LogisticTraining {
    private static final double TOLERANCE = 1e-13;
    /** A log loss that is right to four digits is enough to choose by ... */
    private static final double CHOOSING_TOLERANCE = 1e-5;
    /**
     * ... but by that much of the penalty at least: excess over it bounds how far the weights are from theirs. With a
     * fixed tolerance weak penalties were judged by weights not yet grown, and came out too well: in wide data the weakest
     * of all was chosen.
     */
    private static final double CHOOSING_SHARE = 1e-3;

    /** Penalties looked at, from the strongest on, three to a factor of ten. */
    private static final double STRONGEST = 100;

    private static final int GRID = 25; // down to the weakest that may be given
    private static final int PER_DECADE = 3;
    /** Weaker penalties are not looked at after so many in a row that did worse than the best. */
    private static final int PATIENCE = 3;

    private final int maxIterations;
    private final TrainingSet set;
    private final PrincipalBasis axes;
    private final int[] labels;

    private LogisticTraining(int maxIterations, TrainingSet set, double[][] standardized) {
        this.maxIterations = maxIterations;
        this.set = set;
        this.axes = PrincipalBasis.of(standardized);
        this.labels = new int[set.samples()];
        Arrays.setAll(labels, set::label);
    }

    /**
     * Trains the head, its features standardised first.
     *
     * @param id what is trained, for its report
     * @param given the penalty, or less than 0 for the one with the lowest log loss over the inner folds
     */
    static Head train(String id, double given, int maxIterations, TrainingSet set, Progress progress) {
        if (given < 0 && !set.hasInnerFolds()) {
            throw new IllegalArgumentException(
                    "logistic needs inner folds to choose its penalty; give them, or a penalty as in logistic:l2=0.01");
        }
        Standardizer standardizer = Standardizer.of(set);
        LogisticTraining training = of(maxIterations, set, standardizer);
        if (given < 0) {
            Penalty best = training.best(progress);
            return training.fit(id, best.l2(), best.logLoss(), standardizer);
        }
        return training.fit(id, given, null, standardizer);
    }

    static LogisticTraining of(int maxIterations, TrainingSet set, Standardizer standardizer) {
        return new LogisticTraining(maxIterations, set, standardizer.apply(set));
    }

    private Head fit(String id, double l2, Double innerLogLoss, Standardizer standardizer) {
        boolean[] all = new boolean[labels.length];
        Arrays.fill(all, true);
        LogisticLoss loss = new LogisticLoss(axes, labels, set.classes(), all, l2);
        Lbfgs found = Lbfgs.minimize(loss, new double[loss.parameters()], TOLERANCE, maxIterations);
        int count = axes.variances().length;
        double[][] along = new double[set.classes()][count];
        double[] intercepts = new double[set.classes()];
        for (int k = 0; k < along.length; k++) {
            System.arraycopy(found.x(), k * (count + 1), along[k], 0, count);
            intercepts[k] = found.x()[k * (count + 1) + count];
        }
        double[][] weights = axes.toFeatures(along);
        standardizer.fold(weights, intercepts);
        LogisticReport report =
                new LogisticReport(id, innerLogLoss, l2, found.iterations(), found.converged(), found.value());
        return new LinearHead(weights, intercepts, report);
    }

    /** A penalty and the log loss over the inner folds. */
    private record Penalty(double l2, double logLoss) {}

    /**
     * Every fold goes down the same penalties, each beginning where the one before ended. A class that only the fold left
     * out has says nothing: its intercept falls without end, and the more so the weaker the penalty.
     */
    private Penalty best(Progress progress) {
        double[][] starts = new double[set.foldNumbers().length][];
        Penalty best = new Penalty(STRONGEST, Double.POSITIVE_INFINITY);
        int worse = 0;
        for (int g = 0; g < GRID && worse < PATIENCE; g++) {
            double l2 = STRONGEST * Math.pow(10, -(double) g / PER_DECADE);
            double mean = innerLogLoss(l2, starts);
            progress.report("choosing the penalty: logistic", g + 1, GRID);
            if (mean < best.logLoss()) {
                best = new Penalty(l2, mean);
                worse = 0;
            } else {
                worse++;
            }
        }
        return best;
    }

    /**
     * Mean log loss over all samples, each predicted by the inner fold's model that was trained without it.
     *
     * @param starts where to begin in each inner fold, null for nowhere; then where it ended
     */
    double innerLogLoss(double l2, double[][] starts) {
        int[] folds = set.foldNumbers();
        double sum = 0;
        for (int f = 0; f < folds.length; f++) {
            sum += lossOf(folds[f], l2, starts, f);
        }
        return sum / labels.length;
    }

    private double lossOf(int fold, double l2, double[][] starts, int f) {
        boolean[] used = new boolean[labels.length];
        for (int i = 0; i < used.length; i++) {
            used[i] = set.innerFold(i) != fold;
        }
        LogisticLoss loss = new LogisticLoss(axes, labels, set.classes(), used, l2);
        double[] start = starts[f] == null ? new double[loss.parameters()] : starts[f];
        starts[f] = Lbfgs.minimize(loss, start, Math.min(CHOOSING_TOLERANCE, CHOOSING_SHARE * l2), maxIterations)
                .x();
        return loss.lossOfOthers(starts[f]);
    }
}
