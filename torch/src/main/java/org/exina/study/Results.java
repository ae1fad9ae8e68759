package org.exina.study;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.exina.dataset.Dataset;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.History;
import org.exina.experiment.RunMetrics;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TestPrediction;
import org.exina.features.ExtractionResult;
import org.exina.metric.MeanInterval;

/** What one experiment gives, gathered part by part, then written. */
final class Results {
    private final ExperimentGroup.Tools tools;
    private final ExperimentGroup.Job job;
    private final Dataset dataset;
    private final long start = System.nanoTime();
    private final List<TestPrediction> predictions = new ArrayList<>();
    private final List<History> histories = new ArrayList<>();
    private int parts;
    private int trained;

    /** Time begins to count. */
    Results(ExperimentGroup.Tools tools, ExperimentGroup.Job job, Dataset dataset) {
        this.tools = tools;
        this.job = job;
        this.dataset = dataset;
    }

    /**
     * Adds what one part gave: its tested samples, and the epochs of its training.
     *
     * @param trainedOn how many samples
     */
    void add(List<TestPrediction> tested, Optional<History> history, int trainedOn) {
        predictions.addAll(tested);
        history.ifPresent(histories::add);
        parts++;
        trained += trainedOn;
    }

    /**
     * Computes the metrics and writes table and record.
     *
     * @param features how the numbers were got
     */
    ExperimentFolder write(ExtractionResult features) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        predictions.sort(
                Comparator.comparing(TestPrediction::path)); // folds together, so that two experiments can be paired
        RunRecord.Metrics metrics = RunMetrics.of(
                predictions,
                dataset.classes(),
                new RunRecord.FeatureWork(features.computed(), features.cached(), features.seconds()),
                seconds);
        double loss = loss(metrics);
        MeanInterval interval =
                ExperimentRecord.lossOf(predictions, loss, job.experiment().seed());
        ExperimentRecord record = new ExperimentRecord(
                ExperimentRecord.FORMAT,
                tools.suite(),
                job.experiment().name(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seconds,
                job.settings(),
                dataset.classes(),
                trained / parts,
                loss,
                interval.low(),
                interval.high(),
                metrics,
                histories,
                job.experiment().published(),
                tools.versions());
        return ExperimentFolder.write(job.path(), record, predictions);
    }

    private double loss(RunRecord.Metrics metrics) {
        return histories.stream()
                .filter(History::hasValidation)
                .mapToDouble(h -> h.validationLoss().get(h.epochs() - 1))
                .average()
                .orElse(metrics.logLoss());
    }
}
