package org.exina.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.Training;
import org.exina.features.FeatureCache;
import org.exina.task.Progress;

/** What experiments that see the same numbers share. For several threads; close it to let go of the numbers. */
interface ExperimentGroup extends AutoCloseable {
    /**
     * What all workbenches of a suite use.
     *
     * @param suite its name
     * @param versions by name, see {@link org.exina.experiment.ExperimentRecord#versions}
     */
    record Tools(
            String suite,
            SuiteImages images,
            OpenBackbones backbones,
            FeatureCache cache,
            Map<String, String> versions,
            Progress progress) {
        /** For the model file of an experiment. */
        Training.Request request(Job job) {
            return new Training.Request(
                    job.experiment().learner().id(),
                    job.experiment().seed(),
                    ExperimentFolder.model(job.path()),
                    images.source(),
                    true,
                    Optional.empty(),
                    versions);
        }
    }

    /** An experiment to be run, where it goes, and all that decides its numbers. */
    record Job(Experiment experiment, Path path, ExperimentRecord.Settings settings) {
        /** Equal for experiments that see the same numbers. */
        String sees() {
            return experiment.data() + " " + experiment.seed() + " "
                    + experiment.learner().sees();
        }
    }

    /**
     * Trains, tests, writes the experiment's folder.
     *
     * @throws java.io.InterruptedIOException when the thread is interrupted; the folder then holds no finished experiment
     */
    ExperimentFolder run(Job job) throws IOException;

    @Override
    void close();
}
