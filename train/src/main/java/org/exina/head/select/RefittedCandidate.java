package org.exina.head.select;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.LogisticReport;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;

/** A head that must be trained to be judged: on all inner folds but one, for each of them. */
final class RefittedCandidate {
    static final String LOGISTIC = "logistic";
    static final String DENSE = "top:units=128,activation=gelu,optimizer=adamw,epochs=40,schedule=cosine,smoothing=0.1";

    /** What stands in for a penalty until one is chosen. */
    private static final String SOME_L2 = "logistic:l2=0.01";
    /** Trainings on part of the samples that choosing a penalty is worth, about: each penalty begins at the last one's end. */
    private static final int TO_CHOOSE = 12;

    private final TrainingSet set;
    private final int[] columns;
    private final long seed;
    private final long deadline;

    /**
     * Heads on some of the columns, to be judged until time is up.
     *
     * @param deadline by {@link System#nanoTime}
     */
    RefittedCandidate(TrainingSet set, int[] columns, long seed, long deadline) {
        this.set = set;
        this.columns = columns;
        this.seed = seed;
        this.deadline = deadline;
    }

    /** Why a head was not judged. */
    static final class SkippedException extends Exception {
        private static final long serialVersionUID = 1;

        SkippedException(String reason) {
            super(reason);
        }
    }

    /** What came out. */
    static final class Result {
        private final String head;
        private final double[][] probabilities;

        private Result(String head, double[][] probabilities) {
            this.head = head;
            this.probabilities = probabilities;
        }

        /** Text form, what it chose for itself included. */
        String head() {
            return head;
        }

        /** (samples, classes). */
        double[][] probabilities() {
            return probabilities;
        }
    }

    /**
     * Trains without each inner fold in turn, and predicts that fold.
     *
     * @throws SkippedException when the time does not allow it, or a class is in one inner fold alone
     */
    Result judge(String head) throws SkippedException, IOException {
        for (int fold : set.foldNumbers()) {
            if (classesOutside(fold) < set.classes()) {
                throw new SkippedException("a class stands in one inner fold alone");
            }
        }
        boolean logistic = head.equals(LOGISTIC);
        double[][] rows = new double[set.samples()][];
        int[] folds = set.foldNumbers();
        long start = System.nanoTime();
        try {
            fold(HeadSpec.parse(logistic ? SOME_L2 : head), folds[0], rows);
            double once = (System.nanoTime() - start) / 1e9;
            require(once * (logistic ? TO_CHOOSE + folds.length : folds.length - 1));
            HeadSpec spec = HeadSpec.parse(logistic ? withPenalty() : head);
            for (int f = logistic ? 0 : 1; f < folds.length; f++) {
                fold(spec, folds[f], rows);
            }
            return new Result(spec.id(), rows);
        } catch (ExinaException e) {
            throw new SkippedException(e.getMessage());
        }
    }

    private long classesOutside(int fold) {
        return IntStream.range(0, set.samples())
                .filter(i -> set.innerFold(i) != fold)
                .map(set::label)
                .distinct()
                .count();
    }

    private void require(double seconds) throws SkippedException {
        if (System.nanoTime() + seconds * 1e9 > deadline) {
            throw new SkippedException(String.format(Locale.ROOT, "would take about %.0f s", seconds));
        }
    }

    /** The penalty of least log loss over the inner folds. */
    private String withPenalty() throws IOException {
        int[] all = IntStream.range(0, set.samples()).toArray();
        Head chosen = HeadSpec.parse(LOGISTIC).train(set.part(all, columns), seed);
        return new HeadSpec.LogisticRegression(
                        ((LogisticReport) chosen.report()).l2(), HeadSpec.LogisticRegression.DEFAULT.maxIterations())
                .id();
    }

    private void fold(HeadSpec spec, int fold, double[][] rows) throws IOException {
        int[] others = IntStream.range(0, set.samples())
                .filter(i -> set.innerFold(i) != fold)
                .toArray();
        Head head = spec.train(set.part(others, columns).withoutFolds(), seed);
        for (int i = 0; i < set.samples(); i++) {
            if (set.innerFold(i) == fold) {
                float[] row = set.row(i);
                float[] own = new float[columns.length];
                for (int j = 0; j < own.length; j++) {
                    own[j] = row[columns[j]];
                }
                rows[i] = head.probabilities(own);
            }
        }
    }
}
