package org.exina.serve;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.exina.image.file.ImageFile;
import org.exina.io.ExinaException;
import org.exina.io.ScratchFolder;
import org.exina.serve.data.DataFolder;
import org.exina.serve.data.DataSets;
import org.exina.serve.data.ModelStore;
import org.exina.serve.data.RunStore;
import org.exina.serve.data.Thumbnails;
import org.exina.serve.http.Route;
import org.exina.serve.http.StaticFiles;
import org.exina.serve.http.WebServer;
import org.exina.serve.job.JobPlanner;
import org.exina.serve.job.JobQueue;
import org.exina.serve.predict.OpenModels;
import org.exina.serve.predict.Predictor;

/** A server that runs: a page for browsers, and REST, over one data folder. For several threads. */
public final class ExinaServer implements AutoCloseable {
    /** Of an image that is sent, or shown small: a photograph of a microscope's camera. */
    private static final ImageFile.Limits IMAGE = new ImageFile.Limits(60_000_000, 256 << 20);

    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TICK_SECONDS = 5;

    private final List<AutoCloseable> open = new ArrayList<>(); // closed from the last to the first
    private final WebServer web;
    private final ServeSettings settings;
    private final List<Route> routes = new ArrayList<>();

    /**
     * Starts it.
     *
     * @throws ExinaException when the port or the data folder is another one's, or the token will not do
     */
    public ExinaServer(ServeSettings settings) throws IOException {
        this.settings = settings;
        requireToken(settings);
        try {
            this.web = start();
        } catch (IOException | RuntimeException | Error e) {
            closeAll(e);
            throw e;
        }
    }

    private WebServer start() throws IOException {
        DataFolder data = DataFolder.open(settings.data());
        open.add(lock(data.root().resolve(".exina-serve.lock"), settings.data()));
        ScratchFolder scratch = ScratchFolder.in(data.root());
        open.add(scratch);
        FaultReplies faults = new FaultReplies(data, settings.log());
        ModelStore models = new ModelStore(data);
        OpenModels opened = new OpenModels();
        open.add(opened);
        JobQueue jobs = new JobQueue(data::withoutRoot, faults::words);
        Predictor predictor = new Predictor(opened, IMAGE);
        Metrics metrics = new Metrics(jobs, opened, predictor);
        RunStore runs = new RunStore(data);
        routes.addAll(new AboutRoutes(data, jobs, metrics).all());
        routes.addAll(new ModelRoutes(models, opened, predictor).all());
        routes.addAll(new SetRoutes(data, new DataSets(data), new Thumbnails(IMAGE)).all());
        routes.addAll(new JobRoutes(jobs, new JobPlanner(data, models, settings.home(), settings.rerun())).all());
        routes.addAll(new LabelRoutes(data, jobs, settings.home()).all());
        routes.addAll(new RunRoutes(data, runs, settings.rerun()).all());
        StaticFiles page = new StaticFiles(ExinaServer.class, "page");
        StaticFiles look =
                new StaticFiles(ExinaServer.class, "/org/exina/report/html"); // of the pages that commands write
        WebServer started = new WebServer(
                new WebServer.Settings(settings.host(), settings.port(), settings.token(), scratch.path(), PATIENCE),
                routes,
                call -> (call.path().equals("/page.css") ? look : page)
                        .file(
                                call.path().equals("/")
                                        ? "index.html"
                                        : call.path().substring(1)),
                faults::reply,
                metrics);
        open.add(started);
        open.add(jobs); // first of all: who watches one is told its end
        open.add(ticker(started, opened, settings.log()));
        return started;
    }

    private static AutoCloseable ticker(WebServer web, OpenModels models, Consumer<String> log) {
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "exina-serve-tick");
            thread.setDaemon(true);
            return thread;
        });
        Runnable tick = () -> {
            try {
                web.closeSlow();
                models.closeIdle(IDLE);
            } catch (RuntimeException e) { // or there would be no next time
                log.accept("what is idle could not be closed: " + e);
            }
        };
        ScheduledFuture<?> ticking = ticker.scheduleWithFixedDelay(tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        return () -> {
            ticking.cancel(false);
            ticker.shutdown();
        };
    }

    private static void requireToken(ServeSettings settings) throws ExinaException {
        if (settings.token()
                .filter(token -> !token.matches("[A-Za-z0-9_-]{16,200}"))
                .isPresent()) {
            throw new ExinaException("the token: expected 16 to 200 letters, digits, '-' and '_'");
        }
        if (settings.token().isEmpty() && !WebServer.isLoopback(settings.host())) {
            throw new ExinaException(
                    settings.host(), "others reach the server there: expected a token that they must know");
        }
    }

    /** Two servers on one folder would not know of each other's jobs and names. */
    private static AutoCloseable lock(Path file, Path folder) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new ExinaException(
                    folder, "another server of Exina works in this folder; use that one, or choose another folder");
        }
        return channel;
    }

    /** What is answered, as "GET /api/about". */
    List<String> routes() {
        return routes.stream().map(route -> route.method() + " " + route.path()).toList();
    }

    public int port() {
        return web.port();
    }

    /** Whether only this machine reaches a server that listens there; else it needs a token. */
    public static boolean isLoopback(String host) {
        return WebServer.isLoopback(host);
    }

    /** Where a browser on this machine opens it, with the token if there is one. */
    public URI address() {
        boolean any = WebServer.isLoopback(settings.host()) || settings.host().matches("0\\.0\\.0\\.0|::|\\[::]");
        String host = any ? "127.0.0.1" : settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("http://" + host + ":" + port() + "/"
                + settings.token().map(token -> "?token=" + token).orElse(""));
    }

    /** Ends running jobs as an interrupted command ends, and waits for them. */
    @Override
    public void close() throws IOException {
        IOException failure = new IOException("the server did not end as it should");
        closeAll(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void closeAll(Throwable failure) {
        for (int i = open.size() - 1; i >= 0; i--) {
            try {
                open.get(i).close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        open.clear();
    }
}
