package org.exina.serve.job;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.exina.serve.http.ProblemException;
import org.exina.task.Progress;

/** A piece of long work, from when it is asked for; what became of it. For several threads. */
public final class Job {
    private static final int MOST_NOTES = 200;

    private final String id;
    private final String kind;
    private final String title;
    private final Work work;
    private final Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    // guarded by this, as is all that follows
    private State state = State.WAITING;
    private Instant started; // null until then
    private Instant ended; // null until then
    private Shown progress; // null until there is any
    private long phaseNanos;
    private long phaseDone;
    private final List<String> notes = new ArrayList<>();
    private Map<String, Object> result = Map.of();
    private String problem = "";
    private Thread worker; // null unless it runs
    private boolean cancelled;
    private long changes;

    Job(String id, String kind, String title, Work work) {
        this.id = id;
        this.kind = kind;
        this.title = title;
        this.work = work;
    }

    /** Does it. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does all of it, in a thread that is interrupted when it is cancelled.
         *
         * @param notes told in words what a user should know
         * @return what came out, by name: names, figures, addresses
         */
        Map<String, Object> run(Progress progress, Consumer<String> notes) throws IOException;
    }

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        /** Whether nothing will change any more. */
        public boolean isEnd() {
            return this != WAITING && this != RUNNING;
        }

        /** "waiting". */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far the work is.
     *
     * @param what is being done, a few words
     * @param secondsLeft until this is done; null where it cannot be told yet
     */
    public record Shown(String what, long done, long of, Long secondsLeft) {}

    /**
     * A job as it is at one moment.
     *
     * @param changes grows with each change
     */
    public record Snapshot(
            String id,
            String kind,
            String title,
            State state,
            Instant asked,
            Instant started,
            Instant ended,
            Shown progress,
            List<String> notes,
            Map<String, Object> result,
            String problem,
            long changes) {
        /** As JSON has it. */
        public Map<String, Object> json() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("id", id);
            all.put("kind", kind);
            all.put("title", title);
            all.put("state", state.id());
            all.put("asked", asked.toString());
            all.put("started", started == null ? null : started.toString());
            all.put("ended", ended == null ? null : ended.toString());
            all.put("progress", progress);
            all.put("notes", notes);
            all.put("result", result);
            all.put("problem", problem);
            all.put("href", "/api/jobs/" + id);
            return all;
        }
    }

    public String id() {
        return id;
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                id, kind, title, state, asked, started, ended, progress, List.copyOf(notes), result, problem, changes);
    }

    /**
     * Waits for a change.
     *
     * @param known the number of changes that are known
     * @return how it is now, whether it has changed or not
     */
    public synchronized Snapshot await(long known, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; changes == known && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        return snapshot();
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    /** Ends it as soon as it can; nothing where it has ended. */
    synchronized void cancel() {
        if (state == State.WAITING) {
            end(State.CANCELLED);
        } else if (state == State.RUNNING) {
            cancelled = true;
            worker.interrupt();
        }
    }

    /**
     * Runs it, unless it was cancelled before.
     *
     * @param faults told what is no fault of what was asked for, and the words of what is
     */
    void run(Faults faults) {
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
            worker = Thread.currentThread();
            state = State.RUNNING;
            started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            changed();
        }
        Map<String, Object> got = Map.of();
        Exception failure = null;
        try {
            got = work.run(this::report, this::note);
        } catch (IOException | RuntimeException e) {
            failure = e;
        } catch (LinkageError e) { // an optional part is not installed
            failure = new ProblemException(422, "this needs a part of Exina that is not installed: exina-torch");
        } catch (OutOfMemoryError e) {
            failure = new ProblemException(422, "there is not enough memory for this; start with a larger heap");
        }
        synchronized (this) {
            worker = null;
            boolean interrupted = Thread.interrupted(); // is not to reach the next one
            if (failure == null) {
                result = got;
                end(State.DONE);
            } else if (cancelled || interrupted) {
                end(State.CANCELLED);
            } else {
                problem = faults.words(failure);
                end(State.FAILED);
            }
        }
    }

    /** Words failures for whoever asked for the work. */
    @FunctionalInterface
    public interface Faults {
        String words(Exception failure);
    }

    private void end(State how) {
        state = how;
        ended = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        changed();
    }

    private synchronized void note(String text) {
        if (notes.size() < MOST_NOTES) {
            notes.add(text);
            changed();
        }
    }

    private synchronized void report(String what, long done, long of) {
        long now = System.nanoTime();
        if (progress == null || !progress.what().equals(what)) {
            phaseNanos = now;
            phaseDone = done;
        }
        long fresh = done - phaseDone;
        Long left = fresh <= 0 ? null : Long.valueOf(Math.round((now - phaseNanos) / 1e9 / fresh * (of - done)));
        progress = new Shown(what, done, of, left);
        changed();
    }
}
