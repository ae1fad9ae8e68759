package org.exina.serve.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.exina.serve.http.ProblemException;
import org.exina.task.Parallel;

/** Jobs, one at a time in the order in which they were asked for. For several threads. */
public final class JobQueue implements AutoCloseable {
    private static final int MOST_WAITING = 100;
    private static final int MOST_KEPT = 500; // of those that have ended, the oldest go first

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "exina-serve-job"));
    private final Map<String, Job> jobs = new LinkedHashMap<>(); // guarded by this
    private final UnaryOperator<String> notes;
    private final Job.Faults faults;
    private int number; // guarded by this
    private volatile boolean closed;

    /**
     * A queue without jobs.
     *
     * @param notes words what jobs tell for whoever asked for them
     * @param faults words what they fail with
     */
    public JobQueue(UnaryOperator<String> notes, Job.Faults faults) {
        this.notes = notes;
        this.faults = faults;
    }

    /**
     * Adds one.
     *
     * @param kind what it does
     * @param title what it is done to
     * @throws ProblemException 503 when too many wait already, or the server ends
     */
    public synchronized Job add(String kind, String title, Job.Work work) throws ProblemException {
        List<Job> ended = new ArrayList<>();
        int waiting = 0;
        for (Job each : jobs.values()) {
            Job.State state = each.snapshot().state();
            if (state.isEnd()) {
                ended.add(each);
            } else {
                waiting++;
            }
        }
        if (closed || waiting >= MOST_WAITING) {
            throw new ProblemException(
                    503, closed ? "the server ends" : waiting + " jobs wait already; try again later");
        }
        for (int i = 0; i < ended.size() - MOST_KEPT; i++) {
            jobs.remove(ended.get(i).id());
        }
        Job job = new Job(
                Integer.toString(++number),
                kind,
                title,
                (progress, told) -> work.run(progress, note -> told.accept(notes.apply(note))));
        jobs.put(job.id(), job);
        worker.execute(() -> job.run(faults));
        return job;
    }

    /** All that are known, in the order in which they were asked for. */
    public synchronized List<Job> all() {
        return List.copyOf(jobs.values());
    }

    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** How many run or wait. */
    public int open() {
        return (int)
                all().stream().filter(job -> !job.snapshot().state().isEnd()).count();
    }

    /** Cancels it; one that has ended is forgotten. What it made stays. */
    public synchronized void cancel(Job job) {
        if (job.snapshot().state().isEnd()) {
            jobs.remove(job.id());
        } else {
            job.cancel();
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** Cancels all, and waits until the one that runs has ended. */
    @Override
    public void close() {
        closed = true;
        all().forEach(Job::cancel);
        Parallel.finish(worker);
    }
}
