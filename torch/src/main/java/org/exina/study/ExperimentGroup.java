package org.exina.study;

import java.io.IOException;
import java.util.Optional;
import org.exina.experiment.Training;
import org.exina.task.Progress;

/** What experiments that see the same numbers share. For several threads; close it to let go of the numbers. */
interface ExperimentGroup extends AutoCloseable {
    /**
     * What all workbenches of a suite use.
     *
     * @param suite its name
     */
    record Tools(
            String suite, SuiteImages images, OpenBackbones backbones, SuiteRun.Settings settings, Progress progress) {
        /** For the model file of an experiment. */
        Training.Request request(SuiteRun.Job job) {
            return new Training.Request(
                    job.experiment().learner().id(),
                    job.experiment().seed(),
                    ExperimentFolder.model(job.path()),
                    images.source(),
                    true,
                    Optional.empty(),
                    settings.versions());
        }
    }

    /** Gets the numbers: cuts images and runs networks where that was not done before. */
    static ExperimentGroup open(Experiment first, Tools tools) throws IOException {
        return first.learner() instanceof Learner.OnFeatures learner
                ? FeatureExperiments.open(first, learner, tools)
                : CnnExperiments.open(first, (Learner.Cnn) first.learner(), tools);
    }

    /**
     * Trains, tests, writes the experiment's folder.
     *
     * @throws java.io.InterruptedIOException when the thread is interrupted; the folder then holds no finished experiment
     */
    ExperimentFolder run(SuiteRun.Job job) throws IOException;

    @Override
    void close();
}
