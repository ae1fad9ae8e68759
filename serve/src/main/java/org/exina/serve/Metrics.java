package org.exina.serve;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.exina.serve.http.WebServer;
import org.exina.serve.job.JobQueue;
import org.exina.serve.predict.OpenModels;
import org.exina.serve.predict.Predictor;

/** What a monitor asks a server, in Prometheus's text format (0.0.4). */
final class Metrics implements WebServer.Observer {
    private final JobQueue jobs;
    private final OpenModels models;
    private final Predictor predictor;
    private final Map<String, Answered> answered = new ConcurrentSkipListMap<>();
    private final long start = System.nanoTime();

    Metrics(JobQueue jobs, OpenModels models, Predictor predictor) {
        this.jobs = jobs;
        this.models = models;
        this.predictor = predictor;
    }

    private record Answered(LongAdder count, LongAdder nanos) {}

    @Override
    public void answered(String method, String route, int status, long nanos) {
        String labels = String.format(
                Locale.ROOT,
                "method=\"%s\",route=\"%s\",status=\"%d\"",
                method.matches("[A-Z]{3,7}") ? method : "",
                route,
                status);
        Answered sum = answered.computeIfAbsent(labels, any -> new Answered(new LongAdder(), new LongAdder()));
        sum.count().increment();
        sum.nanos().add(nanos);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        head(text, "exina_requests_total", "counter", "Requests answered.");
        answered.forEach((labels, sum) ->
                line(text, "exina_requests_total{" + labels + "}", sum.count().sum()));
        head(text, "exina_request_seconds_total", "counter", "Time that answers took.");
        answered.forEach((labels, sum) -> line(
                text, "exina_request_seconds_total{" + labels + "}", sum.nanos().sum() / 1e9));
        head(text, "exina_images_total", "counter", "Images that models were asked about.");
        line(text, "exina_images_total", predictor.images());
        head(text, "exina_network_runs_total", "counter", "Runs of a network, each for any number of requests.");
        line(text, "exina_network_runs_total", models.runs());
        head(text, "exina_models_open", "gauge", "Models kept open.");
        line(text, "exina_models_open", models.count());
        head(text, "exina_jobs_open", "gauge", "Jobs that run or wait.");
        line(text, "exina_jobs_open", jobs.open());
        Runtime java = Runtime.getRuntime();
        head(text, "exina_heap_bytes", "gauge", "Memory of the Java heap in use.");
        line(text, "exina_heap_bytes", java.totalMemory() - java.freeMemory());
        head(text, "exina_heap_limit_bytes", "gauge", "Memory that the Java heap may take.");
        line(text, "exina_heap_limit_bytes", java.maxMemory());
        head(text, "exina_uptime_seconds", "gauge", "Time since the start.");
        line(text, "exina_uptime_seconds", (System.nanoTime() - start) / 1e9);
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
