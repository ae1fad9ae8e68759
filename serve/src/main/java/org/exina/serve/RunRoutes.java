package org.exina.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.exina.api.Reports;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.io.AtomicFiles;
import org.exina.io.Json;
import org.exina.serve.data.CountRecord;
import org.exina.serve.data.DataFolder;
import org.exina.serve.data.RunStore;
import org.exina.serve.http.Call;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.Reply;
import org.exina.serve.http.Route;
import org.exina.task.Progress;

/** What jobs left: runs, counts, checks, with their pages. */
final class RunRoutes {
    /** Of pages that Exina writes into one file: style and script stand in them, and their own policy names the script. */
    private static final String PAGE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline';"
            + " script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final long TABLE_BYTES = 64 << 20;
    private static final String HTML = "text/html; charset=utf-8";
    private static final Map<String, String> TABLES =
            Map.of("counts", "counts.csv", "percentages", "counts-percentages.csv", "grains", "counts-grains.csv");

    private final DataFolder data;
    private final RunStore runs;
    private final Function<RunRecord, String> rerun;

    RunRoutes(DataFolder data, RunStore runs, Function<RunRecord, String> rerun) {
        this.data = data;
        this.runs = runs;
        this.rerun = rerun;
    }

    List<Route> all() {
        return List.of(
                Route.get("/api/runs", call -> Reply.json(runs.all())),
                Route.get("/api/runs/{name}", call -> Reply.json(runs.details(call.value("name")))),
                Route.get("/api/runs/{name}/report", call -> report(call.value("name"))),
                Route.get("/api/counts", call -> Reply.json(records("counts", CountRecord.FILE))),
                Route.get("/api/counts/{name}", call -> record("counts", CountRecord.FILE, call.value("name"))),
                Route.get("/api/counts/{name}/page", call -> page("counts", "counts.html", call.value("name"))),
                Route.get("/api/counts/{name}/csv", this::table),
                Route.put("/api/counts/{name}/corrections", call -> keep("counts", "corrections.csv", call)),
                Route.get("/api/checks", call -> Reply.json(records("checks", "check.json"))),
                Route.get("/api/checks/{name}", call -> record("checks", "check.json", call.value("name"))),
                Route.get("/api/checks/{name}/page", call -> page("checks", "check.html", call.value("name"))),
                Route.get("/api/checks/{name}/csv", call -> proposals(call.value("name"))),
                Route.put("/api/checks/{name}/changes", call -> keep("checks", "changes.csv", call)));
    }

    private Reply report(String name) throws IOException {
        Path folder = runs.folder(name);
        Path file = folder.resolve("report.html");
        if (!Files.isRegularFile(file)) {
            List<ExperimentRecord> experiments = runs.experiments(folder).toList();
            if (experiments.isEmpty()) {
                RunFolder run = RunFolder.open(folder);
                Reports.run(run, Path.of(run.record().data().root()), rerun.apply(run.record()))
                        .write(file, Progress.NONE);
            } else {
                Reports.experiments(experiments).write(file);
            }
        }
        return html(data.existing(RunStore.FOLDER, name + "/report.html"));
    }

    private static Reply html(Path file) throws IOException {
        return Reply.file(HTML, file).with("Content-Security-Policy", PAGE_POLICY);
    }

    /** Each record with its name, the newest last; what was not done to its end has none. */
    private List<Map<String, Object>> records(String kind, String file) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Path folder : data.folders(kind)) {
            if (Files.isRegularFile(folder.resolve(file))) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", folder.getFileName().toString());
                Json.tree(Files.readString(folder.resolve(file))).properties().forEach(field -> {
                    if (field.getValue().isValueNode()) {
                        row.put(field.getKey(), field.getValue());
                    }
                });
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparing(row -> String.valueOf(row.get("finished")))); // stable: then by name
        return rows;
    }

    /** A table that a person edited; an earlier one is replaced. */
    private Reply keep(String kind, String file, Call call) throws IOException {
        String name = call.value("name");
        Path folder = inside(kind, name, kind.equals("counts") ? CountRecord.FILE : "check.json")
                .getParent();
        Path sent = call.body(file, TABLE_BYTES).file();
        AtomicFiles.write(folder.resolve(file), out -> Files.copy(sent, out));
        return Reply.json(Map.of("path", data.relative(folder.resolve(file))));
    }

    private Reply proposals(String name) throws IOException {
        return Reply.file("text/csv; charset=utf-8", inside("checks", name, "proposals.csv"))
                .named(name + ".csv");
    }

    private Path inside(String kind, String name, String file) throws IOException {
        return data.existing(kind, name + "/" + file); // a link in the folder may lead elsewhere
    }

    private Reply record(String kind, String file, String name) throws IOException {
        return Reply.file("application/json", inside(kind, name, file));
    }

    private Reply page(String kind, String file, String name) throws IOException {
        return html(inside(kind, name, file));
    }

    private Reply table(Call call) throws IOException {
        String wanted = call.query("table").orElse("counts");
        String file = TABLES.get(wanted);
        if (file == null) {
            throw new ProblemException(
                    400, "table: expected one of " + new TreeSet<>(TABLES.keySet()) + ", got '" + wanted + "'");
        }
        String name = call.value("name");
        return Reply.file("text/csv; charset=utf-8", inside("counts", name, file))
                .named(name + "-" + wanted + ".csv");
    }
}
