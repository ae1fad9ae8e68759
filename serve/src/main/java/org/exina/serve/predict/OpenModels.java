package org.exina.serve.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.exina.serve.data.FileVersion;

/** Model files that are kept open: each once, for all who ask, until it changes or nobody asks for long. */
public final class OpenModels implements AutoCloseable {
    private static final int MOST = 4;

    private final Map<Path, OpenModel> open = new HashMap<>(); // guarded by this

    private final LongAdder runs = new LongAdder();

    /** What is done with an open model. */
    @FunctionalInterface
    public interface Use<T> {
        T of(OpenModel model) throws IOException;
    }

    /**
     * Uses a model; it is opened where it is not yet.
     *
     * @throws org.exina.io.ExinaException when the file is no model
     */
    public <T> T with(Path file, Use<T> use) throws IOException {
        while (true) {
            OpenModel model = opened(file);
            if (model.enter()) {
                try {
                    return use.of(model);
                } finally {
                    model.leave();
                }
            }
        }
    }

    private synchronized OpenModel opened(Path file) throws IOException {
        FileVersion version = FileVersion.of(file);
        OpenModel known = open.get(file);
        if (known != null && known.version().equals(version)) {
            return known;
        }
        close(file);
        if (open.size() >= MOST) {
            Path oldest = open.entrySet().stream()
                    .min(Comparator.comparingLong(each -> each.getValue().usedNanos()))
                    .orElseThrow()
                    .getKey();
            close(oldest);
        }
        OpenModel model = new OpenModel(file, version, runs);
        open.put(file, model);
        return model;
    }

    /** Closes a model file when nobody uses it any more, to be changed or deleted. */
    public synchronized void close(Path file) {
        OpenModel model = open.remove(file);
        if (model != null) {
            model.close();
        }
    }

    /** Closes those that nobody has used for some time. */
    public synchronized void closeIdle(Duration time) {
        long now = System.nanoTime();
        for (Iterator<OpenModel> each = open.values().iterator(); each.hasNext(); ) {
            OpenModel model = each.next();
            if (now - model.usedNanos() > time.toNanos()) {
                each.remove();
                model.close();
            }
        }
    }

    /** How often a network was run, each time for any number of requests. */
    public long runs() {
        return runs.sum();
    }

    public synchronized int count() {
        return open.size();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(OpenModel::close);
        open.clear();
    }
}
