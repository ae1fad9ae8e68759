package org.exina.serve;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.api.Exina;
import org.exina.serve.data.DataFolder;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.Reply;
import org.exina.serve.http.Route;
import org.exina.serve.http.StaticFiles;
import org.exina.serve.job.JobQueue;

/** What the server is, whether it lives, and what it can be asked. */
final class AboutRoutes {
    /** As it stands: to write JSON takes as long as all else at the start. */
    private static final Reply OK =
            Reply.bytes("application/json", "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));

    private final DataFolder data;
    private final JobQueue jobs;
    private final Metrics metrics;
    private final StaticFiles documents = new StaticFiles(AboutRoutes.class, "rest");

    AboutRoutes(DataFolder data, JobQueue jobs, Metrics metrics) {
        this.data = data;
        this.jobs = jobs;
        this.metrics = metrics;
    }

    List<Route> all() {
        return List.of(
                Route.get("/health", call -> OK),
                Route.get("/ready", call -> ready()),
                Route.get(
                        "/metrics",
                        call -> Reply.bytes(
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.text().getBytes(StandardCharsets.UTF_8))),
                Route.get("/api/about", call -> about()),
                Route.get("/api/openapi.json", call -> documents.file("openapi.json")),
                Route.get("/api/", call -> documents.file("index.html")),
                Route.get("/api/rest.js", call -> documents.file("rest.js")),
                Route.get("/api/rest.css", call -> documents.file("rest.css")));
    }

    private Reply ready() throws ProblemException {
        if (jobs.isClosed()) {
            throw new ProblemException(503, "the server ends");
        }
        return OK;
    }

    private Reply about() {
        Map<String, String> versions = Exina.versions();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("version", versions.get("exina"));
        about.put("versions", versions);
        about.put("data", data.name());
        about.put("jobs", jobs.open());
        return Reply.json(about);
    }
}
