package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.exina.experiment.CrossValidation;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TestPrediction;
import org.exina.settings.Percent;

/** What a cross-validation gave. */
public final class CrossValidated {
    private final Recipe recipe;
    private final CrossValidation validation;
    private final double seconds;

    CrossValidated(Recipe recipe, CrossValidation validation, double seconds) {
        this.recipe = recipe;
        this.validation = validation;
        this.seconds = seconds;
    }

    /**
     * The share of images that were right, with an interval that holds the true share with 95 % confidence.
     *
     * @param value in [0, 1]
     * @param low in [0, high]
     * @param high in [low, 1]
     */
    public record Accuracy(double value, double low, double high) {
        /** "95.9 % (94.3 to 97.1)". */
        @Override
        public String toString() {
            return Percent.of(value) + " (" + Percent.number(low) + " to " + Percent.number(high) + ")";
        }
    }

    public Accuracy accuracy() {
        RunRecord.Metrics metrics = metrics();
        return new Accuracy(metrics.accuracy(), metrics.accuracyLow(), metrics.accuracyHigh());
    }

    /** Accuracy, macro F1, log loss, calibration, confusion matrix (rows true, columns predicted) and each class's own. */
    public RunRecord.Metrics metrics() {
        return validation.metrics();
    }

    /** One for each image, in the order of the data set, repeat by repeat. */
    public List<TestPrediction> predictions() {
        return validation.predictions();
    }

    /**
     * Writes all of it, for reports, comparisons and to run it again.
     *
     * @param folder an earlier run in it is replaced; nothing else is
     */
    public RunFolder write(Path folder) throws IOException {
        return validation.write(
                RunFolder.reserve(folder), recipe.budget().orElse(Duration.ZERO), seconds, Workspace.versions());
    }
}
