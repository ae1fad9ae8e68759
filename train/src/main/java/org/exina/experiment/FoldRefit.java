package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.dataset.Folds;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/**
 * The classifier that tested a fold of a cross-validation, trained again and written as a model file: runs keep none. Only
 * what answers as the run did is written.
 */
public final class FoldRefit {
    /** Of a probability: the same numbers on another machine. */
    private static final double TOLERANCE = 1e-3;

    private FoldRefit() {}

    /**
     * Makes sure that the classifiers of a run can be had again.
     *
     * @throws ExinaException when a search chose the heads, networks were tuned, or variants were trained on
     */
    public static void require(RunFolder run) throws ExinaException {
        RunRecord record = run.record();
        String why = "";
        if (record.kind() != RunRecord.Kind.CROSSVAL) {
            why = "its networks were tuned in each fold and are not kept";
        } else if (record.settings().head().equals("auto")) {
            why = "a search chose its classifiers";
        } else if (!record.settings().augment().isEmpty()) {
            why = "it was trained on variants of the images too";
        }
        if (!why.isEmpty()) {
            throw new ExinaException(
                            run.path(),
                            "its classifiers cannot be trained again to explain them: " + why
                                    + "; instead, let a model say what it sees")
                    .with(Remedy.Kind.EXPLAIN_BY_MODEL, run.path());
        }
    }

    /**
     * Trains and writes.
     *
     * @param data the images of the run, whose fingerprint is the run's; still the caller's to close
     * @param repeat from 0
     * @param fold from 0
     * @param file where the model goes
     * @throws ExinaException as {@link #require} does, or when the classifier answers otherwise than the run's
     */
    public static void write(TrainingSets data, RunFolder run, int repeat, int fold, Path file) throws IOException {
        require(run);
        RunRecord.Settings settings = run.record().settings();
        Folds folds = Folds.stratified(
                data.images().dataset(), data.images().groups(), settings.folds(), settings.seed() + repeat);
        int[] trained = folds.train(fold);
        HeadSpec spec = HeadSpec.parse(settings.head());
        Head head = spec.train(data.of(trained, settings.seed()), settings.seed());
        compare(run, repeat, fold, data.predictions(folds.test(fold), repeat, fold, head));
        Training.write(
                data,
                trained,
                head,
                new Training.Request(
                        settings.head(),
                        settings.seed(),
                        file,
                        Path.of(run.record().data().source()),
                        false,
                        Optional.empty(),
                        run.record().versions()));
    }

    private static void compare(RunFolder run, int repeat, int fold, List<TestPrediction> again) throws ExinaException {
        Map<String, TestPrediction> before = new HashMap<>();
        run.predictions().stream()
                .filter(prediction -> prediction.repeat() == repeat && prediction.fold() == fold)
                .forEach(prediction -> before.put(prediction.path(), prediction));
        for (TestPrediction now : again) {
            TestPrediction then = before.remove(now.path());
            for (int k = 0; k < run.classes().size(); k++) {
                if (then == null || Math.abs(then.probability(k) - now.probability(k)) > TOLERANCE) {
                    throw new ExinaException(
                            run.path(),
                            "the classifier of fold " + (fold + 1)
                                    + ", trained again, answers otherwise than the run did" + " to " + now.path()
                                    + "; run the cross-validation again with this version");
                }
            }
        }
        if (!before.isEmpty()) {
            throw new ExinaException(
                    run.path(), "fold " + (fold + 1) + " had other images than now; run the cross-validation again");
        }
    }
}
