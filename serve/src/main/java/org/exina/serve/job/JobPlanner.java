package org.exina.serve.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.exina.experiment.RunRecord;
import org.exina.serve.data.DataFolder;
import org.exina.serve.data.ModelStore;
import org.exina.serve.http.ProblemException;

/** Makes work of what is asked for. What can be seen to be wrong is told at once, before the job waits for its turn. */
public final class JobPlanner {
    private final ImageJobs images;
    private final FieldJobs fields;

    /**
     * A planner for one data folder.
     *
     * @param home Exina's own folder
     * @param rerun tells what a reader of a report does to have the run again
     */
    public JobPlanner(DataFolder data, ModelStore models, Path home, Function<RunRecord, String> rerun) {
        JobPlace place = new JobPlace(data, models, home, rerun);
        this.images = new ImageJobs(place);
        this.fields = new FieldJobs(place);
    }

    /**
     * Plans a job.
     *
     * @throws ProblemException when something is missing or out of its range
     * @throws org.exina.io.ExinaException when a setting cannot be read
     */
    public PlannedJob plan(JobRequest request) throws IOException {
        try {
            return planned(request);
        } catch (IllegalArgumentException e) { // a setting that its record refuses
            throw new ProblemException(422, e.getMessage());
        }
    }

    private PlannedJob planned(JobRequest request) throws IOException {
        if (request instanceof JobRequest.CheckData check) {
            return images.check(check);
        } else if (request instanceof JobRequest.Train train) {
            return images.train(train);
        } else if (request instanceof JobRequest.CrossValidate crossval) {
            return images.crossValidate(crossval);
        } else if (request instanceof JobRequest.CountFields count) {
            return fields.count(count);
        } else if (request instanceof JobRequest.CleanData clean) {
            return images.clean(clean);
        } else if (request instanceof JobRequest.LearnFields learn) {
            return fields.learn(learn);
        }
        return images.suite((JobRequest.RunSuite) request);
    }
}
