package org.exina.serve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.exina.io.Json;
import org.exina.serve.http.Call;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.Reply;
import org.exina.serve.http.Route;
import org.exina.serve.job.Job;
import org.exina.serve.job.JobPlanner;
import org.exina.serve.job.JobQueue;
import org.exina.serve.job.JobRequest;
import org.exina.serve.job.PlannedJob;

/** Long work: asked for, watched, cancelled. */
final class JobRoutes {
    private static final int MOST_WATCHING = 48; // each takes a thread
    private static final long HEARTBEAT_MILLIS = 10_000;

    private static final long LEAST_MILLIS = 100; // between two tellings: work may tell of each image

    private final JobQueue jobs;
    private final JobPlanner planner;
    private final Semaphore watching = new Semaphore(MOST_WATCHING);

    JobRoutes(JobQueue jobs, JobPlanner planner) {
        this.jobs = jobs;
        this.planner = planner;
    }

    List<Route> all() {
        return List.of(
                Route.post("/api/jobs", this::add),
                Route.get(
                        "/api/jobs",
                        call -> Reply.json(jobs.all().stream()
                                .map(job -> job.snapshot().json())
                                .toList())),
                Route.get(
                        "/api/jobs/{id}",
                        call -> Reply.json(job(call).snapshot().json())),
                Route.delete("/api/jobs/{id}", this::cancel),
                Route.get("/api/jobs/{id}/events", this::watch));
    }

    private Job job(Call call) throws ProblemException {
        String id = call.value("id");
        return jobs.find(id).orElseThrow(() -> new ProblemException(404, "there is no job " + id));
    }

    private Reply add(Call call) throws IOException {
        PlannedJob planned = planner.plan(call.json(JobRequest.class));
        return added(jobs.add(planned.kind(), planned.title(), planned.work()));
    }

    /** Tells where a job that was asked for is watched. */
    static Reply added(Job job) {
        String href = "/api/jobs/" + job.id();
        return Reply.json(202, Map.of("id", job.id(), "href", href)).with("Location", href);
    }

    private Reply cancel(Call call) throws IOException {
        jobs.cancel(job(call));
        return Reply.none();
    }

    private Reply watch(Call call) throws IOException {
        Job job = job(call);
        return Reply.stream("text/event-stream", out -> {
            if (!watching.tryAcquire()) {
                event(out, "problem", Map.of("detail", "too many watch jobs already; ask for this one now and then"));
                return;
            }
            try {
                watch(job, out);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server ends");
            } finally {
                watching.release();
            }
        });
    }

    /** First how it is, then each change, until it has ended. */
    private static void watch(Job job, OutputStream out) throws IOException, InterruptedException {
        Job.Snapshot told = job.snapshot();
        event(out, "state", told.json());
        tellNotes(out, List.of(), told.notes());
        while (!told.state().isEnd()) {
            Job.Snapshot now = job.await(told.changes(), HEARTBEAT_MILLIS);
            if (now.changes() == told.changes()) {
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                continue;
            }
            tellNotes(out, told.notes(), now.notes());
            if (now.progress() != null && !now.progress().equals(told.progress())) {
                event(out, "progress", now.progress());
            }
            if (now.state() != told.state()) {
                event(out, "state", now.json());
            }
            told = now;
            Thread.sleep(LEAST_MILLIS);
        }
    }

    private static void tellNotes(OutputStream out, List<String> told, List<String> now) throws IOException {
        for (String note : now.subList(told.size(), now.size())) {
            event(out, "note", Map.of("text", note));
        }
    }

    private static void event(OutputStream out, String name, Object value) throws IOException {
        out.write(("event: " + name + "\ndata: " + Json.writeLine(value) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
