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
import org.exina.experiment.Outcome;
import org.exina.experiment.RunRecord;
import org.exina.experiment.Tally;
import org.exina.features.Extraction;
import org.exina.metric.MeanInterval;

/** What one experiment gives, gathered part by part, then written. */
final class Results {
    private final Workbench.Tools tools;
    private final SuiteRun.Job job;
    private final Dataset dataset;
    private final long start = System.nanoTime();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<History> histories = new ArrayList<>();
    private int parts;
    private int trained;

    /** Time begins to count. */
    Results(Workbench.Tools tools, SuiteRun.Job job, Dataset dataset) {
        this.tools = tools;
        this.job = job;
        this.dataset = dataset;
    }

    /**
     * Adds what one part gave: its tested samples, and the epochs of its training.
     *
     * @param trainedOn how many samples
     */
    void add(List<Outcome> tested, Optional<History> history, int trainedOn) {
        outcomes.addAll(tested);
        history.ifPresent(histories::add);
        parts++;
        trained += trainedOn;
    }

    /**
     * Computes the metrics and writes table and record.
     *
     * @param features how the numbers were got
     */
    ExperimentFolder write(Extraction features) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        outcomes.sort(Comparator.comparing(Outcome::path)); // folds together, so that two experiments can be paired
        RunRecord.Figures figures = Tally.figures(
                outcomes,
                dataset.classes(),
                new RunRecord.FeatureWork(features.computed(), features.cached(), features.seconds()),
                seconds);
        double loss = loss(figures);
        MeanInterval interval =
                ExperimentRecord.lossOf(outcomes, loss, job.experiment().seed());
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
                figures,
                histories,
                job.experiment().published().stream().toList(),
                tools.settings().versions());
        return ExperimentFolder.write(job.path(), record, outcomes);
    }

    private double loss(RunRecord.Figures figures) {
        return histories.stream()
                .filter(History::hasValidation)
                .mapToDouble(h -> h.validationLoss().get(h.epochs() - 1))
                .average()
                .orElse(figures.logLoss());
    }
}
